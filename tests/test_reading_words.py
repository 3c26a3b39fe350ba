"""Every row of the data that reading goes by says what it is for; here each row is held to its example."""

import tomllib
from importlib.resources import files

import pytest

from archive.reading.dates import printed_times
from archive.reading.names import names
from archive.reading.page import read_page
from archive.reading.paywall import asks

URL = "https://www.example-courier.test/4711.html"


def rows(file, *tables):
    table = tomllib.loads(files("archive.reading").joinpath(file).read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["example"][:50]) for name in tables or table for row in table[name]]


def kind_of(headline="", text="", head="", url=URL):
    page = f"<html><head>{head}</head><body><main><h1>{headline}</h1>{text}</main></body></html>"
    return read_page(page.encode(), url, {}).no_article


@pytest.mark.parametrize("row", rows("bylines.toml"))
def test_a_line_of_authors_gives_its_names(row):
    assert list(names([row["example"]])) == row["names"]


@pytest.mark.parametrize("row", rows("dates.toml"))
def test_a_printed_time_is_read(row):
    assert [time.when for time in printed_times(row["example"], row.get("code", "en"))] == [row["means"]]


@pytest.mark.parametrize("row", rows("dates.toml", "language"))
def test_the_time_of_a_change_is_told_from_that_of_publication(row):
    for phrase in row["updated"]:
        assert [time.updated for time in printed_times(f"{phrase}: 2024-05-06", row["code"])] == [True]


@pytest.mark.parametrize("row", rows("dates.toml", "language"))
def test_a_language_names_all_months_or_writes_them_as_numbers(row):
    for number, spellings in enumerate(row["months"], 1):
        for month in spellings.split():
            assert [time.when for time in printed_times(f"17 {month} 2024", row["code"])] == [f"2024-{number:02}-17"]
    assert len(row["months"]) in (0, 12)


@pytest.mark.parametrize("row", rows("paywall.toml"))
def test_a_line_asks_for_a_subscription(row):
    assert asks(row["example"])
    assert not asks("The council met on Monday and put off the decision about the bridge.")


@pytest.mark.parametrize("row", rows("kinds.toml", "phrase"))
def test_a_page_that_only_speaks_of_itself_is_no_article(row):
    short = "<p>There is nothing else on this page, and there was not much more to say of it.</p>"
    long = "<p>" + "The council met on Monday and put off the decision about the bridge once more. " * 15 + "</p>"
    if row["where"] == "text":
        assert kind_of("Example Courier", f"<p>{row['example']}</p>{short}") == row["kind"]
    else:
        assert kind_of(row["example"], short if row["where"] == "headline" else long) == row["kind"]
    if counter := row.get("counter_example"):
        assert kind_of(counter, short) == ""


@pytest.mark.parametrize("row", rows("kinds.toml", "type", "path"))
def test_a_page_of_another_type_or_address_is_no_article(row):
    stills = "".join(f'<figure><img src="/{n}.jpg"><figcaption>Still {n}</figcaption></figure>' for n in "abcdefg")
    text = "<p>" + "The council met on Monday and put off the decision about the bridge. " * 5 + "</p>"
    text += stills if row["kind"] == "gallery" else ""
    article = '<meta property="og:type" content="article">'
    if "part" in row:
        url = f"https://www.example-courier.test{row['example']}"
        assert kind_of("A council", text, url=url) == row["kind"]
        assert kind_of("A council", text, article, url) == ""
    elif row["format"] == "og":
        assert kind_of("A council", text, f'<meta property="og:type" content="{row["example"]}">') == row["kind"]
    else:
        told = f'<script type="application/ld+json">{row["example"]}</script>'
        assert kind_of("A council", text, told) == row["kind"]
        assert kind_of("A council", text, told + article) == ""
