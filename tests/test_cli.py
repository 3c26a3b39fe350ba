"""The command line as a script meets it: files in and out, one line for what is wrong, exit codes."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.conftest import BIN, run
from tests.hand_fed import DISPATCH, foreign_warc, page

TEASERS = """<html lang="fr"><head><title>Les hippocampes | Le Quotidien</title></head>
<body><article><h1>Les hippocampes</h1>
<p>Port Amaro : Des plongeurs ont compté onze mille hippocampes cette semaine dans la lagune.Lire aussi – Vacances : le
prix des palmes double en un an, selon un rapport</p>
<p>Le comptage a duré neuf jours et il a réuni deux cents volontaires. Lire aussi – La fanfare cherche un hélicon</p>
<p>Dans une déclaration à l’IANS, la biologiste Asha Verlane a dit que « les herbiers plantés en 2021 ont tout changé ».
Lire aussi – Le phare est à vendre</p><p>Publicité</p>
<p>La lagune était fermée aux chalutiers depuis cinq ans, à la demande des pêcheurs eux-mêmes.</p>
<p>(Avec apports de l’agence)</p></article></body></html>"""


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_read_pages_gives_a_line_for_every_line_and_names_the_bad_ones(tmp_path):
    (tmp_path / "one.html").write_bytes(page("Seahorses counted", (*DISPATCH, "--IANS")))
    (tmp_path / "two.html.gz").write_bytes(gzip.compress(page("Counted again", DISPATCH)))
    rows = [
        '{"id": "a", "url": "http://paper.example/2026/seahorses", "path": "one.html"}',
        '{"id": 2, "url": "http://paper.example/2026/again", "file": "two.html.gz"}',
        '{"id": "c", "url": "http://paper.example/2026/gone", "path": "three.html"}',
        '{"id": "d", "url": "http://paper.example/"}',
        "not JSON",
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    ran = run(
        "archive", "read", "--pages", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"), data=tmp_path
    )
    out = lines(tmp_path / "out.jsonl")
    assert [row["id"] for row in out] == ["a", 2, "c", "d", None]
    assert out[0]["headline"] == "Seahorses counted"
    assert out[0]["verdict"] == "wire"
    assert out[0]["published"] == "2026-11-20T08:00:00+05:30"
    assert out[0]["text"].split("\n")[: len(DISPATCH)] == list(DISPATCH)  # type: ignore[attr-defined]
    assert "No such file" in str(out[2]["error"])
    assert ran.code == 1
    assert "in.jsonl:4: no 'path'" in ran.err
    assert "in.jsonl:5: no JSON" in ran.err


def test_the_article_this_project_began_with(tmp_path):
    (tmp_path / "page.html").write_text(TEASERS, encoding="utf-8")
    ran = run("archive", "read", "--json", str(tmp_path / "page.html"), data=tmp_path)
    row = json.loads(ran.out)
    assert "Lire aussi" not in row["text"]
    assert "Publicité" not in row["text"]
    assert row["text"].split("\n")[0].endswith("onze mille hippocampes cette semaine dans la lagune.")
    assert row["verdict"] == "mixed"
    credits = {(credit["agency"], credit["role"]) for credit in row["credits"]}
    assert credits == {("ians", "source"), ("unnamed", "input")}
    people = run("archive", "read", str(tmp_path / "page.html"), data=tmp_path)
    assert "verdict: mixed" in people.out


def test_credits_of_plain_texts(tmp_path):
    texts = [
        '{"id": 1, "text": "New Delhi, Nov 2 (PTI) The river rose."}',
        '{"id": 2, "text": "The PTI party won."}',
        "[]",
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(texts), encoding="utf-8")
    ran = run(
        "archive", "credits", "--texts", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"), data=tmp_path
    )
    out = lines(tmp_path / "out.jsonl")
    assert [credit["agency"] for credit in out[0]["credits"]] == ["pti"]  # type: ignore[attr-defined]
    assert [credit for credit in out[1]["credits"] if credit["role"] in ("origin", "input")] == []  # type: ignore[attr-defined]
    assert (ran.code, len(out)) == (1, 3)


def test_group_articles_of_ones_own(tmp_path):
    text = "\n".join(DISPATCH)
    rows = [
        {"id": "a", "outlet": "A", "published": "2026-11-20T01:00:00Z", "title": "Seahorses", "text": text},
        {"id": "b", "outlet": "B", "published": "2026-11-20T03:00:00Z", "title": "Counted", "text": text},
        {"id": "c", "outlet": "C", "published": "", "title": "Kilns", "text": "Something else about kilns and clay."},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ran = run(
        "archive",
        "group",
        "--articles",
        str(tmp_path / "in.jsonl"),
        "--out",
        str(tmp_path / "out.jsonl"),
        data=tmp_path,
    )
    out = lines(tmp_path / "out.jsonl")
    assert ran.code == 0
    assert out[0]["story"] == out[1]["story"] != out[2]["story"]
    assert [row["kind"] for row in out] == ["source", "verbatim", "source"]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, [*rows, rows[0]])), encoding="utf-8")
    twice = run("archive", "group", "--articles", str(tmp_path / "in.jsonl"), data=tmp_path)
    assert twice.code == 2
    assert "in.jsonl:4: the id 'a' stands at" in twice.err


def test_grouping_texts_of_ones_own_loads_nothing_that_reads_pages():
    code = "import sys, archive.cli.grouping; print({'trafilatura', 'py3langid', 'sqlite_utils'} & set(sys.modules))"
    assert subprocess.run([BIN / "python", "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_import_reads_a_foreign_file_and_search_finds_it(tmp_path):
    data = tmp_path / "data"
    foreign_warc(tmp_path / "x.warc.gz", ("http://paper.example/2026/sea", "text/html", page("Seahorses", DISPATCH)))
    ran = run("archive", "import", str(tmp_path / "x.warc.gz"), data=data)
    assert ran.code == 0, ran.err
    assert "1 taken" in ran.out
    assert "1 read" in ran.out
    found = run("archive", "search", "seahorses", "--json", data=data)
    assert json.loads(found.out)["url"] == "http://paper.example/2026/sea"
    assert run("archive", "search", "xyzzy", data=data).code == 1
    again = run("archive", "read", "http://paper.example/2026/sea?utm_source=x", data=data)
    assert "Seahorses" in again.out
    assert run("archive", "reread", data=data).code == 0
    assert run("archive", "group", data=data).code == 0
    assert run("archive", "forget", "http://paper.example/2026/sea", data=data).code == 0
    assert run("archive", "search", "seahorses", data=data).code == 1


WRONG = [
    (("read",), 2, "name pages"),
    (("read", "nowhere.html"), 1, "nowhere.html: No such file"),
    (("read", "--pages", "nowhere.jsonl"), 2, "nowhere.jsonl: No such file or directory; name a file of JSON lines"),
    (("export", "artcles"), 2, "no query named 'artcles'; there are: articles"),
    (("export", "articles", "--param", "since"), 2, "write it as NAME=VALUE"),
    (("import", "nowhere.warc.gz"), 2, "no such file; name a .warc or .warc.gz file"),
    (("forget", "http://nowhere.example/x"), 1, "holds no such address"),
    (("frobnicate",), 2, "No such command"),
    (("alone", "no-such-program"), 2, "no such command; name a program to run"),
]


@pytest.mark.parametrize(
    ("call", "code", "line"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_wrong_call_gets_one_line_and_its_code(tmp_path, call, code, line):
    foreign_warc(tmp_path / "x.warc.gz", ("http://paper.example/2026/sea", "text/html", page("Seahorses", DISPATCH)))
    if call[0] in ("export",):
        run("archive", "import", str(tmp_path / "x.warc.gz"), data=tmp_path / "data")
    ran = run("archive", *call, data=tmp_path / "data")
    assert ran.code == code, ran.err
    assert line in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_without_an_archive_every_command_says_what_to_run(tmp_path):
    for call in (("search", "x"), ("export", "articles"), ("check",), ("serve", "--port", "0")):
        ran = run("archive", *call, data=tmp_path / "none")
        assert (ran.code, ran.err.count("\n")) == (1, 1), (call, ran.err)
        assert "make crawl" in ran.err or "archive ingest" in ran.err, ran.err


def test_a_png_that_calls_itself_a_warc_file(tmp_path):
    (tmp_path / "x.warc.gz").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    ran = run("archive", "import", str(tmp_path / "x.warc.gz"), data=tmp_path / "data")
    assert ran.code == 1
    assert "x.warc.gz: not a WARC file" in ran.err


def test_an_own_agency_is_known_after_adding_its_row(tmp_path):
    row = (
        '[[agency]]\nid = "qna-x"\nname = "Quayside News"\nshort = ["QNX"]\nexample = "PORT AMARO (QNX) - It rained."\n'
    )
    (tmp_path / "agencies.toml").write_text(row, encoding="utf-8")
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "PORT AMARO, Nov 3 (QNX) - It rained."}', encoding="utf-8")
    ran = run("archive", "credits", "--texts", str(tmp_path / "in.jsonl"), data=tmp_path)
    assert json.loads(ran.out)["credits"][0]["agency"] == "qna-x"
    (tmp_path / "agencies.toml").write_text("[[agency]\n", encoding="utf-8")
    broken = run("archive", "credits", "--texts", str(tmp_path / "in.jsonl"), data=tmp_path)
    assert broken.code == 2
    assert "agencies.toml" in broken.err
    assert broken.err.count("\n") == 1


def test_read_explains_a_page(tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(page("Seahorses", f"{DISPATCH} (With inputs from Reuters)"))
    said = run("archive", "read", "--explain", str(file), data=tmp_path)
    assert said.code == 0
    assert "what would change it:" in said.out
    told = json.loads(run("archive", "read", "--explain", "--json", str(file), data=tmp_path).out)["explanation"]
    assert set(told) == {"rules", "passed_over", "changes"}
    assert told["changes"]
    wrong = run("archive", "read", "--explain", "--pages", str(file), data=tmp_path)
    assert wrong.code == 2


def test_a_second_run_leaves_with_0_while_the_first_works_and_others_with_1(tmp_path):
    data = tmp_path / "data"
    environment = {**os.environ, "ARCHIVE_DATA": str(data)}
    with subprocess.Popen(
        [BIN / "archive", "alone", "sh", "-c", "echo held; sleep 30"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        for call, code in (
            (("alone", "true"), 0),
            (("ingest",), 0),
            (("publish",), 1),
            (("forget", "http://a.example/"), 1),
        ):
            ran = run("archive", *call, data=data)
            assert (ran.code, ran.err.count("\n")) == (code, 1), ran.err
            assert "busy: sh -c echo held" in ran.err
        first.kill()  # the wrapper dies, what it runs lives on: the lock is held until that has ended, too
        assert "busy" in run("archive", "ingest", data=data).err
        os.killpg(first.pid, signal.SIGKILL)
    assert run("archive", "alone", "sh", "-c", "exit 3", data=data).code == 3
