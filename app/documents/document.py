"""A document as it was read: its verbatim text, the blocks in it, and what it states about itself."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.documents.blocks import Block, Stated
from app.documents.metadata import metadata_of
from app.documents.outline import outlined
from app.errors import Complaint, Refused
from app.vocabulary import BlockKind


@dataclass(frozen=True, slots=True)
class Document:
    """The text is what came, except that line ends are \\n and a byte order mark is gone.

    Blocks stand in reading order, do not overlap, and together cover every character that is not white space.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: tuple[Stated, ...]
    encoding: str
    warnings: tuple[str, ...] = ()

    def words_of(self, block: Block) -> str:
        """The block's text, verbatim."""
        return self.text[block.start : block.stop]

    def block_at(self, offset: int) -> Block | None:
        """The block that the character at this offset belongs to; None between blocks and outside the text."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].stop else None

    def locator(self, start: int) -> str:
        """Where an offset is, as a citation says it: `Funding the Change, ¶ 21`.

        A heading is its own words, the document's title is `title`; empty between blocks and in boilerplate.
        """
        block = self.block_at(start)
        if block is None or block.kind is BlockKind.BOILERPLATE:
            return ""
        if block.kind is BlockKind.HEADING:
            return "title" if block.level == 1 else " ".join(self.words_of(block).split())
        place = f"¶ {block.number}" if block.number else block.kind.label
        return ", ".join((*block.section[-1:], place))

    def corrected(self, corrections: Mapping[str, BlockKind]) -> "Document":
        """The same text with other kinds of blocks; sections, ¶ numbers and metadata follow.

        A key is a block's text or its beginning; blocks of identical text are corrected together. Raises Refused with
        every key that begins no block, or blocks of different text.
        """
        chosen: dict[str, BlockKind] = {}
        complaints: list[Complaint] = []
        for key, kind in corrections.items():
            found = self._texts_beginning_with(key)
            if len(found) == 1:
                chosen[found.pop()] = kind
            else:
                complaints.append(_complaint(key, len(found)))
        if complaints:
            raise Refused(*complaints)
        blocks = [replace(block, kind=chosen.get(self.words_of(block), block.kind)) for block in self.blocks]
        outline = outlined(self.text, blocks)
        return replace(self, blocks=outline, metadata=metadata_of(self.text, outline))

    def _texts_beginning_with(self, key: str) -> set[str]:
        found = {self.words_of(block) for block in self.blocks if key and self.text.startswith(key, block.start)}
        return {key} if key in found else found


def _complaint(key: str, found: int) -> Complaint:
    wrong = f"{found} different blocks begin with “{key[:80]}”" if found else f"no block begins with “{key[:80]}”"
    return Complaint("blocks", wrong, "copy the beginning of one block, as far as it differs from the others")
