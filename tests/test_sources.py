"""sources.toml: what it says, and what is said when it is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from archive.errors import ArchiveError
from crawler.addresses import invented_host, refusal
from crawler.contact import check_contact
from crawler.sources import Source, by_outlet, read_sources, sources_path

ROOT = Path(__file__).parents[1]

WHOLE = """
[crawl]
contact = "archive@example.org"
delay = 2.5
revisit = ["15m", "1h", "3d"]
days = 3

[[source]]
name = "Le Monde"
home = "https://www.lemonde.fr/"
feeds = ["https://www.lemonde.fr/rss/une.xml"]
sections = ["https://www.lemonde.fr/international/"]
language = "fr"
country = "FR"
delay = 10

[[source]]
name = "दैनिक प्रभात"
home = "https://prabhat.example/"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(path: Path) -> str:
    with pytest.raises(ArchiveError) as caught:
        read_sources(path)
    assert caught.value.code == 2
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(str(path))


def test_a_whole_file_says_what_to_crawl(tmp_path: Path) -> None:
    found = read_sources(written(tmp_path, WHOLE))
    assert found.crawl.contact == "archive@example.org"
    assert found.crawl.delay == 2.5
    assert found.crawl.revisit == (timedelta(minutes=15), timedelta(hours=1), timedelta(days=3))
    assert found.crawl.days == 3
    monde, prabhat = found.sources
    assert monde.channels == (
        ("https://www.lemonde.fr/rss/une.xml", "feed"),
        ("https://www.lemonde.fr/international/", "section"),
    )
    assert (monde.language, monde.country, monde.delay, monde.line) == ("fr", "FR", 10.0, 8)
    assert (prabhat.name, prabhat.channels, prabhat.delay, prabhat.render) == ("दैनिक प्रभात", (), None, False)


def test_the_file_of_the_repository_is_right_but_for_the_contact() -> None:
    found = read_sources(ROOT / "sources.toml")
    assert len(found.sources) >= 3
    assert found.crawl.contact == ""


def test_the_path_comes_from_the_call_then_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARCHIVE_SOURCES", raising=False)
    assert sources_path() == Path("sources.toml")
    monkeypatch.setenv("ARCHIVE_SOURCES", "/etc/press.toml")
    assert sources_path() == Path("/etc/press.toml")
    assert sources_path("mine.toml") == Path("mine.toml")


SOURCE = '[[source]]\nname = "A"\nhome = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "where_and_what"),
    [
        ('[[source]]\nname = "A\n', ":2: not TOML"),
        (SOURCE + 'feed = ["https://a.example/rss"]\n', ":4: unknown key 'feed'; did you mean 'feeds'?"),
        ("[crawler]\n" + SOURCE, ":1: unknown key 'crawler'; did you mean 'crawl'?"),
        ("[crawl]\nspeed = 3\n" + SOURCE, ":2: unknown key 'speed'"),
        ("[crawl]\ndelay = -1\n" + SOURCE, ":2: delay = -1"),
        ("[crawl]\ndays = 0\n" + SOURCE, ":2: days = 0"),
        ('[crawl]\ncontact = "me"\n' + SOURCE, ":2: contact 'me' can't be reached"),
        ('[crawl]\nrevisit = ["soon"]\n' + SOURCE, ":2: revisit: 'soon' is no time"),
        ('[crawl]\nrevisit = "1h"\n' + SOURCE, ":2: revisit is no list"),
        ("", ":1: no source"),
        ('[source]\nname = "A"\n', ":1: [source] is one table; write [[source]]"),
        ('[[source]]\nname = "A"\n', ":1: a source without home"),
        (SOURCE + '[[source]]\nhome = "https://b.example/"\n', ":4: a source without name"),
        (SOURCE + 'feeds = "https://a.example/rss"\n', ":4: feeds is no list of addresses"),
        (SOURCE + 'feeds = [\n  "https://a.example/rss",\n  "a.example/two",\n]\n', ":6: feeds 'a.example/two': not"),
        (SOURCE + 'sitemaps = ["file:///etc/passwd"]\n', ":4: sitemaps 'file:///etc/passwd': not http(s)"),
        (SOURCE + 'sections = ["http://192.168.1.1/"]\n', ":4: sections 'http://192.168.1.1/': private address"),
        ('[[source]]\nname = "A"\nhome = "http://localhost:8000/"\n', ":3: home 'http://localhost:8000/': private"),
        (SOURCE + 'language = "French"\n', ":4: language 'French'"),
        (SOURCE + 'country = "France"\n', ":4: country 'France'"),
        (SOURCE + "delay = true\n", ":4: delay = True"),
        (SOURCE + 'render = "yes"\n', ":4: render = 'yes'; write true or false"),
        (SOURCE + "name2 = 3\n", ":4: unknown key 'name2'; did you mean 'name'?"),
        ("[[source]]\nname = 3\n", ":2: name = 3 is no text"),
        (SOURCE + SOURCE.replace("a.example", "b.example"), ":5: the same name as the source in line 1"),
        (SOURCE + SOURCE.replace('"A"', '"B"'), ":6: the same home as the source in line 1"),
        (SOURCE + 'feeds = ["https://a.example/r", "https://a.example/r"]\n', ":4: https://a.example/r twice"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_the_mend(tmp_path: Path, text: str, where_and_what: str) -> None:
    line = complaint(written(tmp_path, text))
    assert line.startswith(where_and_what)
    assert "; " in line


def test_a_missing_file_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    assert "No such file" in complaint(tmp_path / "none.toml")
    png = tmp_path / "sources.toml"
    png.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "is not UTF-8" in complaint(png)


def test_only_one_source_may_be_asked_for(tmp_path: Path) -> None:
    found = read_sources(written(tmp_path, WHOLE))
    assert [source.name for source in found.only("Le Monde")] == ["Le Monde"]
    with pytest.raises(ArchiveError, match="did you mean 'Le Monde'"):
        found.only("Le Mond")


def test_two_spellings_of_one_home_are_one_outlet() -> None:
    one = Source("A", "http://a.example/", feeds=("http://a.example/1", "http://a.example/2"), delay=1.0)
    other = Source("A too", "https://www.a.example/", feeds=("http://a.example/2",), sections=("http://a.example/s",))
    (joined,) = by_outlet([one, other])
    assert joined.name == "A"
    assert joined.feeds == ("http://a.example/1", "http://a.example/2")
    assert joined.sections == ("http://a.example/s",)
    assert joined.delay == 1.0


def test_real_hosts_are_not_asked_without_a_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    path = Path("sources.toml")
    assert check_contact("", path, ("http://daily-lamp.example/", "http://press.test/")) == ""
    assert check_contact("me@here.org", path, ("https://www.lemonde.fr/",)) == ""
    with pytest.raises(ArchiveError, match=r"no contact, and www\.lemonde\.fr is a real host; write contact"):
        check_contact("", path, ("http://daily-lamp.example/", "https://www.lemonde.fr/"))
    with pytest.raises(ArchiveError, match=r"contact 'archive@example\.org' is an example, and"):
        check_contact("archive@example.org", path, ("https://www.lemonde.fr/",))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:8899")
    assert "replay" in check_contact("", path, ("https://www.lemonde.fr/",))
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example.org:3128")
    with pytest.raises(ArchiveError):
        check_contact("", path, ("https://www.lemonde.fr/",))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.0.1:8080/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a00:1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://news.localhost/",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://intranet/",
        "http://router.home.arpa/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "http://%31%32%37.0.0.1/",
        "http://999.1.1.1/",
    ],
)
def test_private_addresses_are_refused_in_every_spelling(url: str) -> None:
    assert refusal(url) == "private address"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://files.example/a", "not http(s)"),
        ("javascript:alert(1)", "not http(s)"),
        ("mailto:a@b.example", "not http(s)"),
        ("/only/a/path", "not http(s)"),
        ("http:///nothing", "not a web address"),
        ("http://[broken/", "not a web address"),
        ("http://a.example:99999/", "not a web address"),
        ("http://user:secret@a.example/", "carries a password"),
        ("http://a.example/" + "a" * 2100, "longer than 2,083 characters"),
        ("https://www.lemonde.fr/a", ""),
        ("http://8.8.8.8/", ""),
        ("http://[2606:2800:220:1:248:1893:25c8:1946]/", ""),
        ("http://xn--11b4c3d.example/", ""),
        ("http://पत्रिका.example/", ""),
    ],
)
def test_what_is_no_public_web_address_is_refused(url: str, why: str) -> None:
    assert refusal(url) == why


def test_names_for_examples_are_invented() -> None:
    assert invented_host("http://www.daily-lamp.example/a")
    assert invented_host("http://press.test/")
    assert not invented_host("https://example.org/")
    assert not invented_host("https://www.testing.com/")
