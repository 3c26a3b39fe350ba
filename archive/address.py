"""One article, one address: the key of an address however it is spelt, the ids made of it, and whether to believe
a page's ``rel=canonical`` (RFC 6596).
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

import tldextract
from w3lib.url import canonicalize_url

from archive.ids import short_hash

TRACKING = re.compile(
    r"(?:utm_|pk_|mtm_|mc_|oly_|vero_|itm_|__s$|_ga$|_gl$|_hs|at_(?:medium|campaign|custom|link|format|ptr|bbc)|"
    r"stm_|wt\.|wt_|cmpid|ncid|ocid|igsh|mkt_tok|spm$|s_cid|s_kwcid|ns_|partner_id$|share_token|sharetype|"
    r"(?:fbc|gc|dc|msclk|tw|twc|yc|ysc|ttc|wbra|gbra|li_fat_|epik|rdt_c)l?id$|"
    r"fb_|smid$|smtyp$|sref$|xtor$|cmp$|cmpid$|cid_source|ref_src$|ref_url$|feature$|source_ref$|"
    r"from_rss$|rss$|traffic_source$|guccounter$|guce_)",
    re.I,
)
"""Names of query parameters that say where a reader came from, never what is shown. A name that some site uses for
its articles (``id``, ``cid``, ``ref``, ``source``) is not here: two articles made one is worse than one made two."""

AMP_QUERY = {"amp": None, "outputtype": "amp", "view": "amp", "service": "amp", "usqp": None, "amp_js_v": None}
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)  # the bundled list: no download, ever
_DEFAULT_PORT = re.compile(r":(?:80|443)$")
_STAMP = re.compile(r"(?<!\d)(?!(?:19|20)\d{6}(?!\d))\d{5,}")  # a number, but not a date such as 20261123
_WORD = re.compile(r"[^\W\d_]{4,}")


def site(url: str) -> str:
    """Return the registrable domain of an address (``bbc.co.uk``); of an unknown suffix, the last two labels."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return _SUFFIXES(host).top_domain_under_public_suffix or ".".join(host.split(".")[-2:])


def host_key(url: str) -> str:
    """Return host and port without ``www.``, ``amp.``, the default port and a closing dot, in lower case."""
    netloc = _DEFAULT_PORT.sub("", urlsplit(url).netloc.rpartition("@")[2].lower()).rstrip(".")
    return re.sub(r"^(?:www\.)?(?:amp\.)?(?=[^.]+\.[^.]+)", "", netloc)


def address_key(url: str) -> str:
    """Return the key under which an address is known, equal for every spelling of it.

    Left out: scheme, ``www.``, default ports, fragments, tracking parameters, AMP marks, a closing slash, the order
    of the query, the case of percent escapes. The result is for comparing, not for fetching. What is no address at
    all ("http://[x") is its own key.
    """
    try:
        parts = urlsplit(canonicalize_url(url.strip()))
    except ValueError:
        return url.strip()
    path = re.sub(r"/(?:amp|index\.amp|amp\.html)/?$|\.amp(?=\.html?$)|\.amp$|^/amp(?=/.)", "", parts.path)
    path = re.sub(r"//+", "/", unquote(path)).rstrip("/")
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if _tells(name, value)]
    return host_key(url) + path + (f"?{urlencode(sorted(query))}" if query else "")


def article_id(url: str) -> str:
    """Return the stable id of the article at an address: 16 hexadecimal digits of the SHA-256 of its key."""
    return short_hash(address_key(url))


def canonical_address(fetched: str, claimed: str, headline: str = "") -> str:
    """Return the address of the article: the page's claim where it can be believed, else the address fetched.

    A claim is a trap when it is no web address, leads to another site (a syndicated page: that is a credit, not an
    address), to a home or section page, or to an address that has neither a number, a last segment nor two words of
    the headline in common with this page.
    """
    if not (address := _web_address(fetched, claimed)):
        return fetched
    if address_key(address) == address_key(fetched):
        return address
    if site(address) != site(fetched) or not urlsplit(address).path.strip("/"):
        return fetched
    here, there = _marks(fetched), _marks(address)
    words = {word.casefold() for word in _WORD.findall(unquote(urlsplit(address).path))}
    agree = len(words & {word.casefold() for word in _WORD.findall(headline)})
    return address if here & there or agree >= 2 else fetched


def _tells(name: str, value: str) -> bool:
    lower = name.lower()
    if lower in AMP_QUERY:
        return not (AMP_QUERY[lower] is None or value.lower() == AMP_QUERY[lower])
    return not TRACKING.match(lower)


def _web_address(base: str, claimed: str) -> str:
    try:
        url = urljoin(base, claimed.strip())
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def _marks(url: str) -> set[str]:
    """Return what names one article in an address: numbers of five digits or more, and a long last segment."""
    parts = urlsplit(url)
    segments = [part for part in unquote(parts.path).split("/") if part]
    marks = set(_STAMP.findall(parts.path + "?" + parts.query))
    last = re.sub(r"\.\w{2,5}$", "", segments[-1]) if segments else ""
    return marks | ({last} if len(last) >= 12 else set())
