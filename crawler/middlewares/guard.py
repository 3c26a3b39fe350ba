"""Addresses that lead into a private network, or are no web addresses, are refused: links, redirects, robots.txt."""

from __future__ import annotations

from scrapy.http import Request, Response

from crawler.addresses import refusal
from crawler.endings import REFUSED, Ending, NotAskedError


class AddressGuard:
    """Stops a request before anything is asked of its host, and a redirect to what is no web address."""

    def process_request(self, request: Request) -> None:
        """Raise NotAskedError for an address that is never asked."""
        if why := refusal(request.url):
            raise NotAskedError(Ending(REFUSED, why))

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy's names
        """Raise NotAskedError for a redirect that Scrapy does not follow because it leaves the web."""
        if response.status in (301, 302, 303, 307, 308) and "Location" in response.headers:
            raise NotAskedError(Ending(REFUSED, "redirect to what is not http(s)"))
        return response
