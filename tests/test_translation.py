"""A dispatch and its translations become one story; the same day's other stories on the same matter do not."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from archive.article import Kind
from archive.syndication import Copy, Story, group
from archive.syndication.translation import Echo, Joined, Link, Rendering, Sign, echo, join, several_languages
from archive.syndication.translation.anchors import anchors
from archive.syndication.translation.evidence import translations
from archive.syndication.translation.lexicon import Bitext, learn
from archive.syndication.translation.linking import families, links
from archive.syndication.translation.locales import named
from archive.syndication.translation.names import han_sound, sound
from archive.syndication.translation.numbers import numbers
from archive.syndication.translation.signs import Signs

DAY = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
ROWS = tomllib.loads((Path(__file__).parent / "translations.toml").read_text("utf-8"))["article"]
DATA = files("archive.syndication.translation")
UNITS = tomllib.loads((DATA / "units.toml").read_text("utf-8"))["unit"]
SOUNDS = tomllib.loads((DATA / "sounds.toml").read_text("utf-8"))
LANGUAGES = [
    *("en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "pl", "tr", "ar", "fa", "he", "hi", "bn", "ta"),
    *("te", "mr", "gu", "pa", "ur", "zh", "ja", "ko", "th", "id", "vi", "el", "sv"),
]


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


# -- anchors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", UNITS, ids=lambda row: f"{row['language']} {row['words'][0]}")
def test_every_unit_word_multiplies(row: dict[str, object]) -> None:
    assert [key for key, *_ in numbers(str(row["example"]), str(row["language"]))] == [f"n{row['means']}"]
    for word in row["words"]:  # type: ignore[attr-defined]
        [(key, *_)] = numbers(f"7 {word}", str(row["language"]))
        assert key == f"n{7 * row['value']:.0f}"  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("380,000 and 380.000 and 380 000", "en", ["380000"] * 3),
        ("3,80,000 voters", "en", ["380000"]),
        ("1,234.5 or 1.234,5", "en", ["1234.5"] * 2),
        ("7.5 / 7,5 / ७.५ / ٧٫٥", "hi", ["7.5"] * 4),
        ("১২৩ জন", "bn", ["123"]),
        ("at 14:30 on 30.09.2018", "en", ["14", "30", "30", "9", "2018"]),
        ("score of 2-1", "en", ["2", "1"]),
        ("Rs 1.5 lakh crore", "en", ["1500000000000"]),
        ("3억5000만 원", "ko", ["350000000"]),
        ("两千五百万人、三十二人", "zh", ["25000000", "32"]),
        ("2 billionaires in 5 millionth", "en", ["2", "5"]),
        ("0.5 percent", "en", ["0.5"]),
        ("12345678901234567890", "en", []),
        ("", "en", []),
    ],
)
def test_numbers_are_read(text: str, language: str, values: list[str]) -> None:
    assert [key for key, *_ in numbers(text, language)] == [f"n{value}" for value in values]


@pytest.mark.parametrize(
    "row", [*SOUNDS["letter"], *SOUNDS["spelling"], *SOUNDS["class"]], ids=lambda row: row["example"][0]
)
def test_every_rule_of_sounds_brings_two_writings_together(row: dict[str, list[str]]) -> None:
    one, other = map(sound, row["example"])
    assert one[:4] == other[:4] != ""


def test_chinese_writes_foreign_names_by_sound() -> None:
    for row in SOUNDS["han"]["initial"]:
        chinese, latin = row["example"]
        assert han_sound(chinese)[:2] == sound(latin)[:2]
    assert han_sound("特朗普") == sound("Trump")
    assert [a.keys[0] for a in anchors("美国总统特朗普说", "zh")] == ["cUS", "strnp"]


@pytest.mark.parametrize("name", ["Трамп", "ट्रम्प", "ترامب", "トランプ", "트럼프", "ਟਰੰਪ", "ட்ரம்ப்", "Τραμπ", "טראמפ"])
def test_a_name_sounds_alike_in_every_script(name: str) -> None:
    assert sound(name)[:4] == sound("Trump")


@pytest.mark.parametrize("language", LANGUAGES)
def test_cldr_names_countries_and_days_in_every_language(language: str) -> None:
    from babel import Locale

    locale = Locale.parse(language)
    for code in ("JP", "RU", "DE"):
        assert (f"c{code}", 0) in [(key, start) for key, start, _ in named(f"{locale.territories[code]}.", language)]
    assert "cday2" in [key for key, *_ in named(f"{locale.days['format']['wide'][2]}.", language)]


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("Russian ships off Tokyo in October", "en", ["cRU", "cTokyo", "cmonth10"]),
        ("в России и российский флот", "ru", ["cRU", "cRU"]),
        ("того самолёта", "ru", []),
        ("la marine russe", "fr", ["cRU"]),
        ("Rusya'nın Türkiye'de", "tr", ["cRU", "cTR"]),
        ("미국에서 러시아와", "ko", ["cUS", "cRU"]),
        ("ワクチン", "ja", []),
        ("guarantees for Sarah Palin", "en", []),
        ("anything", "xx", []),
    ],
)
def test_places_are_found_with_their_endings_and_not_in_other_words(text: str, language: str, keys: list[str]) -> None:
    assert [key for key, *_ in named(text, language)] == keys


def test_a_lexicon_is_learned_from_sure_translations() -> None:
    animals = [
        ("horse", "άλογο"),
        ("tortoise", "χελώνα"),
        ("squirrel", "σκίουρος"),
        ("elephant", "ελέφαντας"),
        ("giraffe", "καμηλοπάρδαλη"),
        ("hedgehog", "σκαντζόχοιρος"),
    ]
    pairs = []
    for n in range(24):
        (en1, el1), (en2, el2) = animals[n % 6], animals[(n + 1) % 6]
        pairs.append(
            Bitext(
                "en",
                f"There {n} {en1} came. {'x ' * 60} Then {en2}.",
                "el",
                f"Ήρθε {n} {el1}. {'x ' * 60} Μετά {el2}.",
                (),
            )
        )
    lexicon = learn(pairs)
    assert learn(reversed(pairs)) == lexicon
    [(english, *_)] = lexicon.words("A tortoise", "en")
    [(greek, *_)] = lexicon.words("Η χελώνα", "el")
    assert english == greek
    assert lexicon.words("Η σκακιέρα", "el") == []


def test_a_lexicon_learns_each_pair_of_languages_for_itself() -> None:
    taught = [(n, Bitext("en", f"{word} {'x ' * n}", "de", f"{other} {'x ' * n}", ())) for n, word, other in ANIMALS]
    greek = [Bitext("en", bitext.text_a, "el", f"σκαντζόχοιρος {'x ' * n}", ()) for n, bitext in taught]
    lexicon = learn([*(bitext for _, bitext in taught), *greek])
    [(english, *_)] = lexicon.words("A squirrel", "en")
    assert [key for key, *_ in lexicon.words("Ein Eichhörnchen", "de")] == [english]
    assert lexicon.words("σκαντζόχοιρος", "el") == []  # a word of every text says nothing


ANIMALS = [
    (n, *pair)
    for n in range(1, 21)
    for pair in [[("squirrel", "Eichhörnchen"), ("tortoise", "Schildkröte"), ("elephant", "Elefant")][n % 3]]
]


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
