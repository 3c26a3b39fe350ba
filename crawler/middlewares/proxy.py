"""HTTP_PROXY holds for https, too, where no HTTPS_PROXY is named."""

from __future__ import annotations

from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware


class Proxy(HttpProxyMiddleware):
    """Scrapy would send https past a proxy that is set for http: out of a replay, into the real world."""

    def __init__(self, auth_encoding: str | None = "latin-1") -> None:
        super().__init__(auth_encoding)
        if "http" in self.proxies:
            self.proxies.setdefault("https", self.proxies["http"])
