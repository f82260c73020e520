"""What a script may write, for the description of the data. The same addresses take the forms of pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field, create_model

from app.entries import ENTRIES
from app.web.data import examples
from app.web.data.bodies import (
    Body,
    ClaimsMoved,
    Decision,
    Imported,
    Importing,
    LinkDecision,
    LinkWritten,
    Merging,
    RecordPlace,
    RecordWritten,
    Renaming,
    ReplacedText,
    SplittingProposition,
    SplittingTopic,
    UndoneMerge,
)
from app.web.reasons import LONGEST

WHY: Final = "The July brief says so."


@dataclass(frozen=True, slots=True)
class Write:
    """One thing that a script can do. The example fits those of the other nouns."""

    name: str  # as that of the route
    path: str
    does: str
    body: type[BaseModel]
    example: dict[str, Any]
    answer: type[BaseModel] = RecordWritten
    adds: bool = False  # 201 instead of 200
    can_be_stale: bool = False


def all_writes() -> Iterator[Write]:
    """Everything that a script may write, in the order in which somebody would."""
    nouns = [noun for noun in examples.ENTRIES if noun != "link"]
    for noun in nouns:
        yield from _keeping(noun, examples.ENTRIES[noun])
    yield from _of_claims()
    for noun in nouns:
        yield from _moving(noun, str(examples.ENTRIES[noun]["key"]))
    for noun, (body, parts) in _SPLITTING.items():
        example = {"claims": ["fund-should-grow"], **parts, "reason": WHY}
        does = f"Move claims from one {noun} to another, or to a new one."
        yield Write(f"split_{noun}", f"/{noun}s/{{slug}}/split", does, body, example, ClaimsMoved)
    does = "Replace the text of a source; every quote from it is found again or settled by you."
    example = {"text": examples.ENTRIES["source"]["text"] + "\nCorrected.\n", "settled": {}} | _decided(1)
    yield Write("replace", "/sources/{slug}/text", does, ReplacedText, example, can_be_stale=True)
    topic = "key,name,definition\nown-resources,Own resources,What the Union itself may levy.\n"
    does = "Add and change many records from files of curation, or see what they would do."
    files: dict[str, Any] = {"files": {"topics.csv": topic}, "apply": True, "reason": WHY}
    yield Write("import_files", "/import", does, Importing, files, Imported)


_SPLITTING: Final[dict[str, tuple[type[Body], dict[str, str]]]] = {
    "topic": (SplittingTopic, examples.PARTS["topic"]),
    "proposition": (SplittingProposition, examples.PARTS["proposition"]),
}


def _keeping(noun: str, entry: dict[str, Any]) -> Iterator[Write]:
    new, changed = _bodies(noun)
    plural = f"{noun}s"
    yield Write(f"add_{noun}", f"/{plural}", f"Add a {noun}.", new, {"entry": entry, "reason": WHY}, adds=True)
    example = {"entry": entry} | _decided(1)
    does = f"Change a {noun}: `entry` is the whole of it, as `data` of its newest revision gives it."
    yield Write(f"change_{noun}", f"/{plural}/{{slug}}", does, changed, example, can_be_stale=True)
    does = f"Make a {noun} again what it was at a revision. This becomes a new revision; nothing is deleted."
    place = f"/{plural}/{{slug}}/revisions/{{number}}/restore"
    yield Write(f"restore_{noun}", place, does, Decision, _decided(2), can_be_stale=True)


def _of_claims() -> Iterator[Write]:
    does = "Withdraw a claim. Its page stays and says why."
    yield Write("withdraw", "/claims/{slug}/withdraw", does, Decision, _decided(1), can_be_stale=True)
    does = "Let a withdrawn claim stand again."
    yield Write("reinstate", "/claims/{slug}/reinstate", does, Decision, _decided(2), can_be_stale=True)
    example = {"entry": examples.ENTRIES["link"], "reason": WHY}
    does = "Say how the claim at this address bears on another."
    new, _ = _bodies("link")
    yield Write("add_link", "/claims/{slug}/links", does, new, example, LinkWritten, adds=True)
    does = "Withdraw a link from or to the claim at this address, or let it stand again."
    example = {"stands": False} | _decided(1)
    place = "/claims/{slug}/links/{number}"
    yield Write("change_link", place, does, LinkDecision, example, LinkWritten, can_be_stale=True)


def _moving(noun: str, key: str) -> Iterator[Write]:
    place = f"/{noun}s/{{slug}}"
    does = f"Give a {noun} another slug."
    example = {"key": f"{key}-2026", "reason": WHY}
    yield Write(f"rename_{noun}", f"{place}/rename", does, Renaming, example, RecordPlace)
    if noun == "source":
        return
    does = f"Merge a {noun} into another that is the same."
    example = {"into": key, "reason": WHY}
    yield Write(f"merge_{noun}", f"{place}/merge", does, Merging, example, RecordPlace)
    does = f"Undo a merge by which this {noun} took up another. What was changed since is left as it is."
    yield Write(f"undo_merge_{noun}", f"{place}/merges/{{merge}}", does, UndoneMerge, {"reason": WHY}, RecordPlace)


def _decided(made_from: int) -> dict[str, Any]:
    return {"reason": WHY, "made_from": made_from}


def _bodies(noun: str) -> tuple[type[Body], type[Body]]:
    """What is sent to add a record of the noun, and to change one."""
    entry: Any = (ENTRIES[noun], Field(description=f"the whole {noun}"))
    first = Annotated[str, Field(max_length=LONGEST, description="why; it stands in the history")]
    new = create_model(f"{noun.capitalize()}ToAdd", __base__=Body, entry=entry, reason=(first, ""))
    changed = create_model(f"{noun.capitalize()}ToChange", __base__=Decision, entry=entry)
    return new, changed
