"""Text in boxes of one kind: what of a page comes back as text, and what stands among it without being text."""

import pytest

from archive.reading import read_page

URL = "https://www.example-valley.test/ferry"
LEAD = "The ferry to the island will run again from Easter on, two years after its engine room burnt out in a storm."
TEXT = (
    "The shipyard handed over the keys on Tuesday morning, said the harbour master, who had waited on the pier.",
    "A new engine was built in at a cost of four million, half of which the fund for the outer islands had paid.",
    "Three hundred people live on the island all year round, and their children go to school on the mainland.",
    "Until now a fishing boat had taken them across twice a day, weather permitting, for eleven crowns a head.",
)
REPORTS = (
    "The bakery at the pier will open an hour earlier, so that the crew has bread before the first run at six.",
    "The post office hopes for parcels twice a day, and has asked its own head office for a second van to bring them.",
)
OTHER = "Every Friday our editors send you what moved the coast this week, in a letter of ten minutes, free of charge."


def read(body):
    return list(read_page(f"<html><body>{body}</body></html>".encode(), URL, {}).paragraphs)


def p(*texts, name=""):
    return "".join(f"<p class='{name}'>{text}</p>" if name else f"<p>{text}</p>" for text in texts)


def story(inner):
    return f"<article><h1>The ferry is back</h1>{inner}</article>"


def test_what_flows_in_the_box_of_the_text_is_text():
    quotation = "We have counted the days, all of us, and the children have counted them twice."
    flow = (
        p(*TEXT[:2])
        + "<h2>What it cost</h2>"
        + f"<blockquote><div>{p(quotation)}</div></blockquote>"
        + "<ul><li>Adults: eleven crowns</li><li>Children: five crowns</li></ul>"
        + p(*TEXT[2:])
    )
    assert read(story(f"<div class='body'>{flow}</div>")) == [
        *TEXT[:2],
        "What it cost",
        quotation,
        "Adults: eleven crowns",
        "Children: five crowns",
        *TEXT[2:],
    ]


@pytest.mark.parametrize("box", ["div", "section", "aside"])
def test_a_box_of_its_own_in_the_text_is_none(box):
    inner = f"{p(*TEXT[:2])}<{box} class='x7'><h3>Stay afloat</h3>{p(OTHER)}</{box}>{p(*TEXT[2:])}"
    assert read(story(f"<div class='body'>{inner}</div>")) == list(TEXT)


def test_a_text_that_is_cut_by_advertisements_is_whole():
    cut = "<div class='slot'>Advertisement</div>"
    parts = (f"<div class='body part-{number}'>{p(text)}</div>" for number, text in enumerate(TEXT))
    assert read(story(cut.join(parts))) == list(TEXT)


def test_subheadings_stand_between_paragraphs_that_have_a_box_each():
    boxes = [f"<div class='text'>{p(text)}</div>" for text in TEXT]
    boxes.insert(2, "<div class='heading'><div><h2>What it cost</h2></div></div>")
    assert read(story("".join(boxes))) == [*TEXT[:2], "What it cost", *TEXT[2:]]


def test_a_paragraph_in_a_box_called_as_those_of_the_text_belongs_to_it():
    inner = (
        p(TEXT[0], name="par") + f"<div class='beside-a-map'>{p(TEXT[1], name='par')}</div>" + p(*TEXT[2:], name="par")
    )
    assert read(story(f"<div class='body'>{inner}</div>")) == list(TEXT)


def test_the_lead_above_the_box_comes_first_and_the_caption_of_the_picture_does_not():
    picture = f"<figure><img src='/f.jpg'><figcaption>{OTHER}</figcaption></figure>"
    image = f"<div class='lead-image'><span>{OTHER}</span></div>"
    for between in (picture, image):
        assert read(story(f"<div class='intro'><p>{LEAD}</p></div>{between}<div class='body'>{p(*TEXT)}</div>")) == [
            LEAD,
            *TEXT,
        ]


def test_a_list_of_links_is_no_text_and_a_list_of_reports_is():
    links = "".join(f"<li>Then: <a href='/{n}'>A headline of another day, number {n}</a></li>" for n in range(4))
    assert read(story(f"<div class='body'>{p(*TEXT)}<ul>{links}</ul></div>")) == list(TEXT)
    reports = "".join(f"<li><a href='/x'>{text[:60]}</a>{text[60:]}</li>" for text in REPORTS)
    assert read(story(f"<div class='body'>{p(*TEXT)}<ul>{reports}</ul></div>")) == [*TEXT, *REPORTS]


@pytest.mark.parametrize("name", ["post-add-story", "more-to-read"])
def test_the_next_article_in_the_same_kind_of_box_is_another_one(name):
    following = f"<div class='{name}'><header><h1>A mill is for sale</h1><b>By our own</b></header>"
    page = f"<div class='page'><h1>The ferry is back</h1><div class='body'>{p(*TEXT)}</div>{following}"
    assert read(f"{page}<div class='body'>{p(*REPORTS)}</div></div></div>") == list(TEXT)


def test_a_dialogue_nearly_as_long_as_the_text_changes_nothing():
    dialogue = f"<div class='consent-modal'><div class='step'>{p(*(f'{OTHER} ({n})' for n in range(3)))}</div></div>"
    assert read(story(f"<div class='body'>{p(*TEXT)}</div>") + dialogue) == list(TEXT)


def test_words_for_screen_readers_in_a_link_are_not_part_of_the_sentence():
    clipped = "<span style='clip: rect(0 0 0 0); position: absolute'>, opens new tab</span>"
    named = "<span class='visually-hidden'>, opens new tab</span>"
    for hidden in (clipped, named):
        linked = TEXT[1].replace("the fund", f"<a href='/fund'>the fund{hidden}</a>")
        assert read(story(f"<div class='body'>{p(TEXT[0], linked, *TEXT[2:])}</div>")) == list(TEXT)


def test_entries_of_a_list_are_not_the_text_be_they_ever_so_many():
    entries = (
        f"<li><div class='entry'><h3><a href='/{n}'>Of day {n}</a></h3><p>{OTHER}</p></div></li>" for n in range(9)
    )
    shown = (
        f"<div class='lightbox'><article><h1>The ferry is back</h1><div class='body'>{p(*TEXT)}</div></article></div>"
    )
    paragraphs = read(f"{shown}<ul>{''.join(entries)}</ul>")
    assert paragraphs == list(TEXT)
