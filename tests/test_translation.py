"""A dispatch and its translations become one story; the same day's other stories on the same matter do not."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.article import Kind
from archive.syndication import Copy, Story, group
from archive.syndication.translation import Echo, Joined, Link, Rendering, Sign, echo, join, several_languages
from archive.syndication.translation.evidence import translations
from archive.syndication.translation.linking import families, links
from archive.syndication.translation.signs import Signs

DAY = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
ROWS = tomllib.loads((Path(__file__).parent / "translations.toml").read_text("utf-8"))["article"]


def copy_of(name: str, **more: object) -> Copy:
    [row] = [row for row in ROWS if row["id"] == name]
    values = {"language": row["language"], "published": DAY} | more
    return Copy(name, name, "", row["text"].strip(), **values)  # type: ignore[arg-type]


def joined(*copies: Copy) -> Joined:
    return join(list(group(copies)), {copy.id: copy for copy in copies})


def together(told: Joined) -> set[frozenset[str]]:
    return {frozenset(pickup.article for pickup in story.pickups) for story in told.stories}


def rendering(name: str, **more: object) -> Rendering:
    copy = copy_of(name, **more)
    return Rendering(copy.id, copy.text, copy.language, copy.when)


# -- the dispatches ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def the_day() -> Joined:
    return joined(*(copy_of(row["id"]) for row in ROWS))


@pytest.mark.parametrize("name", [row["id"] for row in ROWS if "of" in row])
def test_a_translation_joins_the_story_of_its_original(the_day: Joined, name: str) -> None:
    [original] = [row["of"] for row in ROWS if row["id"] == name]
    assert any({name, original} <= group for group in together(the_day))


@pytest.mark.parametrize("name", [row["id"] for row in ROWS if "trap" in row])
def test_another_story_on_the_same_matter_stands_alone(the_day: Joined, name: str) -> None:
    assert frozenset({name}) in together(the_day)


@pytest.mark.parametrize("name", [row["id"] for row in ROWS if "trap" in row])
def test_another_story_stands_alone_even_where_it_has_no_rival(name: str) -> None:
    assert len(joined(copy_of(name.split("-")[0]), copy_of(name)).stories) == 2


def test_the_order_of_arrival_does_not_matter(the_day: Joined) -> None:
    mixed = [copy_of(row["id"]) for row in ROWS]
    random.Random(5).shuffle(mixed)
    assert joined(*mixed) == the_day


def test_a_link_shows_its_confidence_and_where_its_anchors_stand(the_day: Joined) -> None:
    [link] = [link for link in the_day.links if {link.echo.a, link.echo.b} == {"flood", "flood-hi"}]
    assert link.confidence > 0.9
    english, hindi = copy_of("flood").text, copy_of("flood-hi").text
    shown = {english[s.start_a : s.end_a]: hindi[s.start_b : s.end_b] for s in link.echo.signs}
    assert shown["18 million"] == "1.8 करोड़"
    assert shown["Sandhaven"] == "सैंडहेवन"
    assert shown["Thursday"] == "गुरुवार"
    assert [s.start_b for s in link.echo.signs] == sorted(s.start_b for s in link.echo.signs), "in the same order"


def test_only_names_that_sound_alike_are_shown_as_evidence() -> None:
    """Words with a like beginning weigh a little; told as one name they would be a false claim."""
    english, hindi = "A grandmaster from Lindenthal: Grandmaster Halasz.", "लिंडेनथाल का खिलाड़ी बंद करवाना चाहता था।"
    pairs = [("Lindenthal", "लिंडेनथाल"), ("Grandmaster", "करवाना")]
    signs = [
        Sign("skrn", english.rindex(a), english.rindex(a) + len(a), hindi.index(b), hindi.index(b) + len(b))
        for a, b in pairs
    ]
    for number, expected in ((2, [pairs[0]]), (1, [pairs[1]])):  # a link shows all it has where none is beyond doubt
        told = joined(copy_of("flood"), copy_of("flood-hi"))
        [link] = told.links
        link = replace(link, echo=replace(link.echo, signs=Signs(signs[2 - number :])))
        texts = {"flood": Copy("flood", "", "", english, "en"), "flood-hi": Copy("flood-hi", "", "", hindi, "hi")}
        [translation] = translations(Joined(told.stories, (link,)), texts)
        assert [(shown.of_text, shown.article_text) for shown in translation.anchors] == expected


# -- the joined story --------------------------------------------------------------------------------------------------


def test_the_earlier_text_is_the_source_and_the_other_is_translated() -> None:
    told = joined(copy_of("flood"), copy_of("flood-de", published=DAY + timedelta(hours=5)))
    [story] = told.stories
    original, translation = story.pickups
    assert (story.source, original.kind, original.first) == ("flood", Kind.SOURCE, True)
    assert (translation.kind, translation.delay, translation.first) == (Kind.TRANSLATED, 18000, False)
    assert translation.share > 0.9
    assert translation.carried > 0.9


def test_an_agency_s_own_page_is_the_source_whatever_its_language_and_hour() -> None:
    late = copy_of("flood-de", published=DAY + timedelta(hours=5), agency_site=True)
    [story] = joined(copy_of("flood"), late, copy_of("flood-hi")).stories
    assert story.source == "flood-de"
    assert {pickup.kind for pickup in story.pickups if pickup.article != "flood-de"} == {Kind.TRANSLATED}


def test_copies_of_a_translation_come_along() -> None:
    twin = Copy("twin", "twin", "", copy_of("flood-de").text, "de", DAY + timedelta(hours=9))
    [story] = joined(copy_of("flood"), copy_of("flood-de", published=DAY + timedelta(hours=5)), twin).stories
    assert [(p.article, p.kind) for p in story.pickups][1:] == [
        ("flood-de", Kind.TRANSLATED),
        ("twin", Kind.TRANSLATED),
    ]
    assert story.pickups[2].delay == 9 * 3600


def test_a_cut_translation_carries_only_a_part() -> None:
    text = "\n".join(copy_of("launch-pt").text.splitlines()[:3])
    cut = Copy("cut", "cut", "", text, "pt", DAY + timedelta(hours=2))
    [story] = joined(copy_of("launch"), cut).stories
    assert story.pickups[1].share > 0.9
    assert 0.4 < story.pickups[1].carried < 0.7


@pytest.mark.parametrize(
    "more", [{"language": ""}, {"published": None}, {"published": DAY + timedelta(days=30)}, {"language": "en"}]
)
def test_without_language_or_date_or_out_of_the_window_nothing_is_claimed(more: dict[str, object]) -> None:
    told = joined(copy_of("flood"), copy_of("flood-de", **more))
    assert len(told.stories) == 2
    assert told.links == ()


def test_empty_and_tiny_texts_are_no_translations() -> None:
    odd = [Copy(f"odd-{n}", "", "", text, "de", DAY) for n, text in enumerate(("", "14", "Penwick, 14", "\n\n"))]
    assert all(len(story.pickups) == 1 for story in joined(copy_of("flood"), *odd).stories)


def test_a_model_can_be_plugged_in() -> None:
    def model(a: Rendering, b: Rendering) -> Echo | None:
        both = {a.id, b.id} == {"flood", "flood-fr-other"}
        return Echo(min(a.id, b.id), max(a.id, b.id), 9.0, 0.5, 0.25, ()) if both else None

    copies = [copy_of("flood"), copy_of("flood-fr-other"), copy_of("flood-de")]
    told = join(list(group(copies)), {copy.id: copy for copy in copies}, judge=model)
    assert together(told) == {frozenset({"flood", "flood-fr-other"}), frozenset({"flood-de"})}


# -- from echoes to links ----------------------------------------------------------------------------------------------


def heard(a: str, b: str, score: float) -> Echo:
    return Echo(a, b, score, 1.0, 1.0, ())


TONGUES = {name: name[:2] for name in ("en1", "en2", "fr1", "fr2", "de1", "es1", "it1", "ru1", "hi1", "ta1")}


def test_of_two_equal_rivals_none_is_claimed() -> None:
    assert links([heard("en1", "fr1", 4.0), heard("en2", "fr1", 4.0)], TONGUES) == []
    [link] = links([heard("en1", "fr1", 4.0), heard("en2", "fr1", 0.0)], TONGUES)
    assert (link.echo.a, link.confidence) == ("en1", 0.965)


def test_what_is_likelier_not_so_is_not_claimed() -> None:
    assert links([heard("en1", "fr1", -0.5)], TONGUES) == []


def test_two_papers_may_translate_one_dispatch_each() -> None:
    found = links([heard("en1", "fr1", 9.0), heard("en1", "fr2", 8.0)], TONGUES)
    assert families(found, TONGUES) == [frozenset({"en1", "fr1", "fr2"})]


def test_one_wrong_link_among_many_glues_nothing() -> None:
    clan = ["fr1", "de1", "es1", "it1", "ru1", "hi1"]
    found = [Link(heard(*sorted((a, b)), 9.0), 0.99) for n, a in enumerate(clan) for b in clan[n + 1 :]]
    wrong = Link(heard("en1", "fr1", 3.0), 0.8)
    assert families([*found, wrong], TONGUES) == [frozenset(clan)]


def test_two_stories_of_one_language_are_not_joined_over_a_third_that_knows_one_of_them() -> None:
    found = [
        Link(heard("en1", "fr1", 9.0), 0.99),
        Link(heard("de1", "fr1", 8.0), 0.98),
        Link(heard("de1", "en2", 7.0), 0.9),
    ]
    assert families(found, TONGUES) == [frozenset({"en1", "fr1", "de1"})]


def test_kept_signs_are_the_signs_that_were_given() -> None:
    given = [Sign("n1500000", 3, 10, 70000, 70007), Sign("ltrump", 12, 17, 70010, 70016)]
    kept = Signs(given)
    assert list(kept) == given
    assert kept[-1] == given[-1]
    assert kept[:1] == given[:1]
    assert kept == Signs(given) != Signs(given[:1])


@pytest.mark.parametrize(
    ("languages", "several"),
    [(["en", "de"], True), (["en", ""], True), (["en"], False), ([], False), (["en", "pcm"], False)],
)
def test_translations_are_looked_for_only_among_several_languages(languages: list[str], several: bool) -> None:
    assert several_languages(languages) is several


def test_an_echo_is_symmetric() -> None:
    one, other = rendering("launch"), rendering("launch-ko")
    assert echo(one, other) == echo(other, one) != None  # noqa: E711


def test_stories_without_a_partner_stay_as_they_were() -> None:
    copies = [copy_of("flood"), copy_of("match-ja")]
    told: list[Story] = list(group(copies))
    assert list(join(told, {copy.id: copy for copy in copies}).stories) == told
