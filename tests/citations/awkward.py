"""References to try the formats on: one factory, thirty awkward records, and as many hostile ones as wanted."""

import random
from collections.abc import Iterator
from typing import Any

from app.citations import Name, Reference
from app.dates import PartialDate
from app.vocabulary import SourceKind

BRIEF = Reference(
    id="banerjee-defence-technology-union",
    kind=SourceKind.BRIEF,
    title="To Close Its Military Tech Gap, Europe Needs a Binding Defence Technology Union",
    authors=(Name.person("Trinabh Banerjee"),),
    editors=(Name.person("Annika Gerbig"),),
    publisher="Euro Prospects",
    series="Series 1",
    series_number="6",
    issued=PartialDate(2026, 7, 4),
    url="https://example.org/briefs/6",
    language="en",
)


def a_reference(**known: Any) -> Reference:
    return Reference(**{"id": "a-source", "kind": SourceKind.REPORT, "title": "A title", **known})


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


AWKWARD = {
    "a brief in a series": BRIEF,
    "nothing but a title": a_reference(kind=SourceKind.NEWS, title="U.S.Pushes for Shift, Citing European progress"),
    "a digest that was only updated": a_reference(
        kind=SourceKind.DIGEST,
        authors=(Name.body("US-NATO Defense Brief"),),
        updated=day("2026-02-28"),
        publisher="NBot",
    ),
    "news in a paper": a_reference(kind=SourceKind.NEWS, container="Le Monde", issued=day("2025-12-31")),
    "a body that inverts badly": a_reference(authors=(Name.body("European Court of Auditors"),)),
    "a body with “and”": a_reference(
        authors=(Name.body("Ministry of Foreign and European Affairs"), Name.body("NATO"))
    ),
    "a body with a comma": a_reference(authors=(Name.body("Ministry of Defence, Norway"),)),
    "a body with an ampersand": a_reference(authors=(Name.body("Smith & Sons {Holding}"),)),
    "a particle": a_reference(authors=(Name.person("Ursula von der Leyen"),)),
    "a capital particle": a_reference(authors=(Name.person("Jan Van den Broek"),)),
    "a particle in the family name": a_reference(authors=(Name(family="de la Cruz", given="Ana"),)),
    "a suffix": a_reference(authors=(Name.person("Martin Luther King Jr."),)),
    "a suffix and no given name": a_reference(authors=(Name(family="King", suffix="Jr."),)),
    "one name": a_reference(authors=(Name.person("Plato"),)),
    "two family names": a_reference(authors=(Name(family="Bernabeu Fornara", given="Francesco"),)),
    "two family names and no given name": a_reference(authors=(Name(family="Bernabeu Fornara"),)),
    "a family name with “and”": a_reference(authors=(Name(family="Strand and Sund", given="Liv"),)),
    "Chinese": a_reference(title="欧洲防务一体化", authors=(Name(family="王", given="小波"),), language="zh"),
    "Ukrainian": a_reference(title="Оборона Європи", authors=(Name.person("Віталій Рішко"),), language="uk"),
    "Arabic": a_reference(title="الدفاع الأوروبي", authors=(Name.body("جامعة الدول العربية"),), language="ar"),
    "everything that LaTeX minds": a_reference(title=r"R&D: 50% of #1 _x_ {y} ~z ^w \end{document} $5 <b> | "),
    "a brace that nothing closes": a_reference(title="An open { brace and a } closed one } too many"),
    "a backslash at the end": a_reference(title="C:\\", publisher="\\", authors=(Name.body("\\"),)),
    "quotation marks": a_reference(title="“Buy European” – ‘why’ \"not\" ''this'' ``that`` !` ?` «so»"),
    "dashes": a_reference(title="Pages 1--2 --- or 1–2 — or -"),
    "line breaks and control characters": a_reference(
        title="One\r\ntwo\tthree\x00four\u2028five\x85six", abstract="A\n\nB"
    ),
    "a tag of RIS inside": a_reference(title="One\r\nER  - \r\nTY  - JOUR", abstract="x\nAU  - Nobody"),
    "an awkward address": a_reference(
        url="https://example.org/a_b~c/%7Bd%7D?e={f}&g=\\h|i#j k", accessed=day("2026-11-20")
    ),
    "a legal act": a_reference(
        kind=SourceKind.LAW, title="Regulation (EU) 2025/1106 (SAFE)", issued=day("2025-05"), language="en-GB"
    ),
    "a speech": a_reference(kind=SourceKind.SPEECH, authors=(Name.person("Mark Rutte"),), issued=day("2025")),
    "a claim record": a_reference(
        id="rutte-europe-should-buy-us-weapons",
        kind="claim_record",
        authors=(Name.body("Ascribe"),),
        container="Ascribe",
        version="3",
        issued=day("2026-11-20"),
        url="https://example.org/claims/x/revisions/3",
    ),
    "a quote": a_reference(
        kind="quote",
        source_kind=SourceKind.ANALYSIS,
        quote="an “industrial backbone”",
        locator="12",
        locator_label="paragraph",
    ),
    "keywords with commas": a_reference(keywords=("defence, joint", "R&D", "EU"), note="100% ours"),
}

_PIECES = (
    *"&%#_{}~^\\$\"'`-–—<>|*@;,:.!?()[]=+/ \n\t\r\x00\x07\x85\u2028\u00a0",
    *(
        "Europe",
        "NATO",
        "and",
        "U.S.",
        "over",
        "von",
        "EU–US",
        "R&D",
        "“so”",
        "l’Été",
        "Оборона",
        "防务",
        "دفاع",
        "👩🏽",
        "ER  - ",
    ),
    *(
        "\\textbf{x}",
        "$x^2$",
        "<i>i</i>",
        "&amp;",
        "http://x.y/z",
        "{{",
        "}}",
        "\\",
        "TY  - JOUR",
        "e\u0301",
        "\ufeff",
        "\ud800",
    ),
)


def hostile(count: int, seed: int = 1) -> Iterator[Reference]:
    """Records put together at random from what breaks formats; every run gives the same."""
    chance = random.Random(seed)
    for number in range(count):
        yield Reference(
            id=f"{_word(chance)}-{_word(chance)}-{number}",
            kind=chance.choice([*SourceKind, "claim_record", "quote"]),
            title=f"T{_text(chance)}",
            authors=tuple(_name(chance) for _ in range(chance.randrange(4))),
            editors=tuple(_name(chance) for _ in range(chance.randrange(2))),
            publisher=_text(chance),
            container=_text(chance),
            series=_text(chance),
            series_number=str(chance.randrange(9)),
            issued=_date(chance),
            updated=_date(chance),
            accessed=_date(chance),
            url=f"https://x.org/{_text(chance)}",
            language=chance.choice(["en", "en-GB", "de", "uk", "", "xx"]),
            abstract=_text(chance),
            note=_text(chance),
            keywords=tuple(_text(chance) for _ in range(chance.randrange(3))),
            source_kind=chance.choice([None, *SourceKind]),
            locator=_text(chance),
            locator_label=chance.choice(["", "page", "paragraph", "section"]),
            quote=_text(chance),
            version=str(chance.randrange(1, 9)),
        )


def _text(chance: random.Random) -> str:
    return chance.choice(["", " "]).join(chance.choices(_PIECES, k=chance.randrange(12)))


def _word(chance: random.Random) -> str:
    return chance.choice(["defence", "union", "eu", "the", "safe", "2030"])


def _name(chance: random.Random) -> Name:
    if chance.random() < 0.4:
        return Name(literal=f"B{_text(chance)}")
    return Name(
        family=f"F{_text(chance)}",
        given=f"G{_text(chance)}" if chance.random() < 0.7 else "",
        particle=chance.choice(["", "", "von der", "d’"]),
        suffix=chance.choice(["", "", "", "Jr."]),
    )


def _date(chance: random.Random) -> PartialDate | None:
    return chance.choice([None, PartialDate(2025), PartialDate(2025, 12), PartialDate(2025, 12, 31), PartialDate(987)])
