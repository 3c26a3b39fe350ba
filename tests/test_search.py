"""Search: words of any script, phrases, operators, prefixes; and whatever else people type."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlite_utils import Database

from archive.article import Article, Attribution, Capture, Credit, Form, Role, Verdict
from archive.store import articles, frontier
from archive.store.database import open_archive, writing
from archive.store.search import MARK, UNMARK, Filters, search

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TEXTS = {
    "modi": ("hi", "मोदी ने कहा", "नई दिल्ली में मोदी ने कहा कि कर्ज़ घटेगा।"),
    "female": ("hi", "मादा हाथी", "जंगल में मादा हाथी मिली।"),
    "tamil": ("ta", "சென்னையில் மழை", "சென்னையில் கனமழை பெய்தது."),
    "bengali": ("bn", "বৃষ্টি", "কলকাতায় প্রবল বৃষ্টি হয়েছে।"),
    "arabic": ("ar", "الاقتصاد", "قال الرئيس إن الاقتصاد ينمو بسرعة."),
    "japanese": ("ja", "首相が辞任", "東京で首相が辞任を表明した。NHKが伝えた。"),
    "chinese": ("zh", "莫迪访问", "印度总理莫迪访问北京，新华社报道。"),
    "thai": ("th", "นายกรัฐมนตรีลาออก", "นายกรัฐมนตรีประกาศลาออกที่กรุงเทพ"),
    "english": ("en", "Prime minister resigns", "The prime minister resigned in Tōkyō on Friday, she told reporters."),
    "german": ("de", "Straße gesperrt", "Die Brücke über die Straße bleibt gesperrt, sagte Müller."),
    "french": ("fr", "Élections", "Les élections auront lieu à l’été, a dit Renée."),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    database = open_archive(tmp_path_factory.mktemp("search") / "archive.db")
    frontier.put_outlets(database, [frontier.Outlet("a.example", "The A", "http://a.example/")], NOW)
    with writing(database):
        articles.put_agencies(database, [("pti", "PTI", "IN", "", "")])
        for number, (name, (language, headline, text)) in enumerate(TEXTS.items()):
            url = f"http://a.example/{name}"
            capture = Capture(name, url, NOW, 200, "text/html", "", "x.warc.gz", number, 1)
            found = (Credit("pti", Form.TAGLINE, Role.ORIGIN, "(PTI)"),) if name == "english" else ()
            article = Article(
                url,
                headline,
                language=language,
                paragraphs=(text,),
                published=f"2026-11-{number + 1:02}T10:00:00+05:30",
            )
            verdict = Verdict.WIRE if found else Verdict.OWN
            articles.keep(database, article, Attribution(found, verdict), f"sha256:{number:08}", capture, "a.example")
    return database


def names(database: Database, words: str, **filters: str) -> set[str]:
    return {hit.url.rpartition("/")[2] for hit in search(database, words, Filters(**filters)).hits}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("मोदी", {"modi"}),
        ("मादा", {"female"}),
        ("கனமழை", {"tamil"}),
        ("বৃষ্টি", {"bengali"}),
        ("الاقتصاد", {"arabic"}),
        ("首相", {"japanese"}),
        ("莫迪", {"chinese"}),
        ("新华社", {"chinese"}),
        ("ลาออก", {"thai"}),
        ("NHK", {"japanese"}),
        ("tokyo", {"english"}),
        ("resigns", {"english"}),
        ("elections ete", {"french"}),
        ("brucke", {"german"}),
        ('"prime minister"', {"english"}),
        ('"minister prime"', set()),
        ("tokyo OR மழை", {"english", "tamil"}),
        ("minister AND tokyo", {"english"}),
        ("minister NOT tokyo", set()),
        ("首相 NOT 莫迪", {"japanese"}),
        ("resig*", {"english"}),
        ("resig", set()),
    ],
)
def test_words_are_found(database, words, found):
    assert names(database, words) == found


@pytest.mark.parametrize("typed", ['"', "(", ")(", "AND", "OR OR", '""', "*", "-", "\x00", "'", ";--", "^", "\ud800"])
def test_stray_signs_are_passed_over(database, typed):
    assert names(database, f"{typed} tokyo") == {"english"}


@pytest.mark.parametrize("typed", ["NEAR(", "NEAR/3", "a:b", "headline:x", "{a b}:c", "+x"])
def test_nothing_that_people_type_is_an_error(database, typed):
    assert names(database, typed) == set()


def test_what_must_not_occur_can_be_asked_alone(database):
    assert names(database, "NOT tokyo") == set(TEXTS) - {"english"}


def test_filters_narrow_and_combine(database):
    assert names(database, "", language="hi") == {"modi", "female"}
    assert names(database, "", agency="pti") == {"english"}
    assert names(database, "", verdict="wire") == {"english"}
    assert names(database, "", since="2026-11-02", until="2026-11-03") == {"female", "tamil"}
    assert names(database, "tokyo", language="hi") == set()


def test_hits_are_marked_in_the_text(database):
    [hit] = search(database, "resign").hits
    assert hit.snippet == f"The prime minister {MARK}resigned{UNMARK} in Tōkyō on Friday, she told reporters."
    [hit] = search(database, "首相 辞任").hits
    assert hit.snippet == f"東京で{MARK}首相{UNMARK}が{MARK}辞任{UNMARK}を表明した。NHKが伝えた。"


def test_a_page_of_hits_and_the_number_of_all(database):
    first, second = search(database, "", limit=5), search(database, "", limit=5, offset=5)
    assert first.total == second.total == len(TEXTS)
    assert len({hit.id for hit in (*first.hits, *second.hits)}) == 10
    assert [hit.published_utc for hit in first.hits] == sorted((hit.published_utc for hit in first.hits), reverse=True)
