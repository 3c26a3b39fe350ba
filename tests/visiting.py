"""A visitor of the site, for tests: an address in, the answer out, without a network."""

from __future__ import annotations

import asyncio
import html
import re
from dataclasses import dataclass, field
from functools import partial

import httpx

from archive.site.app import build
from archive.site.latest import Latest
from archive.store.folder import Folder


@dataclass
class Visitor:
    """Somebody who opens addresses of the site over ``folder``; the site stays the same between visits."""

    folder: Folder
    id: dict[str, str] = field(default_factory=dict)
    sql: bool = True

    def __post_init__(self) -> None:
        self._site = Latest(self.folder, partial(build, sql=self.sql))

    def open(self, *paths: str) -> httpx.Response:
        """Open the addresses one after the other and return the last answer."""

        async def visit() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._site)  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
                for path in paths:
                    answer = await client.get(path)
                return answer

        return asyncio.run(visit())

    def send(self, method: str, path: str) -> httpx.Response:
        """Send something that is no question, and return the answer."""

        async def visit() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._site)  # type: ignore[arg-type]
            async with httpx.AsyncClient(transport=transport, base_url="http://site.test") as client:
                return await client.request(method, path, data={"sql": "delete from articles"})

        return asyncio.run(visit())

    def text(self, path: str) -> str:
        """Return the words of a page that must exist, without its markup."""
        answer = self.open(path)
        assert answer.status_code == 200, (path, answer.text)
        return words(answer.text)


def words(page: str) -> str:
    """Return what a page says: no tags, spaces made one."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
