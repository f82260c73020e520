"""Words with which a claimant keeps a reservation, found in a quote: “may have been”, “would risk”, “appears to be”."""

import re
from typing import Final

_MODALS: Final = (
    r"(?:could|may|might|would)(?:\s+(?:not|also|well))?(?:\s+(?:have\s+been|be|need\s+to|risk|lead\s+to))?"
)
_VERBS: Final = r"(?:appears?|seems?)(?:\s+to\s+be|\s+to)?|suggests?|suggesting|fears?|risks?|promises?"
_MANNER: Final = (
    r"perhaps|possibly|probably|potential(?:ly)?|arguably|presumably|reportedly|(?:most\s+|very\s+)?likely"
    r"|widely\s+regarded|(?:the\s+)?possibility|the\s+risk\s+of"
)
_ABILITY: Final = r"can\s+(?:involve|help|lead|cause|mean|create)"
_CONDITION: Final = r"if\s+not\s+(?:[a-z]+ly\s+)?[a-z]+"
_HEDGE: Final = re.compile(rf"\b(?:{_MODALS}|{_VERBS}|{_MANNER}|{_ABILITY}|{_CONDITION})\b")


def hedges(text: str) -> list[str]:
    """The hedging words as the text writes them, each once, in their order. “May” with a capital is a month."""
    return list(dict.fromkeys(match[0] for match in _HEDGE.finditer(text)))
