"""What a heading looks like when nothing but its words tells."""

import re

_LONGEST = 160  # code points
_MOST_WORDS = 20
_MOST_WORDS_IN_SENTENCE_CASE = 10
_SHARE_OF_CAPITALS = 0.6
_SENTENCE_ENDS = '.!;:,…”"'
_WORD = re.compile(r"[^\W_][\w’'.-]*")
# Shorter words ("of", "the", "amid") stay small in most styles of title case, so they say nothing.
_SHORTEST_TELLING_WORD = 4

# Names of sections that readers know from any paper. They stand at the top of an outline and are nobody's title.
_SECTION_NAME = re.compile(
    r"(?:\d+[.)]?\s+)?(?:abstract|(?:executive )?summary|introduction|background|context|methodology|methods|analysis"
    r"|findings|discussion|outlook|conclusions?|concluding remarks|(?:key |policy )?recommendations"
    r"|key (?:findings|points|takeaways)|references|bibliography|notes|endnotes|appendix|annex|acknowledge?ments"
    r"|contents|table of contents|preface|foreword)"
    r"(?:\s*:.*|\s+[A-Z0-9])?",
    re.IGNORECASE,
)


def is_section_name(words: str) -> bool:
    """“Executive Summary”, “Conclusion”, “Introduction: Why It Matters”, “Annex B”."""
    if len(words) > _LONGEST or words[-1] in _SENTENCE_ENDS or not _begins_large(words):
        return False
    return _SECTION_NAME.fullmatch(words) is not None


def is_title_case(words: str) -> bool:
    """Whether most of the longer words begin with a capital; of one longer word or none, whether the first does."""
    found: list[str] = _WORD.findall(words)
    telling = [word for word in found if len(word) >= _SHORTEST_TELLING_WORD] or found[:1]
    return bool(telling) and sum(not word[0].islower() for word in telling) >= _SHARE_OF_CAPITALS * len(telling)


def looks_like_heading(words: str) -> bool:
    """A short line that begins large, does not end like a sentence, and is in title case or very short.

    A question is a heading in title case only: “So what?” may well be a paragraph.
    """
    if not words or len(words) > _LONGEST or words[-1] in _SENTENCE_ENDS or "\n" in words:
        return False
    count = len(_WORD.findall(words))
    if not 1 <= count <= _MOST_WORDS or not _begins_large(words):
        return False
    return is_title_case(words) or (count <= _MOST_WORDS_IN_SENTENCE_CASE and not words.endswith("?"))


def _begins_large(words: str) -> bool:
    first = words.lstrip("“‘\"'(¿¡")[:1]
    return first.isalnum() and not first.islower() and any(letter.isalpha() for letter in words)
