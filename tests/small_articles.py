"""Seven invented articles of five invented outlets, with their credits: what the small archive holds."""

from __future__ import annotations

from archive.article import Article, Attribution, Credit, Form, Inference, Place, Role, Verdict

SCRIPT = "<script>alert(1)</script>"

LAMP = Article(
    url="https://daily-lamp.example/monsoon-reaches-the-coast",
    headline=f"Monsoon reaches the coast {SCRIPT}",
    standfirst="Fishing boats stay in harbour",
    byline="IANS",
    authors=("IANS",),
    published="2026-11-20T08:00:00+05:30",
    published_from="json-ld",
    language="en",
    paragraphs=(
        "New Delhi, Nov 20 (IANS) The monsoon reached the coast on Friday, two weeks late.",
        f"Fishing boats stayed in harbour {SCRIPT} and schools were closed.",
        "--IANS",
    ),
)
HERALD = Article(
    url="https://coast-herald.example/2026/11/monsoon-late",
    headline="Late monsoon is here at last",
    published="2026-11-20T06:30:00Z",
    published_from="meta",
    language="en",
    paragraphs=(
        "The monsoon reached the coast on Friday, two weeks late.",
        "Fishing boats stayed in harbour and schools were closed.",
    ),
)
MORGEN = Article(
    url="https://morgenblatt.example/monsun",
    headline="Monsun erreicht die Küste",
    byline="Von Greta Beispiel (mit dpa)",
    published="2026-11-22T02:30:00+00:00",
    published_from="json-ld",
    language="de",
    paragraphs=(
        "Der Monsun hat am Freitag die Küste erreicht, zwei Wochen zu spät.",
        "Die Straßen standen unter Wasser. (mit dpa)",
    ),
)
PRABHAT = Article(
    url="https://prabhat.example/modi-yojana",
    headline="मोदी ने नई योजना शुरू की",
    published="2026-11-21T10:00:00+05:30",
    published_from="time",
    language="hi",
    paragraphs=("प्रधानमंत्री नरेंद्र मोदी ने शनिवार को नई योजना शुरू की।", "अधिकारी ने आईएएनएस को बताया कि काम जल्द शुरू होगा।"),
)
NAHR = Article(
    url="https://nahr.example/akhbar/7",
    headline="افتتاح جسر جديد على النهر",
    published="2026-11-10",
    published_from="text",
    language="ar",
    paragraphs=("القاهرة (أ ف ب) - افتتح الوزير الثلاثاء جسرا جديدا على النهر.",),
)
ASAHI = Article(
    url="https://kawa.example/news/99",
    headline="首相が新しい橋を視察",
    published="2026-11-22T09:00:00+09:00",
    published_from="json-ld",
    language="ja",
    paragraphs=("首相は日曜日、新しい橋を視察した。",),
)
BUDGET_FIRST = Article(
    url="https://coast-herald.example/2026/10/budget",
    headline="Council passes budget",
    published="2026-10-10T12:00:00Z",
    published_from="meta",
    language="en",
    paragraphs=("The council passed a budget of 40 million on Saturday.",),
)
BUDGET_NOW = Article(
    url=BUDGET_FIRST.url,
    headline="Council passes budget after long night",
    published="2026-10-10T12:00:00Z",
    published_from="meta",
    modified="2026-10-11T07:00:00Z",
    language="en",
    paragraphs=("The council passed a budget of 42 million on Sunday morning.",),
)


def _credit(agency: str, form: Form, role: Role, article: Article, evidence: str) -> Credit:
    for number, paragraph in enumerate(article.paragraphs):
        if (start := paragraph.find(evidence)) >= 0:
            return Credit(agency, form, role, evidence, Place.TEXT, number, start, start + len(evidence), "row 1")
    return Credit(agency, form, role, evidence, Place.ABOVE, rule="row 2")


READINGS: tuple[tuple[str, str, Article, Attribution], ...] = (
    (
        "daily-lamp",
        "2026-11-20T02:45:00Z",
        LAMP,
        Attribution(
            (
                _credit("ians", Form.BYLINE, Role.ORIGIN, Article("", paragraphs=()), "IANS"),
                _credit("ians", Form.DATELINE, Role.ORIGIN, LAMP, "(IANS)"),
                _credit("ians", Form.TAGLINE, Role.ORIGIN, LAMP, "--IANS"),
            ),
            Verdict.WIRE,
            "The text closes with the sign-off --IANS.",
        ),
    ),
    ("coast-herald", "2026-11-20T07:00:00Z", HERALD, Attribution((), Verdict.OWN, "No agency is credited.")),
    (
        "morgenblatt",
        "2026-11-22T03:00:00Z",
        MORGEN,
        Attribution(
            (_credit("dpa", Form.TAGLINE, Role.INPUT, MORGEN, "(mit dpa)"),),
            Verdict.MIXED,
            "The text closes (mit dpa).",
        ),
    ),
    (
        "prabhat",
        "2026-11-21T05:00:00Z",
        PRABHAT,
        Attribution(
            (_credit("ians", Form.CITATION, Role.SOURCE, PRABHAT, "आईएएनएस को बताया"),),
            Verdict.OWN,
            "An agency is only cited.",
            (
                Inference(
                    "ians",
                    _credit("unnamed", Form.TAGLINE, Role.INPUT, PRABHAT, "(एजेंसी)"),
                    _credit("ians", Form.CITATION, Role.SOURCE, PRABHAT, "आईएएनएस को बताया"),
                ),
            ),
        ),
    ),
    (
        "nahr",
        "2026-11-10T09:00:00Z",
        NAHR,
        Attribution(
            (_credit("afp", Form.DATELINE, Role.ORIGIN, NAHR, "(أ ف ب)"),), Verdict.WIRE, "The dateline names AFP."
        ),
    ),
    ("prabhat", "2026-11-22T01:00:00Z", ASAHI, Attribution((), Verdict.OWN, "No agency is credited.")),
    ("coast-herald", "2026-10-10T12:30:00Z", BUDGET_FIRST, Attribution((), Verdict.OWN, "No agency is credited.")),
    ("coast-herald", "2026-10-11T08:00:00Z", BUDGET_NOW, Attribution((), Verdict.OWN, "No agency is credited.")),
)
