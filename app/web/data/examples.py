"""An entry of each noun as a script may send it. They fit each other: sent in this order, each finds what it names."""

from typing import Any, Final

_TEXT: Final = """A Report on the Fund

In short, the fund should grow, Anna Weil said.

Ben Brand disagreed: “the fund should shrink”.
"""

ENTRIES: Final[dict[str, dict[str, Any]]] = {
    "actor": {"key": "anna-weil", "name": "Anna Weil", "kind": "person"},
    "topic": {"key": "money", "name": "Money", "definition": "Who pays for what."},
    "proposition": {
        "key": "the-fund-should-grow",
        "sentence": "The fund should grow.",
        "scope": "Its size, not its rules.",
    },
    "source": {
        "key": "report",
        "kind": "news_item",
        "short": "Gazette 2026",
        "title": "A Report on the Fund",
        "contributors": [{"actor": "the-gazette"}],
        "published": "2026-07-04",
        "text": _TEXT,
    },
    "programme": {"key": "the-fund", "name": "The Fund", "kind": "fund"},
    "claim": {
        "key": "fund-should-grow",
        "statement": "The fund should grow.",
        "kind": "normative",
        "claimant": "anna-weil",
        "attribution": [
            {"actor": "anna-weil", "mode": "paraphrase", "cue": "said"},
            {"actor": "the-gazette", "mode": "own_voice"},
        ],
        "quotes": [{"source": "report", "exact": "the fund should grow"}],
        "topics": ["money"],
        "stances": [{"proposition": "the-fund-should-grow", "stance": "supports"}],
    },
    "link": {
        "from": "fund-should-grow",
        "kind": "contradicts",
        "to": "fund-should-shrink",
        "reason": "One wants more, the other less.",
    },
}

# What a topic or a proposition is made from to which some claims move.
PARTS: Final[dict[str, dict[str, str]]] = {
    "topic": {"name": "Own resources", "definition": "What the Union itself may levy."},
    "proposition": {"sentence": "The fund should grow by 2030.", "scope": "Growth within the decade, not at any time."},
}
