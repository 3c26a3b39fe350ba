"""Which addresses are never asked, whoever names them: what is no web address, and what leads into a private network.

A feed is written by a stranger; without this it could make the crawler ask the machine it runs on (server-side
request forgery, CWE-918).
"""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
from urllib.parse import unquote, urlsplit

LONGEST = 2083
"""Characters of the longest address that is asked: what browsers and sitemaps.org (2,048) allow, with room."""

_PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "corp")
"""Suffixes that never lead to the public net (RFC 6761, 6762, 8375; ICANN keeps ``internal`` and ``corp`` free)."""

_INVENTED_NAMES = ("example", "test", "invalid", "localhost")
"""Top-level names reserved for examples (RFC 2606): no real host has them."""

_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", re.I)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits


def refusal(url: str) -> str:
    """Return why an address is never asked, in a few words, or an empty string for one that may be."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "not a web address"
    if parts.scheme.lower() not in ("http", "https"):
        return "not http(s)"
    if not host:
        return "not a web address"
    if len(url) > LONGEST:
        return f"longer than {LONGEST:,} characters"
    if parts.username is not None or parts.password is not None:
        return "carries a password"
    return "private address" if private_host(host) else ""


def private_host(host: str) -> bool:
    """Tell whether a host, name or number in any spelling, lies in a private network or on this machine."""
    # Browsers and resolvers undo percent signs, full-width digits and dots before they look a name up.
    plain = unicodedata.normalize("NFKC", unquote(host)).lower().replace("。", ".").strip("[]").rstrip(".")
    if ":" in plain:
        return private_number(plain.partition("%")[0])
    if _NUMERIC.fullmatch(plain):
        try:
            return private_number(socket.inet_ntoa(socket.inet_aton(plain)))
        except OSError:
            return True
    return "." not in plain or _ends_with(plain, _PRIVATE_NAMES)


def private_number(number: str) -> bool:
    """Tell whether an IPv4 or IPv6 address is not a public one; what is no address at all counts as private."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return True
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return private_number(str(inner))
    return not address.is_global or address.is_multicast or address.is_reserved


def invented_host(url: str) -> bool:
    """Tell whether an address lies under a name that is reserved for examples and tests."""
    return _ends_with((urlsplit(url).hostname or "").lower().rstrip("."), _INVENTED_NAMES)


def _ends_with(host: str, suffixes: tuple[str, ...]) -> bool:
    return any(host == suffix or host.endswith("." + suffix) for suffix in suffixes)
