"""Lines that return: learned from an outlet's articles, taken out of the text, and never a dispatch with them."""

from __future__ import annotations

from itertools import permutations

import pytest

from archive.article import Article, Margin, Place
from archive.reading import Sighting, Where, learn, line_key, lines_seen, without_returning

HEADLINES = (
    "Ferry to the islands resumes after the storm",
    "Old brewery becomes a museum of glass",
    "Court frees three fishermen held since spring",
    "Schools close early as heat wave arrives",
    "Choir from the valley wins national prize",
    "Mayor vetoes plan for a second car park",
    "New vaccine trial begins at two hospitals",
    "Goalkeeper leaves United for a club abroad",
    "Library lends tools, tents and telescopes",
    "Bees return to the roof of the opera",
    "Pension fund sells its shares in coal",
    "Volcano wakes up; villages are moved",
)


def story(number: int) -> tuple[str, ...]:
    """Return three paragraphs that no other number has."""
    about = HEADLINES[number % len(HEADLINES)].lower()
    return tuple(
        f"{part} of what is told about '{about}' in the {number}th article, with all that belongs to it."
        for part in ("The beginning", "The middle, which is longer than the rest,", "The end")
    )


def articles(*lines: str, number: int = 6, top: tuple[str, ...] = ()) -> list[Article]:
    """Return articles of one outlet, one a day, that have ``lines`` under and ``top`` over their own text."""
    return [
        Article(f"https://paper.example/{n}", HEADLINES[n], language="en", paragraphs=(*top, *story(n), *lines))
        for n in range(number)
    ]


def sightings(found: list[Article], days: int = 28) -> list[Sighting]:
    return [
        Sighting(f"{n:04}", f"2026-11-{1 + n % days:02}", article.headline, lines_seen(article))
        for n, article in enumerate(found)
    ]


def learned(found: list[Article], days: int = 28) -> set[str]:
    """Return the lines, as printed, that these articles teach."""
    keys = {line.key for line in learn(sightings(found, days))}
    return {text for article in found for text in article.paragraphs if line_key(text, article.language) in keys}


PROMPT = "Stay with The Paper for more on this."


def test_a_line_under_a_handful_of_articles_is_learned_with_its_counts():
    [line] = learn(sightings(articles(PROMPT)))
    assert (line.where, line.articles, line.days) == (Where.END, 6, 6)
    assert (line.first_day, line.last_day) == ("2026-11-01", "2026-11-06")


@pytest.mark.parametrize("number", range(5))
def test_fewer_articles_teach_nothing(number):
    assert learned(articles(PROMPT, number=number)) == set()


def test_articles_of_two_days_teach_nothing():
    assert learned(articles(PROMPT, number=10), days=2) == set()
    assert learned(articles(PROMPT, number=10), days=3) == {PROMPT}


def test_several_lines_over_and_under_the_text_are_learned():
    under = ("Do you know more? Write to us.", PROMPT, "Follow us everywhere")
    assert learned(articles(*under, top=("Listen to this article",))) == {*under, "Listen to this article"}


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Published 12 May 2026", "Published 3 June 2026", "en"),
        ("Publié le 12 août 2026 à 10h30", "Publié le 3 mai 2026 à 9h05", "fr"),
        ("प्रकाशित 12 मई 2026", "प्रकाशित 3 जून 2026", "hi"),
        ("5 comments", "117 comments", "en"),
        ("Lesezeit: 3 Minuten", "Lesezeit: 12 Minuten", "de"),
        ("2026年5月12日 公開", "2026年11月3日 公開", "ja"),
    ],
)
def test_a_number_or_date_in_a_line_makes_no_other_line(one, other, language):
    assert line_key(one, language) == line_key(other, language) != 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gold rose by 3 percent.", "Gold rose by 4 percent."),
        ("सोना 3 प्रतिशत बढ़ा।", "सोना 4 प्रतिशत बढ़ा।"),
        ("Follow us", "Follow her"),
    ],
)
def test_another_sentence_is_another_line(one, other):
    assert line_key(one) != line_key(other)


def test_a_line_of_numbers_only_is_no_line_that_can_return():
    assert line_key("12:30") == line_key("***") == 0
    assert learned(articles("12:30")) == set()


def test_a_changing_count_is_learned():
    found = [replace_last(article, f"{n + 2} comments") for n, article in enumerate(articles("x"))]
    assert learned(found) == {f"{n + 2} comments" for n in range(6)}


def replace_last(article: Article, line: str) -> Article:
    return Article(
        article.url, article.headline, language=article.language, paragraphs=(*article.paragraphs[:-1], line)
    )


def test_copies_of_one_dispatch_teach_nothing():
    """Ten addresses of one dispatch, each with a headline of its own: they have their whole text in common."""
    dispatch = story(0)
    found = [Article(f"https://paper.example/{n}", HEADLINES[n], paragraphs=dispatch) for n in range(10)]
    assert learned(found) == set()


def test_copies_of_one_dispatch_count_once():
    """Four articles and eight copies of a fifth: five articles. Three and nine copies: four."""
    for own, expected in ((4, {PROMPT}), (3, set())):
        copies = [
            Article(f"https://paper.example/c{n}", HEADLINES[-n], language="en", paragraphs=(*story(11), PROMPT))
            for n in range(1, 9)
        ]
        assert learned(articles(PROMPT, number=own) + copies) == expected


def test_the_background_of_follow_ups_teaches_nothing():
    """Days of one affair end with the same short sentence; their headlines tell that they belong together."""
    closing = "The lagoon has been closed since 2021."
    heads = (
        "Trawlers banned from Amaro lagoon",
        "Amaro lagoon: fishermen sue over trawlers ban",
        "Court upholds trawlers ban in Amaro lagoon",
        "Fishermen block harbour over Amaro lagoon ban",
        "Amaro lagoon ban to end, minister tells fishermen",
        "Trawlers return to Amaro lagoon",
        "Seahorses vanish from Amaro lagoon after trawlers return",
    )
    found = [
        Article(f"https://paper.example/{n}", head, paragraphs=(*story(n), closing)) for n, head in enumerate(heads)
    ]
    assert learned(found) == set()


def test_a_sentence_that_wanders_through_the_texts_teaches_nothing():
    sentence = "More than 20,000 people have fled since the war began."
    found = []
    for n, article in enumerate(articles(number=12)):
        own = [*article.paragraphs, "One more paragraph, so that there is room.", f"And paragraph {n} of its kind."]
        found.append(Article(article.url, article.headline, paragraphs=(*own[: n % 5], sentence, *own[n % 5 :])))
    assert sentence not in learned(found)


def test_long_paragraphs_teach_nothing():
    assert learned(articles("Long background. " * 20)) == set()


def test_a_line_between_paragraphs_takes_ten_articles_and_one_place():
    def found(number: int) -> list[Article]:
        return [
            Article(
                a.url, a.headline, language="en", paragraphs=(*a.paragraphs[:2], "Story goes on below", a.paragraphs[2])
            )
            for a in articles(number=number)
        ]

    assert learned(found(9)) == set()
    [line] = learn(sightings(found(10)))
    assert (line.where, line.position) == (Where.BETWEEN, 2)


PROMISE = "The Paper is owned by its readers. " * 10


@pytest.mark.parametrize("line", [PROMISE, "Get our letter in your inbox every morning."])
def test_a_line_of_half_of_all_articles_may_be_long_and_stand_anywhere(line):
    def found(number: int, others: int) -> list[Article]:
        told = []
        for n in range(number):
            own = story(n)
            told.append(
                Article(
                    f"https://paper.example/{n}",
                    HEADLINES[n % 12][:: 1 if n < 12 else -1],
                    paragraphs=(*own[: n % 4], line, *own[n % 4 :]),
                )
            )
        return told + [
            Article(f"https://paper.example/o{n}", f"{n} {HEADLINES[n % 12]}", paragraphs=story(50 + n))
            for n in range(others)
        ]

    assert learned(found(9, 0)) == set()
    assert learned(found(24, 30)) == set()
    [rule] = learn(sightings(found(24, 20)))
    assert (rule.where, rule.articles) == (Where.ANYWHERE, 24)
    assert without_returning(found(24, 0)[5], [rule]).paragraphs == story(5)


def test_headings_of_a_column_teach_nothing():
    found = [
        Article(
            f"https://paper.example/{n}",
            f"Quote of the day, {n}",
            paragraphs=(story(n)[0], "Quote of the day", *story(n)[1:]),
        )
        for n in range(12)
    ]
    assert learned(found) == set()


def test_a_rare_line_of_a_large_outlet_takes_ten_articles():
    others = [
        Article(f"https://paper.example/o{n}", f"{HEADLINES[n % 12]} {n}", paragraphs=(f"Text {n}.",))
        for n in range(150)
    ]
    assert learned(articles(PROMPT, number=9) + others) == set()
    assert learned(articles(PROMPT, number=10) + others) == {PROMPT}


def test_the_order_of_the_articles_does_not_matter():
    seen = sightings(articles(PROMPT, "Follow us", number=6))
    assert len({learn(order) for order in list(permutations(seen))[::97]}) == 1


def known(*lines: str, top: tuple[str, ...] = ()):
    return learn(sightings(articles(*lines, top=top)))


def test_a_learned_line_leaves_the_text_and_nothing_else_changes():
    article = articles(PROMPT)[3]
    read = without_returning(article, known(PROMPT))
    assert read.paragraphs == story(3)
    assert read.margins == (Margin(Place.CHROME, PROMPT, "line"),)
    assert without_returning(article, ()) == article


def test_a_credit_is_kept_beside_the_text():
    from dataclasses import replace

    [line] = known("(With inputs from agencies)")
    read = without_returning(articles("(With inputs from agencies)")[0], [replace(line, credit=True)])
    assert read.margins == (Margin(Place.BELOW, "(With inputs from agencies)", "credit"),)


def test_what_stood_over_the_text_stays_above_it():
    read = without_returning(articles(top=("PORT AMARO",))[0], known(top=("PORT AMARO",)))
    assert read.margins == (Margin(Place.ABOVE, "PORT AMARO", "line"),)
    assert read.paragraphs == story(0)


def test_the_same_words_elsewhere_in_a_text_stay():
    """A learned closing line that a text quotes in its middle, or that own text follows, is text."""
    article = Article(
        "https://paper.example/x", "On prompts", language="en", paragraphs=(story(1)[0], PROMPT, story(1)[1])
    )
    assert without_returning(article, known(PROMPT)) == article


def test_an_article_of_learned_lines_only_is_left_alone():
    article = Article("https://paper.example/x", "A prompt alone", language="en", paragraphs=(PROMPT,))
    assert without_returning(article, known(PROMPT)) == article


def test_of_a_long_article_the_edges_are_remembered():
    long = Article("https://paper.example/x", "Long", paragraphs=tuple(f"Paragraph {n} is here." for n in range(500)))
    assert len(lines_seen(long)) == 31
