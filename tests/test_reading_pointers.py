"""A headline of another article set between two paragraphs goes; a list of works, a note and a source stay."""

import pytest

from archive.reading.lines import lines_of
from archive.reading.passages import Passage
from archive.reading.pointers import without_pointers
from archive.reading.tree import parse

SENTENCES = (
    "The ferry to the outer island was taken out of service on Tuesday after a crack was found in its hull.",
    "The harbour office has chartered two smaller boats, which carry no cars, until the yard has room in June.",
    "Of the ninety people who live on the island a dozen work on the mainland and cross every morning at six.",
)
URL = "https://www.example-beacon.test/coast/ferry-out-of-service-31415.html"
TITLE = "Island school gets its first new teacher in ten years"


def paragraphs(line, url=URL):
    first, second, third = (f"<p>{sentence}</p>" for sentence in SENTENCES)
    lines = lines_of(parse(f"<html><body><div>{first}{line}{second}{third}</div></body></html>")[0])
    passages = [Passage(found.text, index, index) for index, found in enumerate(lines)]
    return tuple(passage.text for passage in without_pointers(passages, lines, url))


@pytest.mark.parametrize(
    "line",
    [
        f'<p><a href="/school">{TITLE}</a></p>',
        f'<p><strong>[<a href="https://www.example-beacon.test/school">{TITLE}</a>]</strong></p>',
        '<p>• <a href="/school">Who will teach the seven children of the island?</a></p>',
        f'<p>From our desk: <a href="/school">{TITLE}</a></p>',
        f'<p>Zum Weiterstöbern | <a href="https://news.example-beacon.test/school">{TITLE}</a></p>',
        f'<p><span>À lire aussi</span> <a href="/school">{TITLE}</a></p>',
        f'<p>Our partner: <a href="https://www.example-ferries.test/" rel="nofollow sponsored">{TITLE}</a></p>',
        '<p><a href="/school">離島の小学校に十年ぶりに新しい先生が着任へ</a></p>',
    ],
)  # fmt: skip
def test_a_paragraph_that_only_leads_to_another_article_goes(line):
    assert paragraphs(line) == SENTENCES


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('<p><a href="/law">A new law is set to prevent any such delay on state ferries.</a></p>', "state ferries."),
        ('<p><a href="/works">The Island, a film</a></p>', "The Island, a film"),
        (f'<p><a href="#note-1">{TITLE}</a></p>', TITLE),
        ('<p><a href="https://www.example-yard.test/x">https://www.example-yard.test/hull/report</a></p>', "report"),
        (f'<p>Miller, Jo: <a href="https://www.example-press.test/book">{TITLE}</a></p>', TITLE),
        (f'<p>We have told before what became of it: <a href="/school">{TITLE}</a></p>', TITLE),
        (f'<ul><li><a href="/school">{TITLE}</a></li></ul>', TITLE),
        (f'<h3><a href="/school">{TITLE}</a></h3>', TITLE),
    ],
    ids=["sentence", "work", "note", "address", "book elsewhere", "sentence before a link", "item", "subheading"],
)  # fmt: skip
def test_what_says_something_of_its_own_stays(line, text):
    assert text in " ".join(paragraphs(line))


def test_a_text_of_links_is_left_alone():
    links = "".join(f'<p><a href="/story-{number}">{TITLE} ({number})</a></p>' for number in range(9))
    assert len(paragraphs(links)) == len(SENTENCES) + 9


def test_an_address_that_is_none_harms_nothing():
    assert TITLE in paragraphs(f'<p>See here: <a href="http://[broken">{TITLE}</a></p>')[1]
    assert TITLE in paragraphs(f'<p>See here: <a href="/school">{TITLE}</a></p>', "http://[broken")[1]
