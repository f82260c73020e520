"""From a row of blocks to an outline: levels of headings, the sections they open, ¶ numbers."""

import re
from collections.abc import Iterator, Sequence

from app.documents.blocks import NUMBERED, Block
from app.documents.headings import is_section_name
from app.vocabulary import BlockKind

_DOTTED = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s")


def outlined(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks with their levels, sections and ¶ numbers worked out afresh from their kinds.

    Boilerplate belongs to no section, and a heading belongs to those above it.
    """
    levels = dict(_levels(text, [(at, block) for at, block in enumerate(blocks) if _is_of_the_work(block)]))
    path: list[tuple[int, str]] = []
    done: list[Block] = []
    number = 0
    for at, block in enumerate(blocks):
        level = levels.get(at)
        if level is not None:
            path = [(above, name) for above, name in path if above < level]
        number += block.kind in NUMBERED
        section = tuple(name for _, name in path) if _is_of_the_work(block) else ()
        done.append(
            Block(block.kind, block.start, block.stop, section, number if block.kind in NUMBERED else None, level)
        )
        if level is not None and level > 1:
            path.append((level, _name(text, block)))
    return tuple(done)


def _is_of_the_work(block: Block) -> bool:
    return block.kind is not BlockKind.BOILERPLATE


def _name(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.stop].split())


def _levels(text: str, work: Sequence[tuple[int, Block]]) -> Iterator[tuple[int, int]]:
    """The index of each heading and its level: the title is 1, sections 2, sections within them 3 and so on.

    Plain text marks no levels. Numbers say them (2.1 stands under 2); else a heading with nothing but another heading
    below it opens a section of sections, which lasts until the next of its sort or until a name that every reader knows
    as a main section (“Conclusion”).
    """
    current, follows_heading = 2, False
    for place, (at, block) in enumerate(work):
        if block.kind is not BlockKind.HEADING:
            follows_heading = False
            continue
        if place == 0 and not is_section_name(_name(text, block)):
            yield at, 1
            continue
        dotted = _DOTTED.match(text, block.start, block.stop)
        opens = place + 1 < len(work) and work[place + 1][1].kind is BlockKind.HEADING
        if dotted:
            current = 2 + dotted[1].count(".")
        elif follows_heading:
            current += 1
        elif opens or is_section_name(_name(text, block)):
            current = 2
        yield at, current
        follows_heading = True
