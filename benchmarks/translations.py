"""CPU and memory of joining stories across languages, on an archive made of real texts.

    python -m benchmarks.translations ARTICLES.jsonl… --articles 100000

Each article made has eight lines of real texts of one language, the digits changed, so that it has as many names and
numbers as news has, in as many combinations; half of all are in the commonest language, 3,000 appear a day.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.reading.language import text_language
from archive.syndication import Copy, Story, group
from archive.syndication.translation import join

LINES = 8  # lines an article; the median of the news texts measured is 11
A_DAY = 3000
COMMONEST = 0.5
DIGIT = re.compile(r"\d")


def lines_by_language(paths: list[Path]) -> dict[str, list[str]]:
    """Return the lines of all texts, by language; languages with few lines are left out."""
    lines: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        for row in map(json.loads, path.open(encoding="utf-8")):
            lines[text_language([row["text"][:500]])] += [line for line in row["text"].split("\n") if len(line) > 30]
    return {language: found for language, found in lines.items() if language and len(found) > 200}


def made(lines: Mapping[str, list[str]], number: int) -> Iterator[Copy]:
    """Yield articles; the same ones for the same lines and number."""
    luck = random.Random(number)
    commonest = max(lines, key=lambda language: len(lines[language]))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for n in range(number):
        language = commonest if luck.random() < COMMONEST else luck.choice(sorted(lines))
        text = "\n".join(luck.choice(lines[language]) for _ in range(LINES))
        text = DIGIT.sub(lambda _: luck.choice("123456789"), text)
        when = start + timedelta(days=n / A_DAY)
        yield Copy(f"a{n}", f"{language} {n % 40}", "", text, language, when)


def main() -> None:
    """Print CPU seconds and the peak of memory, beside the seconds of grouping within languages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--languages", help="only these, such as en,de,hi")
    parser.add_argument("--alone", action="store_true", help="do not group within languages first")
    options = parser.parse_args()
    lines = lines_by_language(options.files)
    if options.languages:
        lines = {language: lines[language] for language in options.languages.split(",")}
    copies = {copy.id: copy for copy in made(lines, options.articles)}
    before = time.process_time()
    told = list(group([] if options.alone else list(copies.values())))
    grouped = time.process_time()
    if options.alone:
        told = [Story(name, name, ()) for name in copies]
    joined = join(told, copies)
    spent, memory = time.process_time() - grouped, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(copies)} articles, {len({copy.language for copy in copies.values()})} languages, {len(told)} stories")
    print(f"within languages {grouped - before:.0f} s CPU; across {spent:.0f} s CPU, {len(joined.links)} links")
    texts = sum(len(copy.text.encode()) for copy in copies.values()) / 1e6
    print(f"peak memory {memory:.0f} MB, of it the texts {texts:.0f} MB")


if __name__ == "__main__":
    main()
