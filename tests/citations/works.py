"""Thirty made-up works of the kind that this base holds, each awkward in a way that citation styles differ about."""

from typing import Final

from app.citations import Name, Reference
from app.dates import PartialDate
from app.vocabulary import SourceKind

_DAY: Final = PartialDate(2025, 3, 14)
_URL: Final = "https://example.org/funds"


def _people(*names: str) -> tuple[Name, ...]:
    return tuple(map(Name.person, names))


def _work(kind: str, title: str, **known: object) -> Reference:
    return Reference(id="work", kind=kind, title=title, language="en", **known)  # type: ignore[arg-type]


def _report(title: str, **known: object) -> Reference:
    return _work(SourceKind.REPORT, title, **{"publisher": "Institute for Funds", "issued": _DAY, "url": _URL} | known)


def _news(title: str, **known: object) -> Reference:
    return _work(SourceKind.NEWS, title, **{"container": "The Brussels Post", "issued": _DAY, "url": _URL} | known)


_TEN: Final = [f"{letter}nna {letter}berg" for letter in "ABCDEFGHIJ"]
_BODY: Final = Name.body("European Court of Auditors")

WORKS: Final[dict[str, Reference]] = {
    "a report by one person": _report("Paying for defence", authors=_people("Anna Weil")),
    "by two": _report("Paying for defence", authors=_people("Anna Weil", "Bernard Roux")),
    "by three": _report("Paying for defence", authors=_people("Anna Weil", "Bernard Roux", "Carla Sanz")),
    "by ten": _report("Paying for defence", authors=_people(*_TEN)),
    "by a body that publishes it itself": _report("Special report", authors=(_BODY,), publisher=_BODY.literal),
    "by a person and a body": _report("Paying for defence", authors=(*_people("Anna Weil"), _BODY)),
    "by a body with “and” and an ampersand": _report(
        "Paying for defence", authors=(Name.body("Research & Development and Industry Forum"),)
    ),
    "by a body with a comma": _report("Paying for defence", authors=(Name.body("Ministry of Defence, Norway"),)),
    "a brief in a numbered series, with an editor": _work(
        SourceKind.BRIEF,
        "Paying for defence",
        authors=_people("Anna Weil"),
        editors=_people("Jan Novák"),
        publisher="Institute for Funds",
        series="Funds in Brief",
        series_number="12",
        issued=_DAY,
        url=_URL,
    ),
    "with editors only": _report("Essays on defence", editors=_people("Anna Weil", "Bernard Roux")),
    "an analysis without a date": _work(
        SourceKind.ANALYSIS, "Paying for defence", authors=_people("Anna Weil"), url=_URL
    ),
    "with a month only": _report("Paying for defence", authors=_people("Anna Weil"), issued=PartialDate(2025, 3)),
    "news by a reporter": _news("Fund grows again", authors=_people("Anna Weil")),
    "news without a byline": _news("Fund grows again"),
    "news without a byline, a date or a paper": _news("Fund grows again", container="", issued=None),
    "a digest that says only when it was updated": _work(
        SourceKind.DIGEST,
        "Funds this week",
        authors=(Name.body("Funds Daily"),),
        container="Funds Daily",
        publisher="NBot",
        updated=PartialDate(2026, 2, 28),
        url=_URL,
    ),
    "a web page with the day it was seen": _work(
        SourceKind.WEB_PAGE, "About the fund", authors=(_BODY,), accessed=PartialDate(2026, 11, 20), url=_URL
    ),
    "a speech": _work(SourceKind.SPEECH, "Paying together", authors=_people("Mark Rutte"), issued=_DAY, url=_URL),
    "a legal act": _work(
        SourceKind.LAW, "Regulation (EU) 2025/1106 establishing SAFE", issued=PartialDate(2025, 5, 27), url=_URL
    ),
    "our record of a claim": _work(
        "claim_record",
        "Anna Weil: The fund should grow",
        authors=(Name.body("Ascribe"),),
        container="Ascribe",
        issued=PartialDate(2026, 11, 20),
        url="https://ascribe.example/claims/fund-should-grow/revisions/3",
        version="3",
    ),
    "a particle": _report("Paying for defence", authors=_people("Ursula von der Leyen")),
    "a capital particle": _report("Paying for defence", authors=_people("Jan Van den Broek")),
    "a suffix": _report("Paying for defence", authors=_people("Martin Luther King Jr.")),
    "one name": _report("Paying for defence", authors=_people("Plato")),
    "Chinese": _report("欧洲防务一体化", authors=(Name(family="王", given="小波"),)),
    "Ukrainian": _report("Оборона Європи", authors=_people("Віталій Рішко")),
    "signs that formats mind": _report("R&D at 50% of #1_x {y} $2 ~z", authors=_people("Anna Weil")),
    "a quotation in the title": _news("Why “Buy European” splits the alliance", authors=_people("Anna Weil")),
    "a question with a subtitle": _report("Who pays? The fund: a primer", authors=_people("Anna Weil")),
    "abbreviations and names in the title": _report(
        "NATO and the U.S. over a U.S.-made F-35", authors=_people("Anna Weil")
    ),
}
