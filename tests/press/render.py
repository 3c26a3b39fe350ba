"""Pages, lists, feeds and sitemaps of an outlet as bytes, in the outlet's own charset."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.press.content import FOLDER, Outlet, Page, amp_path

RELATED = 4  # headlines in the "more stories" list of a page


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(json_ld=_json_ld, amp_path=amp_path)
    return environment


def article(outlet: Outlet, page: Page) -> bytes:
    """Return the page of an article."""
    return _render(outlet, f"{outlet.template}.html", page=page, title=page.headline, entries=_related(outlet, page))


def amp(outlet: Outlet, page: Page) -> bytes:
    """Return the AMP variant of an article; its canonical link leads to the article."""
    return _render(outlet, "amp.html", page=page, title=page.headline, entries=[])


def missing(outlet: Outlet) -> bytes:
    """Return the outlet's "page not found"."""
    return _render(outlet, f"{outlet.template}.html", page=None, title="404", entries=[])


def listing(outlet: Outlet, path: str) -> bytes | None:
    """Return the front page or a section page; None when the path is neither."""
    section = next((title for slug, title in outlet.sections.items() if path.strip("/") == slug), None)
    if path != "/" and section is None:
        return None
    entries = [page for page in outlet.pages if page.listed and section in (None, page.section)]
    return _render(outlet, f"{outlet.template}.html", page=None, title=section or outlet.name, entries=entries)


def door(outlet: Outlet, path: str) -> tuple[bytes, str] | None:
    """Return a feed or sitemap and its content type; None when the outlet has none at that path."""
    makers = {
        ("rss", "/feed.xml"): (_rss, "application/rss+xml; charset=utf-8"),
        ("atom", "/atom.xml"): (_atom, "application/atom+xml; charset=utf-8"),
        ("rdf", "/index.rdf"): (_rdf, "application/rdf+xml; charset=utf-8"),
        ("news-sitemap", "/sitemap.xml"): (_sitemap_index, "application/xml"),
        ("news-sitemap", "/sitemaps/pages.xml"): (_page_sitemap, "application/xml"),
        ("news-sitemap", "/sitemaps/news.xml.gz"): (_news_sitemap, "application/x-gzip"),
        ("sitemap", "/sitemap.xml"): (_article_sitemap, "application/xml"),
    }
    for name in outlet.doors:
        if found := makers.get((name, path)):
            body = found[0](outlet)
            return (gzip.compress(body, mtime=0) if path.endswith(".gz") else body), found[1]
    return None


def _render(outlet: Outlet, template: str, **values: Any) -> bytes:
    text = _environment().get_template(template).render(outlet=outlet, **values)
    return text.encode(outlet.charset, "xmlcharrefreplace")


def _related(outlet: Outlet, page: Page) -> list[Page]:
    others = [other for other in outlet.pages if other.listed and other is not page and other.path != page.path]
    start = len(page.path) % max(1, len(others))
    return (others[start:] + others[:start])[:RELATED]


def _json_ld(outlet: Outlet, page: Page) -> str:
    """Return the page's NewsArticle, as publishers print it."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.headline,
        "datePublished": page.published,
        "dateModified": page.modified or page.published,
        "mainEntityOfPage": outlet.url(page.path),
        "inLanguage": outlet.language,
        "articleSection": page.section,
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name, "url": outlet.url("/")},
    }
    if name := page.author or page.byline:
        data["author"] = [{"@type": "Organization" if name.isupper() else "Person", "name": name}]
    if page.provider:
        data["provider"] = {"@type": "NewsMediaOrganization", "name": page.provider}
    if page.photo_credit:
        data["image"] = {"@type": "ImageObject", "url": outlet.url("/pictures/1.jpg"), "creditText": page.photo_credit}
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _listed(outlet: Outlet) -> list[tuple[str, Page]]:
    """The addresses of the outlet's pages as its feed spells them."""
    found = []
    for page in outlet.pages:
        if page.listed:
            found.append((outlet.url(page.moved_from or page.path), page))
            found += [(a if "://" in a else outlet.url(a), page) for a in page.extra_addresses]
            found += [(outlet.url(amp_path(page)), page)] if page.amp else []
    return found


def _rss(outlet: Outlet) -> bytes:
    items = "".join(
        f"<item><title>{escape(page.headline)}</title><link>{escape(url)}</link><guid isPermaLink='false'>{escape(url)}"
        f"</guid><description>{escape(page.standfirst)}</description><dc:creator>{escape(page.byline)}</dc:creator>"
        f"<category>{escape(page.section)}</category><pubDate>{format_datetime(_time(page.published))}</pubDate></item>"
        for url, page in _listed(outlet)
    )
    items += "".join(f"<item><title>More</title><link>{escape(url)}</link></item>" for url in outlet.feed_links)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{escape(outlet.name)}</title><link>{outlet.url('/')}</link>"
        f"<description>{escape(outlet.notice)}</description><language>{outlet.language}</language>"
        f"{items}</channel></rss>"
    ).encode()


def _atom(outlet: Outlet) -> bytes:
    entries = "".join(
        f"<entry><title>{escape(page.headline)}</title><link rel='alternate' href={quoteattr(url)}/>"
        f"<id>{escape(url)}</id><published>{page.published}</published>"
        f"<updated>{page.modified or page.published}</updated><summary>{escape(page.standfirst)}</summary></entry>"
        for url, page in _listed(outlet)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(outlet.name)}</title><id>{outlet.url('/')}</id><link href='{outlet.url('/')}'/>"
        f"<subtitle>{escape(outlet.notice)}</subtitle><updated>2026-11-20T00:00:00Z</updated>{entries}</feed>"
    ).encode()


def _rdf(outlet: Outlet) -> bytes:
    items = "".join(
        f"<item rdf:about={quoteattr(url)}><title>{escape(page.headline)}</title><link>{escape(url)}</link>"
        f"<dc:date>{page.published}</dc:date></item>"
        for url, page in _listed(outlet)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel rdf:about='{outlet.url('/')}'><title>{escape(outlet.name)}</title><link>{outlet.url('/')}</link>"
        f"<description>{escape(outlet.notice)}</description></channel>{items}</rdf:RDF>"
    ).encode()


def _sitemap_index(outlet: Outlet) -> bytes:
    parts = "".join(
        f"<sitemap><loc>{outlet.url(f'/sitemaps/{n}')}</loc></sitemap>" for n in ("news.xml.gz", "pages.xml")
    )
    return _xml("sitemapindex", parts)


def _page_sitemap(outlet: Outlet) -> bytes:
    paths = ("/", *(f"/{slug}" for slug in outlet.sections))
    return _xml("urlset", "".join(f"<url><loc>{outlet.url(path)}</loc></url>" for path in paths))


def _article_sitemap(outlet: Outlet) -> bytes:
    rows = ((url, page.modified or page.published) for url, page in _listed(outlet))
    return _xml("urlset", "".join(f"<url><loc>{escape(u)}</loc><lastmod>{when}</lastmod></url>" for u, when in rows))


def _news_sitemap(outlet: Outlet) -> bytes:
    rows = "".join(
        f"<url><loc>{escape(url)}</loc><news:news><news:publication><news:name>{escape(outlet.name)}</news:name>"
        f"<news:language>{outlet.language}</news:language></news:publication><news:publication_date>{page.published}"
        f"</news:publication_date><news:title>{escape(page.headline)}</news:title></news:news></url>"
        for url, page in _listed(outlet)
    )
    return _xml("urlset", rows)


def _xml(root: str, inner: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{inner}</{root}>'
    ).encode()


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
