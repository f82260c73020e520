"""What means the same though no record says so: defence and defense, EU and European Union."""

import re
from functools import lru_cache
from itertools import islice, product

Words = tuple[str, ...]

# British and American spellings of words of this field; each may carry an ending.
_PAIRS = [
    *("defence defense", "offence offense", "licence license", "pretence pretense", "practice practise"),
    *("programme program", "cheque check", "catalogue catalog", "dialogue dialog", "analogue analog"),
    *("centre center", "theatre theater", "fibre fiber", "calibre caliber", "metre meter", "litre liter"),
    *("labour labor", "colour color", "harbour harbor", "neighbour neighbor", "behaviour behavior", "favour favor"),
    *("honour honor", "endeavour endeavor", "armour armor", "rumour rumor", "rigour rigor", "vigour vigor"),
    *("modelling modeling", "modelled modeled", "signalling signaling", "signalled signaled", "fuelled fueled"),
    *("travelling traveling", "travelled traveled", "labelled labeled", "cancelled canceled", "levelled leveled"),
    *("channelled channeled", "totalling totaling", "fulfil fulfill", "enrol enroll", "instalment installment"),
    *("ageing aging", "judgement judgment", "grey gray", "tonne ton", "aluminium aluminum", "artefact artifact"),
    *("aeroplane airplane", "sceptic skeptic", "sceptical skeptical", "manoeuvre maneuver", "plough plow"),
]
_ENDINGS = ("", "s", "d", "ed", "ing", "er", "ers", "able", "ite", "ites", "hood", "ment", "ments", "ally")
# Verbs and what is made of them: mobilise and mobilize, organisation and organization, analyse and analyze.
_SIBILANT = re.compile(r"(\w{2,}[iy])([sz])(e|es|ed|er|ers|ing|able|ation|ations|ational)")

# Names that mean the same. A group is asked for by any of its names.
_MEANINGS = [
    "us|usa|united states|united states of america",
    "uk|united kingdom|great britain",
    "eu|european union",
    "un|united nations",
    "nato|north atlantic treaty organization|north atlantic treaty organisation",
    "ai|artificial intelligence",
    "r d|research and development",
    "gdp|gross domestic product",
    "percent|per cent",
    "cooperation|co operation",
    "cooperate|co operate",
    "coordination|co ordination",
    "coordinate|co ordinate",
]


def _spellings() -> dict[str, str]:
    found = {}
    for pair in _PAIRS:
        one, other = pair.split()
        for ending in _ENDINGS:
            found[one + ending], found[other + ending] = other + ending, one + ending
    return found


_SPELLINGS = _spellings()
MEANINGS: dict[Words, tuple[Words, ...]] = {
    names[index]: (*names[:index], *names[index + 1 :])
    for names in ([tuple(name.split()) for name in group.split("|")] for group in _MEANINGS)
    for index in range(len(names))
}


def spellings(word: str) -> list[str]:
    """The word and its other spellings. Some are no words, and then they find nothing."""
    found = [word]
    if other := _SPELLINGS.get(word):
        found.append(other)
    if match := _SIBILANT.fullmatch(word):
        found.append(match[1] + ("z" if match[2] == "s" else "s") + match[3])
    return found


@lru_cache(1024)
def spellings_of(phrase: Words) -> tuple[Words, ...]:
    """The phrase in up to eight ways of spelling its words, as given first."""
    return tuple(islice(product(*(spellings(word) for word in phrase)), 8))
