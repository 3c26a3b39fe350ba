"""Who asks: a real host learns whom to write to, or is not asked."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from archive.errors import ArchiveError
from crawler.addresses import invented_host

_EXAMPLE = re.compile(r"[@./]example(?:\.(?:org|com|net))?/?$")  # RFC 2606: nobody reads mail there


def check_contact(contact: str, path: Path, urls: tuple[str, ...]) -> str:
    """Return a warning (or nothing) when no contact, or only an example's, is given.

    Raises ArchiveError (code 2) when real hosts would be asked without one. Invented hosts are not real, and through
    a proxy on this machine none is: there it is a warning.
    """
    real = next((url for url in urls if not invented_host(url)), "")
    if not real or (contact and not _EXAMPLE.search(contact)):
        return ""
    if _proxy_is_here():
        return "no contact is set: good enough for a replay on this machine, refused for real hosts"
    what = f"contact {contact!r} is an example" if contact else "no contact"
    raise ArchiveError(
        f"{path}: {what}, and {urlsplit(real).hostname} is a real host; "
        'write contact = "you@your.domain" under [crawl], so that its owner can reach you',
        code=2,
    )


def _proxy_is_here() -> bool:
    host = urlsplit(getproxies().get("http", "")).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")
