"""What keeps scraped text harmless and the archive out of search engines: headers, and CSV without formulas."""

from __future__ import annotations

from archive.cells import harmless_line
from archive.site.latest import App, Receive, Scope, Send

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""For our own pages: the only script is a file of ours (``keys.js``); none can be smuggled in with a text."""

STOCK = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""For Datasette's pages, whose menus and editor are inline scripts; nothing is loaded from, or sent, elsewhere."""

HARMLESS = {"content-security-policy": "default-src 'none'; sandbox"}
"""For files that are taken home: opened in a browser, they can do nothing at all."""

_ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-robots-tag": b"noindex, nofollow",  # the archive must not compete with the outlets it holds
    b"cross-origin-opener-policy": b"same-origin",
}
_A_YEAR = b"public, max-age=31536000, immutable"


def guarded(app: App) -> App:
    """Return the application with the headers added to every answer that does not bring its own."""

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        csv = scope.get("path", "").endswith(".csv")
        stamped = scope.get("path", "").startswith("/assets/") and b"v=" in scope.get("query_string", b"")

        async def guarded_send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                headers = [(name.lower(), value) for name, value in message.get("headers") or ()]  # type: ignore[attr-defined]
                own = {name for name, _ in headers}
                wanted = _ALWAYS | {b"content-security-policy": STOCK.encode()}
                if stamped and message["status"] == 200:
                    wanted[b"cache-control"] = _A_YEAR
                headers += [(name, value) for name, value in wanted.items() if name not in own]
                message = dict(message, headers=headers)
            elif csv and (body := message.get("body")):  # Datasette sends its CSV line by line
                message = dict(message, body=harmless_line(bytes(body).decode()).encode())  # type: ignore[call-overload]
            await send(message)

        await app(scope, receive, guarded_send)

    return inner
