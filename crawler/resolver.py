"""Names that lead into a private network are not resolved: a public name may point at 127.0.0.1."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.addresses import private_number

PRIVATE_NAMES: set[str] = set()
"""Names found to lead into a private network. Twisted drops the error on its way up, so the reason is kept here."""


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver; what it returns is what is connected to, so a name can't change its mind in between.

    The host of the configured proxy is the user's own choice and may be private.
    """

    _proxies = frozenset(urlsplit(url).hostname for url in getproxies().values())

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """Return the address of a host, failing with DNSLookupError for a private one."""
        found = super().getHostByName(name, timeout)
        return found if name in self._proxies else found.addCallback(_public, name)


def _public(number: str, name: str) -> str:
    if private_number(number):
        PRIVATE_NAMES.add(name)
        raise DNSLookupError(f"{name} leads to the private address {number}")
    return number
