"""What a text and its translation have in common: numbers, names by their sound, places, days, and learned words."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from archive.syndication.translation.anchors import anchors
from archive.syndication.translation.learning import Bitext, learn
from archive.syndication.translation.locales import named
from archive.syndication.translation.names import han_sound, sound
from archive.syndication.translation.numbers import numbers

DATA = files("archive.syndication.translation")
UNITS = tomllib.loads((DATA / "units.toml").read_text("utf-8"))["unit"]
SOUNDS = tomllib.loads((DATA / "sounds.toml").read_text("utf-8"))
LANGUAGES = [
    *("en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "pl", "tr", "ar", "fa", "he", "hi", "bn", "ta"),
    *("te", "mr", "gu", "pa", "ur", "zh", "ja", "ko", "th", "id", "vi", "el", "sv"),
]


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


@pytest.mark.parametrize(
    ("language", "words", "text", "found"),
    [
        ("zh", ("松鼠", "乌龟", "大象"), "一只小松鼠来了", "松鼠"),
        ("ja", ("ハリネズミ", "海亀", "大象"), "小さなハリネズミが来た", "ハリネズミ"),
        ("ko", ("다람쥐", "거북이", "코끼리"), "작은 다람쥐는 왔다", "다람"),
    ],
)
def test_words_are_learned_of_scripts_that_do_not_part_them(
    language: str, words: tuple[str, ...], text: str, found: str
) -> None:
    taught = [
        Bitext("en", f"{english} {'x ' * n}", language, f"{words[n % 3]} {'啊' * n}", ()) for n, english, _ in ANIMALS
    ]
    lexicon = learn(taught)
    [(english, *_)] = lexicon.words("A squirrel", "en")
    [(key, start, end)] = lexicon.words(text, language)
    assert (key, text[start:end]) == (english, found)


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
