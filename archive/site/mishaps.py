"""What a reader sees when a page can't be shown: our words and a search box, never a traceback."""

from __future__ import annotations

import logging
import sqlite3

from datasette import Request, Response
from datasette.app import Datasette
from markupsafe import Markup

from archive.site.safety import STRICT

TITLES = {400: "That can’t be answered", 403: "Not for reading", 404: "Not in this archive", 503: "That took too long"}
_BROKEN = "Something broke here"


async def answer(datasette: Datasette, request: Request, exception: Exception) -> Response:
    """Return the page (or, for data addresses, the JSON) of a failure; only real faults are logged."""
    status, title, message = _told(exception)
    if status >= 500 and status != 503:
        logging.getLogger(__name__).error("%s: %s", request.path, exception, exc_info=exception)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": str(message), "status": status, "title": title}, status=status)
    body = await datasette.render_template(
        "error.html", {"status": status, "title": title, "error": message}, request=request
    )
    return Response.html(body, status=status, headers={"content-security-policy": STRICT})


def _told(exception: Exception) -> tuple[int, str, str | Markup]:
    if isinstance(exception, sqlite3.OperationalError) and "interrupted" in str(exception):
        return 503, TITLES[503], "The archive could not answer within its time limit. Ask for less, or export the data."
    status = int(getattr(exception, "status", 500) or 500)
    if isinstance(exception, sqlite3.OperationalError) and str(exception).startswith("no such "):
        return status, _BROKEN, "This copy of the archive was made by another version: `archive publish` makes it anew."
    if status >= 500:
        return status, _BROKEN, "The fault has been noted."
    message = getattr(exception, "message", None) or str(exception)
    if getattr(exception, "message_is_html", False):
        message = Markup(message)  # Datasette's own words about a statement, with the statement escaped in them
    elif status == 404 and message in ("404", ""):
        message = "There is no page at this address."
    return status, getattr(exception, "title", None) or TITLES.get(status, _BROKEN), message
