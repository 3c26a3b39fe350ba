"""A page in; headline, authors, times, pictures and margins out, as a reader of the page would name them."""

import json

import pytest

from archive.article import Place
from archive.reading import read_page

URL = "https://www.harbour-gazette.test/world/ferry-returns-4711.html"
TEXT = (
    "<p>The ferry to the northern islands returned to service on Monday after a winter of repairs in the old yard.</p>"
    "<p>Captain Ada Lindqvist said that the first crossing had carried two hundred passengers and forty cars.</p>"
    "<p>The harbour board had put the repairs out to tender in autumn, when a storm had torn the ramp from its bed.</p>"
)


def read(above="", below="", head="", ld=None, title="Ferry returns", url=URL, lang="en", text=TEXT, before=""):
    if ld is not None:
        head += f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **ld})}</script>'
    page = (
        f'<html lang="{lang}"><head>{head}</head><body><header>{before}</header><main><article><h1>{title}</h1>'
        f'{above}<div class="story">{text}</div>{below}</article></main></body></html>'
    )
    return read_page(page.encode(), url, {})


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        ("Ferry returns to the islands | Harbour Gazette", "Ferry returns to the islands"),
        ("Ferry returns to the islands - harbour-gazette.test", "Ferry returns to the islands"),
        ("Harbour-Gazette - Ferry returns to the islands", "Ferry returns to the islands"),
        ("Ferry returns to the islands – and nobody is sick", "Ferry returns to the islands – and nobody is sick"),
    ],
)
def test_the_sites_name_is_no_part_of_the_headline_though_only_its_address_tells_it(told, headline):
    assert read(head=f'<meta property="og:title" content="{told}">').headline == headline


def test_the_sites_logo_is_no_headline():
    page = read(before="<h1>Harbour Gazette</h1>", title="Ferry returns", head="<title>Ferry returns</title>")
    assert page.headline == "Ferry returns"


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ('<p class="byline">By <a><b>Ada Byron</b></a>, Gazette correspondent</p>', ("Ada Byron",)),
        ('<p class="byline"><span>Ada Byron</span><span>Nov 18, 2019</span></p>', ("Ada Byron",)),
        ('<p class="author">Ada Byron<span>Political Editor</span>@adabyron</p>', ("Ada Byron",)),
        ('<p class="author-name">About the author</p><p class="author-name">Ada Byron</p>', ("Ada Byron",)),
        ('<p class="x1">By Ada Byron and Max Muster</p><p>6 May 2024</p>', ("Ada Byron", "Max Muster")),
        ("<p>By the time it came, the queue was long</p>", ()),
    ],
)
def test_authors_are_people(above, names):
    assert read(above).authors == names


def test_people_sign_before_the_outlet_and_its_staff():
    ld = {"author": {"@type": "Organization", "name": "Harbour Gazette"}, "headline": "Ferry returns"}
    assert read('<p class="byline">By Ada Byron</p>', ld=ld).authors == ("Ada Byron",)
    assert read(ld=ld).authors == ("Harbour Gazette",)
    assert read(ld={"author": {"name": "Gazette Staff"}}).authors == ("Gazette Staff",)


def test_the_author_a_page_tells_to_other_sites():
    head = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Byron">'
    assert read(head=head).authors == ("Ada Byron",)


def test_authors_of_teasers_are_not_the_articles():
    other = '<div class="teaser"><p><a rel="author">Eve Other</a></p></div>'
    own = '<div class="meta"><p><a rel="author">Ada Byron</a> and <a rel="author">Max Muster</a></p></div>'
    assert read(own, below=f"<section><div>{other}</div></section>").authors == ("Ada Byron", "Max Muster")


@pytest.mark.parametrize(
    ("above", "below", "published", "modified"),
    [
        ("<p>Published 6 May 2024, 10:15 GMT</p>", "", "2024-05-06T10:15:00+00:00", ""),
        ("<p>6 May 2024</p><p>Updated: 7 May 2024</p>", "", "2024-05-06", ""),
        ("<p>Updated: 7 May 2024, 9:00</p><p>First published 6 May 2024</p>", "", "2024-05-06", "2024-05-07T09:00:00"),
        ("", '<p class="date">06.05.2024</p>', "2024-05-06", ""),
        ("<p>The war that ended on 14 August 1935 had begun here</p>", "", "", ""),
    ],
)
def test_a_time_that_is_only_printed(above, below, published, modified):
    article = read(above, below)
    assert (article.published, article.modified) == (published, modified)
    assert article.published_from == ("text" if published else "")


def test_metadata_come_before_what_is_printed():
    article = read("<p>6 May 2024</p>", head='<meta name="article:published:time" content="2024-05-05T08:00:00+02:00">')
    assert (article.published, article.published_from) == ("2024-05-05T08:00:00+02:00", "meta")


def test_a_date_borrows_a_printed_clock_only_with_its_offset():
    head = '<meta name="date" content="2024-05-06">'
    assert read("<p>6 May 2024, 10:15 CEST</p>", head=head).published == "2024-05-06T10:15:00+02:00"
    assert read("<p>6 May 2024, 10:15</p>", head=head).published == "2024-05-06"


def margins(article, place):
    return [(margin.label, margin.text) for margin in article.margins if margin.place is place]


def test_a_byline_and_the_date_under_it_are_one_credit():
    article = read('<p class="author">dpa</p><p>25.10.2025 - 15:26 Uhr</p>', lang="de")
    assert ("byline", "dpa 25.10.2025 - 15:26 Uhr") in margins(article, Place.ABOVE)


def test_a_caption_reaches_attribution_with_its_credit():
    figure = '<figure><img src="/a.jpg"><figcaption>The ferry.<span class="credit">AFP</span></figcaption></figure>'
    article = read(figure)
    assert [(picture.caption, picture.credit) for picture in article.pictures] == [("The ferry.", "AFP")]
    assert ("caption", "The ferry. AFP") in margins(article, Place.CAPTION)


def test_the_credit_at_the_end_of_a_caption_of_a_thousand_characters_is_kept():
    image = {"@type": "ImageObject", "url": "/a.jpg", "caption": "The ferry at sea. " * 60 + "(Photo by X / AFP)"}
    assert read(ld={"image": image}).pictures[0].credit == "(Photo by X / AFP)"
    alt = "The ferry at sea. " * 60 + "(AP Photo/Jo Doe)"
    assert any(
        "(AP Photo/Jo Doe)" in text for _, text in margins(read(f'<img src="/a.jpg" alt="{alt}">'), Place.CAPTION)
    )


def test_one_file_in_two_sizes_is_one_picture():
    figure = '<figure><img data-src="/img/ferry-640x360.jpg"><figcaption>The ferry</figcaption></figure>'
    image = {"@type": "ImageObject", "url": "https://cdn.test/img/ferry-1200x675.jpg", "creditText": "Jo Doe/dpa"}
    assert [(one.caption, one.credit) for one in read(figure, ld={"image": image}).pictures] == [
        ("The ferry", "Jo Doe/dpa")
    ]


@pytest.mark.parametrize("ld", [{"isAccessibleForFree": "False"}, {"hasPart": [{"isAccessibleForFree": False}]}])
def test_a_page_says_in_its_data_that_it_is_not_free(ld):
    assert read(ld=ld).paywalled


def test_a_text_that_stops_before_a_request_to_subscribe_is_not_free():
    assert read(below="<p>Already a subscriber? Log in</p>").paywalled
    assert not read(below="<p>Already a subscriber? Log in</p>", ld={"isAccessibleForFree": True}).paywalled
    long = "".join(TEXT.replace("<p>", f"<p>On day {number} of the journal: ") for number in range(12))
    assert not read(text=long, below="<p>Already a subscriber? Log in</p>").paywalled


def test_an_articles_own_words_make_it_one_whatever_its_address():
    assert read(ld={"headline": "Ferry returns"}, url="https://www.harbour-gazette.test/forum/4711").no_article == ""
    assert read(url="https://www.harbour-gazette.test/forum/4711").no_article == "forum page"
