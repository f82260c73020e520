"""A source's text as a form shows it: its blocks, each with the kind that it is read as or corrected to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app import documents
from app.documents import Block, Document
from app.errors import Complaint, Refused
from app.vocabulary import BlockKind
from app.web.forms.findings import Finding, findings_in
from app.web.forms.values import Values, nested, without_list

ON_A_PAGE: Final = 200  # blocks
_KEY: Final = 60  # characters of a block that tell it from the others, mostly
_SHOWN: Final = 240
LONGEST: Final = 2_000_000  # characters: a book of a thousand pages
MOST_LINES: Final = 40_000


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block in a form. `key` is the beginning that tells it from others; `like` an earlier one of the same words."""

    row: int
    number: int  # in the text, from 1
    block: Block
    key: str
    words: str
    read_as: BlockKind
    chosen: BlockKind | None
    like: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the app makes of a text. `carried` are corrections of blocks that stand on other pages of the form."""

    text: str
    blocks: Sequence[BlockRow]
    first: int
    total: int
    findings: Sequence[Finding]
    carried: Sequence[tuple[int, str, str]]
    dropped: Sequence[str]  # corrections that fit no block of the text

    @property
    def next(self) -> int | None:
        return self.first + ON_A_PAGE if self.first + ON_A_PAGE < self.total else None

    @property
    def previous(self) -> int | None:
        return max(0, self.first - ON_A_PAGE) if self.first else None


def reading_of(text: str, media_type: str, values: Values, first: int = 0) -> Reading:
    """The text read, with the corrections in the form. Raises Refused for what is no text."""
    plain = documents.read(text.encode("utf-8", "replace"), media_type or "text/plain")
    keys = _keys(plain)
    wanted = corrections_in(values)
    fitting, dropped = _fitting(plain, wanted)
    mended = plain.corrected(fitting) if fitting else plain
    first = first if 0 <= first < len(mended.blocks) else 0
    rows = list(_rows(plain, mended, keys, first))
    here = {plain.words_of(row.block) for row in rows}
    others = [(key, kind) for key, kind in fitting.items() if not any(words.startswith(key) for words in here)]
    carried = [(len(rows) + index, key, kind.value) for index, (key, kind) in enumerate(others)]
    return Reading(plain.text, rows, first, len(mended.blocks), tuple(findings_in(mended)), carried, dropped)


def corrections_in(values: Values) -> dict[str, BlockKind]:
    """The kinds that were chosen, by the beginning of their block."""
    kinds = {kind.value for kind in BlockKind}
    rows = nested({path: value for path, value in values.items() if path.startswith("corrections.")})
    listed = rows.get("corrections", [])
    return {
        str(row["words"]): BlockKind(row["kind"])
        for row in (listed if isinstance(listed, list) else [])
        if isinstance(row, dict) and row.get("kind") in kinds and row.get("words")
    }


def fitting_corrections(text: str, wanted: dict[str, BlockKind]) -> tuple[dict[str, BlockKind], list[str]]:
    """The corrections that fit a block of another text, and the beginnings of the others. Raises Refused."""
    return _fitting(documents.read(text.encode("utf-8", "replace")), wanted) if wanted else ({}, [])


def without_idle_corrections(values: Values) -> Values:
    """Only the blocks whose kind was changed; the form sends a row for every block that it shows."""
    changed = corrections_in(values)
    kept = without_list(values, "corrections")
    for row, (words, kind) in enumerate(changed.items()):
        kept |= {f"corrections.{row}.words": words, f"corrections.{row}.kind": kind.value}
    return kept


def _keys(document: Document) -> list[str]:
    """For each block the beginning that begins no other text."""
    words = [document.words_of(block) for block in document.blocks]
    sharing: dict[str, set[str]] = defaultdict(set)
    for one in words:
        sharing[one[:_KEY]].add(one)
    return [one[:_KEY] if len(sharing[one[:_KEY]]) == 1 else one for one in words]


def _rows(plain: Document, mended: Document, keys: Sequence[str], first: int) -> Iterator[BlockRow]:
    seen: dict[str, int] = {}
    for index, (read, block) in enumerate(zip(plain.blocks, mended.blocks, strict=True)):
        words = plain.words_of(read)
        like = seen.setdefault(words, index + 1)
        if first <= index < first + ON_A_PAGE:
            shown = " ".join(words[: 2 * _SHOWN].split())
            shown = f"{shown[:_SHOWN].rstrip()} …" if len(shown) > _SHOWN else shown
            chosen = block.kind if block.kind is not read.kind else None
            earlier = like if like <= index and like > first else None
            yield BlockRow(index - first, index + 1, block, keys[index], shown, read.kind, chosen, earlier)


def _fitting(document: Document, wanted: dict[str, BlockKind]) -> tuple[dict[str, BlockKind], list[str]]:
    """The corrections that fit one block, or several of the same words; and the beginnings of the others."""
    if not wanted:
        return {}, []
    heads: dict[str, set[str]] = defaultdict(set)
    least = min(len(key) for key in wanted)
    for block in document.blocks:
        words = document.words_of(block)
        heads[words[:least]].add(words)
    fitting = {}
    for key, kind in wanted.items():
        found = {words for words in heads.get(key[:least], ()) if words.startswith(key)}
        if len(found) == 1 or key in found:
            fitting[key] = kind
    return fitting, [key[:80] for key in wanted if key not in fitting]


def too_long(text: str) -> Complaint | None:
    """Why a text is more than the form takes, if it is."""
    if len(text) > LONGEST:
        wrong = f"has {len(text):,} characters, more than the {LONGEST:,} that are taken"
        return Complaint("text", wrong, "split the work into parts, each a source")
    if text.count("\n") > MOST_LINES:
        wrong = f"has more than {MOST_LINES:,} lines"
        return Complaint("text", wrong, "take out blank lines, or split the work into parts")
    return None


def refused_as(field: str, refused: Refused) -> list[Complaint]:
    """What is wrong with a text, told at a field of the form."""
    return [Complaint(field, one.wrong, one.cure) for one in refused.complaints]
