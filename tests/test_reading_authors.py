"""Who wrote an article, by its page: names, whatever stands around them."""

import pytest

from tests.bridge_page import NEWS, read


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Ada Byron", ("Ada Byron",)),
        ("Von Ada Byron und Max Muster", ("Ada Byron", "Max Muster")),
        ("Par Ada Byron et Max Muster", ("Ada Byron", "Max Muster")),
        ("Ada Byron, Senior Political Correspondent", ("Ada Byron",)),
        ("https://www.facebook.com/example", ()),
        ("@adabyron", ()),
        ("ada@example.test", ()),
        ("srf/hosb", ("srf/hosb",)),
        ("Ada Byron/Max Muster", ("Ada Byron", "Max Muster")),
        ("AFP", ("AFP",)),
    ],
)
def test_authors_are_names(printed, names):
    assert read(head=f'<meta name="author" content="{printed}">').authors == names


def test_the_byline_printed_is_that_of_the_author_not_of_a_teaser_or_a_date():
    teaser = '<div class="author">Max Muster</div>'
    signed = '<p class="byline">By Ada Byron, Harbour</p>'
    node = {**NEWS, "author": {"@type": "Person", "name": "Ada Byron"}}
    assert read(ld=node, above=teaser + signed).byline == "By Ada Byron, Harbour"
    assert read(above='<p class="author-date">6 May 2024</p>').byline == ""


def test_authors_marked_up_as_persons_sign_together():
    person = (
        '<div itemscope itemtype="http://schema.org/Person"><div><address><a rel="author">{}</a></address></div></div>'
    )
    above = f"<div>{person.format('Ada Byron')}{person.format('Max Muster')}</div>"
    assert read(above=above).authors == ("Ada Byron", "Max Muster")


def test_a_label_right_below_the_text_names_the_author_and_a_teaser_there_does_not():
    assert read(below="<p>Autorin/Autor: Ada Byron</p>").authors == ("Ada Byron",)
    assert read(below="<p>By Ada Byron</p>").authors == ()


def test_the_house_signs_only_where_no_person_does():
    node = {**NEWS, "author": {"@type": "Organization", "name": "Example Courier"}}
    assert read(ld=node).authors == ("Example Courier",)
    assert read(ld=node, above='<p class="byline">By Ada Byron</p>').authors == ("Ada Byron",)
