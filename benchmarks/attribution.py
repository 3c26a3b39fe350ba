"""Attribution measured: what it costs, and how often it is wrong, by language and by form.

    python benchmarks/attribution.py cost     by text length and catalogue size, beside a list of names as one regex
    python benchmarks/attribution.py rates    errors by language and form, on the tests' passages and the shared corpus

Costs are process CPU time, the rivals interleaved in one run: read the ratios, the milliseconds are this machine's.
The passages of the tests were labelled before the rules saw them, but the rules have been mended since: the figures of
the first runs stand at the top of each file. Where ../shared is missing the corpus is "skipped: no corpus".
"""

from __future__ import annotations

import json
import random
import re
import statistics
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from archive.article import Article, Margin, Place
from archive.attribution import Agency, Catalogue, attribute, credits_of_text

ROOT = Path(__file__).parents[1]
PASSAGES = sorted((ROOT / "tests/passages").glob("*.toml"))
CORPUS = ROOT / "../shared/corpus/lines.jsonl"
ROUNDS = 40
TURN = 5  # runs of one rival in a row: an archive reads articles one after the other, not with a rival's tables between
PROSE = "the bridge over river stays closed until monday town said drivers take long way round and work goes on"
LENGTHS = (150, 600, 2400, 9600)
GROWTH = (1, 2, 4, 8)


def article(words: int) -> Article:
    """Return an invented article: a dateline, a quote to an agency, a picture, a sign-off, and prose between."""
    chance = random.Random(words)
    prose = [" ".join(chance.choices(PROSE.split(), k=40)).capitalize() + "." for _ in range(max(1, words // 40))]
    prose[0] = f"PORT AMARO, May 3 (Reuters) - {prose[0]}"
    prose.insert(len(prose) // 2, "“It is safe,” the mayor told The Associated Press on Friday.")
    prose.append("(With inputs from PTI and AFP)")
    margins = (
        Margin(Place.ABOVE, "By Jane Roe, Reuters", "byline"),
        Margin(Place.CAPTION, "The bridge at dusk. Jo Doe/AFP", "caption"),
        Margin(Place.METADATA, "Jane Roe", "author"),
        *(Margin(Place.CHROME, f"Latest: {' '.join(chance.choices(PROSE.split(), k=8))}", "line") for _ in range(12)),
    )
    return Article("https://news.example/1", "The bridge", paragraphs=tuple(prose), margins=margins, language="en")


def grown(times: int) -> Catalogue:
    """Return the catalogue with as many agencies again, each time under other names."""
    own = Catalogue.load()
    more = [rename(agency, number) for number in range(1, times) for agency in own.agencies]
    return Catalogue((*own.agencies, *more))


def rename(agency: Agency, number: int) -> Agency:
    names = {language: tuple(f"{name}{number}" for name in of) for language, of in agency.names.items()}
    short = tuple(f"{name}{number}" for name in agency.short)
    return replace(
        agency, id=f"{agency.id}-{number}", name=f"{agency.name} {number}", short=short, names=names, hosts=()
    )


def regex_of(catalogue: Catalogue) -> re.Pattern[str]:
    """Return the peer: all names as one compiled alternation, as a keyword list would be searched for."""
    names = sorted({name for agency in catalogue.agencies for name in agency.spellings}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def interleaved(rivals: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median CPU milliseconds of each rival, all run in turn."""
    spent: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(ROUNDS):
        for name, run in rivals.items():
            began = time.process_time()
            for _ in range(TURN):
                run()
            spent[name].append(1000 * (time.process_time() - began) / TURN)
    return {name: statistics.median(times[ROUNDS // 10 :]) for name, times in spent.items()}


def cost() -> None:
    print("| words | names in the catalogue | attribute, ms | regex list, ms | ratio |")
    print("| --- | --- | --- | --- | --- |")
    catalogues = {times: grown(times) for times in GROWTH}
    cases = [(words, 1) for words in LENGTHS] + [(600, times) for times in GROWTH[1:]]
    for words, times in cases:
        catalogue, found = catalogues[times], article(words)
        peer, whole = regex_of(catalogue), "\n".join((found.text, *(margin.text for margin in found.margins)))
        rivals = {"own": lambda: attribute(found, catalogue), "peer": lambda: peer.findall(whole)}  # noqa: B023
        spent = interleaved(rivals)
        names = sum(len(agency.spellings) for agency in catalogue.agencies)
        print(f"| {words} | {names} | {spent['own']:.2f} | {spent['peer']:.2f} | {spent['own'] / spent['peer']:.2f} |")


Labelled = Iterable[tuple[str, str, set[tuple[str, str, str]]]]
"""Language, text and credits (agency, form, role) of passages."""


def own_passages() -> Labelled:
    """Yield the passages of the tests."""
    for file in PASSAGES:
        for row in tomllib.loads(file.read_text(encoding="utf-8")).get("passage", ()):
            yield row["language"], row["text"], {tuple(credit.split()) for credit in row["credits"]}


def corpus_passages() -> Labelled:
    """Yield the passages of the shared corpus."""
    for row in map(json.loads, CORPUS.open(encoding="utf-8")):
        if row.get("sure", True):
            yield row["lang"], row["text"], {(c["agency"], c["form"], c["role"]) for c in row["credits"]}


def table(passages: Labelled) -> str:
    """Return what is right, false and missed by form, and by language where anything is wrong, as Markdown.

    A credit is right where agency and role are; the forms are those of the label, of the answer where there is none.
    """
    forms: dict[str, Counter[str]] = {}
    languages: dict[str, Counter[str]] = {}
    for language, text, wanted in passages:
        given = {(c.agency, c.form.value, c.role.value) for c in credits_of_text(text, language)}
        counted = {(agency, role): form for agency, form, role in sorted(given) if role != "subject"}
        counted |= {(agency, role): form for agency, form, role in sorted(wanted) if role != "subject"}
        languages.setdefault(language, Counter())
        for (agency, role), form in counted.items():
            is_wanted, is_given = ((agency, role) in {(a, r) for a, _, r in rows} for rows in (wanted, given))
            part = "right" if is_wanted and is_given else "missed" if is_wanted else "false"
            forms.setdefault(form, Counter())[part] += 1
            languages[language][part] += 1
    wrong = {name: counts for name, counts in languages.items() if counts["false"] + counts["missed"]}
    rest: Counter[str] = sum((counts for name, counts in languages.items() if name not in wrong), Counter())
    rows = [*sorted(forms.items()), *sorted(wrong.items()), (f"{len(languages) - len(wrong)} other languages", rest)]
    head = ["| form or language | right | false | missed |", "| --- | --- | --- | --- |"]
    return "\n".join(head + [f"| {n} | {c['right']} | {c['false']} | {c['missed']} |" for n, c in rows]) + "\n"


def rates() -> None:
    print(f"The passages of the tests:\n\n{table(own_passages())}\nThe passages of the corpus:\n")
    print(table(corpus_passages()) if CORPUS.exists() else "skipped: no corpus")


if __name__ == "__main__":
    commands = {"cost": cost, "rates": rates}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]]()
