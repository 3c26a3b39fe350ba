"""Content-Encoding is undone only where the crawler itself reads the body: robots.txt, feeds, sitemaps, sections."""

from __future__ import annotations

from scrapy import Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Request, Response

PAGE = "page"


class Unpacking(HttpCompressionMiddleware):
    """Pages stay as they came: they are already kept, and reading unpacks them later; a broken one is no failure."""

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's signature
    ) -> Request | Response:
        """Return the answer with its body unpacked, a page's untouched."""
        return response if request.meta.get("purpose") == PAGE else super().process_response(request, response)
