"""What stands around a text on pages of many builds: it reaches the margins in its place, and never the paragraphs."""

import pytest

from archive.article import Margin, Place
from archive.reading import read_page

SENTENCES = (
    "The lamp on the old pier was lit again on Sunday after eleven years in a crate in the town hall.",
    "Some two hundred people stood in the rain and waited until the keeper had found the second fuse.",
    "The town paid 4,000 crowns for the glass, which came by sea from the workshop that had made the first one.",
    "From next week the lamp will burn from dusk to dawn, the harbour office said in its notice to sailors.",
)
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
URL = "https://www.example-beacon.test/coast/old-lamp-lit-again-20815.html"
DESCRIPTION = '<meta name="description" content="Two hundred waited in the rain">'


def read(body, head="", url=URL, title="Old lamp lit again"):
    page = f"<html lang='en'><head><title>{title} | Example Beacon</title>{head}</head><body>{body}</body></html>"
    return read_page(page.encode(), url, {})


def margin(article, text):
    return next((margin for margin in article.margins if margin.text == text), None)


@pytest.mark.parametrize(
    "top",
    [
        '<p class="kicker">Coast</p><h1>Old lamp lit again</h1><p class="dek">Two hundred waited in the rain</p>',
        '<h1>Old lamp lit again</h1><h2 class="synopsis">Two hundred waited in the rain</h2>',
        '<h1>Old lamp lit again</h1><div itemprop="description">Two hundred waited in the rain</div>',
        '<h1>Old lamp lit again</h1><p class="p-summary">Two hundred waited in the rain</p>',
        "<h1>Old lamp lit again</h1><p>Two hundred waited in the rain</p>",
    ],
    ids=["classes", "h2", "microdata", "microformats", "only the meta description tells"],
)
def test_label_and_standfirst_are_no_paragraphs(top):
    article = read(f"<main><article><header>{top}</header><div class='x7'>{TEXT}</div></article></main>", DESCRIPTION)
    assert article.paragraphs == SENTENCES
    assert article.standfirst == "Two hundred waited in the rain"


def test_an_intro_is_the_first_paragraph_of_the_text_too():
    intro = '<p class="article__intro">The lamp of the pier burns again.</p>'
    article = read(f"<article><h1>Old lamp lit again</h1>{intro}<div class='x7'>{TEXT}</div></article>")
    assert article.paragraphs == ("The lamp of the pier burns again.", *SENTENCES)
    assert article.standfirst == "The lamp of the pier burns again."


def test_a_page_laid_out_by_a_table_with_half_its_tags():
    unclosed = "".join(f"<P>{sentence}\n" for sentence in SENTENCES)
    article = read(
        "<TABLE><TR><TD COLSPAN=2><FONT SIZE=6><A HREF=/>Example Beacon</A></FONT><BR><I>The morning paper</I>"
        "<TR><TD CLASS=menu><A HREF=/coast>Coast</A><BR><A HREF=/town>Town</A><TD><H1>Old lamp lit again</H1>"
        "<P CLASS=chapo>Two hundred waited in the rain\n<FONT CLASS=signature>Ada Byron - 3/2/2024, 10:15</FONT>"
        f"<DIV>{unclosed}</DIV></TABLE><FOOTER>Example Beacon Ltd</FOOTER>"
    )
    assert article.paragraphs == SENTENCES


def test_line_breaks_part_paragraphs():
    article = read(f"<div><h1>Old lamp lit again</h1><div class='body'>{'<br><br>'.join(SENTENCES)}</div></div>")
    assert article.paragraphs == SENTENCES


def test_a_table_of_data_stays_a_table():
    rows = "".join(f"<tr><td>Lamp {n}</td><td>{n} miles</td></tr>" for n in range(1, 5))
    article = read(f"<article><h1>Old lamp lit again</h1><div>{TEXT}<table>{rows}</table></div></article>")
    assert article.paragraphs[:4] == SENTENCES
    assert "Lamp 3 | 3 miles" in article.text


@pytest.mark.parametrize(
    ("h1", "head", "headline"),
    [
        ("<span class='roofline'>Coast: </span>Old lamp lit again", "", "Old lamp lit again"),
        ("Coast: Old lamp lit again", "", "Old lamp lit again"),
        ("Pier: Old lamp lit again", "", "Pier: Old lamp lit again"),
    ],
    ids=["marked in the h1", "named by the address", "a word that names no section stays"],
)
def test_a_section_before_the_headline_is_not_part_of_it(h1, head, headline):
    assert read(f"<article><h1>{h1}</h1><div>{TEXT}</div></article>", head).headline == headline


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("<p>(ANI)</p>", False),
        ("<p>--MNA</p>", False),
        ("<p>red/Agenturen</p>", False),
        ("<p class='credit'>Additional reporting by Northern News Agency</p>", False),
        ("<p>© 2024 The Associated Press. All rights reserved.</p>", False),
        ("<p>Source: Reuters</p>", False),
        ("<p>Sources close to the harbour said the lamp was dear.</p>", True),
        ("<p>It burns.</p>", True),
    ],
)
def test_a_credit_line_under_the_text_is_no_paragraph_but_below(line, kept):
    article = read(f"<article><h1>Old lamp lit again</h1><div>{TEXT}{line}</div></article>")
    words = line.split(">")[1].split("<")[0]
    assert (words in article.paragraphs) == kept
    assert kept or margin(article, words).place is Place.BELOW


@pytest.mark.parametrize(
    "footer",
    [
        '<footer class="site-footer"><p>Copyright 2024 The Associated Press</p><p>Imprint</p></footer>',
        '<footer><p class="copyright">Copyright 2024 The Associated Press</p></footer>',
        '<div id="footer"><div class="copyright">Copyright 2024 The Associated Press</div></div>',
    ],
)
@pytest.mark.parametrize("holder", ["article", "div role='main' class='h-entry'", "div"])
def test_the_footer_of_the_site_credits_nobody(holder, footer):
    end = holder.split()[0]
    article = read(f"<{holder}><h1>Old lamp lit again</h1><div class='e'>{TEXT}</div></{end}>{footer}")
    assert article.paragraphs == SENTENCES
    named = [margin for margin in article.margins if "Associated" in margin.text]
    assert all(margin.place is Place.CHROME for margin in named)


def test_a_copyright_line_in_the_article_is_below_it():
    footer = "<footer>Copyright 2024 The Associated Press</footer>"
    article = read(f"<main><article><h1>Old lamp lit again</h1><div>{TEXT}</div>{footer}</article></main>")
    assert margin(article, "Copyright 2024 The Associated Press").place is Place.BELOW


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ('<div class="meta"><span class="author">PTI</span></div>', Margin(Place.ABOVE, "PTI", "byline")),
        ('<span itemprop="author">وكالات</span>', Margin(Place.ABOVE, "وكالات", "byline")),
        ('<nav class="pst-by">Ada Byron (with inputs from Agencies)</nav>',
         Margin(Place.ABOVE, "Ada Byron (with inputs from Agencies)", "byline")),
        ('<div class="quelle">dpa</div>', Margin(Place.ABOVE, "dpa", "source")),
        ('<div class="lead"><img src="a.jpg"><span class="img-credit">X/AFP</span></div>',
         Margin(Place.CAPTION, "X/AFP", "picture credit")),
    ],
)  # fmt: skip
def test_bylines_sources_and_picture_credits_are_told_apart(above, expected):
    article = read(f"<article><h1>Old lamp lit again</h1>{above}<div class='x7'>{TEXT}</div></article>")
    assert expected in article.margins
    assert article.paragraphs == SENTENCES


def test_pictures_of_other_articles_are_not_its_pictures():
    own = '<figure><img src="/a.jpg"><figcaption>The lamp. Photo: Ada Byron</figcaption></figure>'
    other = '<div class="related"><figure><img src="/b.jpg"><figcaption>Photo: X/AFP</figcaption></figure></div>'
    thumbnail = '<a href="/video"><img src="/c.jpg" alt="A storm (AP Photo/X)"></a>'
    article = read(f"<article><h1>Old lamp lit again</h1>{own}<div>{TEXT}</div></article>{other}{thumbnail}")
    assert [(picture.caption, picture.credit) for picture in article.pictures] == [("The lamp.", "Photo: Ada Byron")]
    assert not [margin for margin in article.margins if margin.place is Place.CAPTION and "A" in margin.text[9:12]]


def test_a_gallery_that_stands_aside_in_the_text_shows_pictures_of_the_article():
    shown = '<aside><figure><img src="/g.jpg"><figcaption>Sailors at the pier <p>AFP</p></figcaption></figure></aside>'
    teaser = shown.replace("<img", '<a href="/storm"><img').replace("<figcaption>", "</a><figcaption>")
    paragraphs = TEXT.split("</p>", 2)
    for box, kept in ((shown, True), (teaser.replace("AFP", "EPA"), False)):
        body = "</p>".join((paragraphs[0], paragraphs[1], box + paragraphs[2]))
        article = read(f"<article><h1>Old lamp lit again</h1><div class='x7'>{body}</div></article>")
        captions = [margin.text for margin in article.margins if margin.place is Place.CAPTION]
        assert ("Sailors at the pier AFP" in captions) is kept
        assert not any("Sailors" in text and "EPA" in text for text in captions)


def test_a_picture_with_its_caption_and_source_in_boxes_without_a_name_is_no_text():
    picture = (
        "<div><div><div><picture><img src='/p.jpg'></picture></div></div><div>The keeper climbed the pier alone.</div>"
        "<div>Quelle: AFP</div><hr></div>"
    )
    article = read(f"<article><h1>Old lamp lit again</h1><div class='x7'>{TEXT}{picture}{TEXT[:101]}</div></article>")
    assert not any("keeper climbed" in paragraph or "AFP" in paragraph for paragraph in article.paragraphs)
    assert Margin(Place.CAPTION, "Quelle: AFP", "picture credit") in article.margins


LAST = "The keeper went home at nine, and the lamp burned on until the sun stood over the bay."
HALVES = ["".join(f"<p>{sentence}</p>" for sentence in half) for half in (SENTENCES[:2], SENTENCES[2:])]
PARTS = "<div class='part-1 x8'>{}</div><div class='part-2 x8'>{}</div>".format(*HALVES)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"<div class='x7'>{TEXT}</div><div class='plus'><h3>Beacon Plus</h3><p>It belongs to the bay.</p></div>", ()),
        (f"<div class='x7'>{TEXT}</div><section class='series'><p>Part of a series on lamps.</p></section>", ()),
        (f"<div class='x7'>{TEXT}</div><div class='x7'><p>{LAST}</p></div>", (LAST,)),
        (f"{PARTS}<div class='part-3 x8'><p>{LAST}</p></div>", (LAST,)),
        (f"<div class='x7'>{TEXT}<p>{LAST}</p></div>", (LAST,)),
    ],
    ids=["a partner", "a series", "built like the text", "one of several parts", "a paragraph of the text"],
)
def test_a_small_box_behind_the_text_is_text_only_where_it_is_built_like_it(text, kept):
    article = read(f"<article><h1>Old lamp lit again</h1><div>{text}</div></article>")
    assert article.paragraphs == (*SENTENCES, *kept)


def test_a_drop_cap_in_a_box_of_its_own_belongs_to_its_word():
    text = TEXT.replace("<p>The lamp", "<div class='cap'>T</div><p>he lamp", 1)
    assert read(f"<article><h1>Old lamp lit again</h1><div class='x7'>{text}</div></article>").paragraphs == SENTENCES


def test_shares_and_prompts_in_boxes_of_their_own_are_no_paragraphs():
    share = '<div class="share"><a href="#s">Share</a> <a href="#p">Print</a></div>'
    prompt = '<div class="newsletter-signup"><p>Get the harbour in your inbox each morning at six.</p></div>'
    article = read(f"<article><h1>Old lamp lit again</h1><div>{TEXT}{prompt}</div>{share}</article>")
    assert article.paragraphs == SENTENCES


def test_a_page_that_a_menu_names_and_that_tells_nothing_is_a_section_page():
    menu = '<nav><a href="/">Beacon</a> <a href="/coast">Coast</a></nav>'
    links = "<li><a href='/coast/old-lamp-lit-again-20815.html'>Old lamp lit again after eleven years</a></li>"
    url = "https://www.example-beacon.test/coast"
    assert read(f"{menu}<h1>Coast</h1><ul>{links}</ul>", url=url, title="Coast").no_article == "section page"
    assert read(f"{menu}<h1>Coast</h1><div>{TEXT * 2}</div>", url=url, title="Coast").no_article == ""


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n" + bytes(4_000), bytes(range(256)) * 400, b"%PDF-1.7 ..." * 50, b"\xff\xd8\xff" * 99]
)
def test_bytes_that_are_no_text_are_no_article(body):
    assert read_page(body, URL, {"content-type": "text/html"}).no_article == "no text"
