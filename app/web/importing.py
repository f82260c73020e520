"""Files of curation as they come through a page: pasted, uploaded, or sent again after they were tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.errors import Complaint, Refused
from app.models import Account
from app.store.import_plans import File, Outcome, Plan, Planned
from app.web.forms.values import nested, values_of
from app.web.permissions import PUBLISHING, is_allowed
from app.web.submissions import Submission

LARGEST: Final = 20 * 1024 * 1024  # bytes of all files
# Each entry is written to be tried, which takes a hundredth of a second or more, and others wait meanwhile.
MOST_ENTRIES: Final = 500
# What a pasted text may be: how the choice is called, and the name that it then goes by.
KINDS: Final = {
    "pasted.yaml": "YAML, with its sections",
    "claims.csv": "CSV of claims",
    "actors.csv": "CSV of actors",
    "programmes.csv": "CSV of programmes",
    "topics.csv": "CSV of topics",
    "propositions.csv": "CSV of propositions",
}


@dataclass(frozen=True, slots=True)
class Seen(Plan):
    """A plan that somebody has seen before: of what it said, only the state is known."""

    seen: str = ""

    @property
    def state(self) -> str:
        return self.seen


def files_in(submission: Submission) -> tuple[File, ...]:
    """The files that were sent, however. Raises Refused for none, for too much, and for what is no text."""
    files = _named(submission.json) if submission.is_json else (*_pasted(submission), *_again(submission))
    files += tuple(File(_plain(one.name), one.content) for one in submission.files.values())
    if not files:
        raise Refused(Complaint("text", "is empty", "paste YAML or CSV, or choose files"))
    if (size := sum(len(file.content) for file in files)) > LARGEST:
        wrong = f"are {size / 1024 / 1024:.0f} MB, more than the {LARGEST // 1024 // 1024} MB that are taken"
        raise Refused(Complaint("file", wrong, "send less at once"))
    if (entries := sum(_entries_in(file) for file in files)) > MOST_ENTRIES:
        wrong = f"hold about {entries:,} entries, more than the {MOST_ENTRIES} that are taken at once"
        raise Refused(Complaint("file", wrong, "split them"))
    return files


def barred(plan: Plan, account: Account) -> list[Planned]:
    """What the plan would write that this person may not."""
    written = (*plan.of(Outcome.ADDED), *plan.of(Outcome.CHANGED))
    return [row for row in written if row.noun and not is_allowed(account, PUBLISHING[row.noun])]


def sendable(files: Sequence[File]) -> list[tuple[str, str]]:
    """Names and texts of files for the fields of a form. What is not in UTF-8 was refused when it was tried."""
    return [(file.name, file.content.decode("utf-8", "replace")) for file in files]


def _pasted(submission: Submission) -> tuple[File, ...]:
    text, kind = submission.typed("text"), submission.get("kind")
    name = kind if kind in KINDS else next(iter(KINDS))
    return (File(name, text.encode("utf-8", "replace")),) if text.strip() else ()


def _again(submission: Submission) -> tuple[File, ...]:
    """Those that were tried before: `files.0.name`, `files.0.content`."""
    rows: Any = nested(values_of((name, value) for name, value in submission.fields if name.startswith("files.")))
    listed = rows.get("files", [])
    return tuple(
        File(_plain(str(row.get("name", ""))), str(row.get("content", "")).encode("utf-8", "replace"))
        for row in (listed if isinstance(listed, list) else [])
        if isinstance(row, dict)
    )


def _named(body: Any) -> tuple[File, ...]:
    """Of a JSON body: {"files": {name: content}}."""
    files = body.get("files") if isinstance(body, dict) else None
    if not isinstance(files, dict) or not all(isinstance(content, str) for content in files.values()):
        raise Refused(Complaint("files", "are missing", "send {“files”: {name: text}, “apply”: true, “reason”: …}"))
    return tuple(File(_plain(name), content.encode("utf-8", "replace")) for name, content in files.items())


def _plain(name: str) -> str:
    return " ".join(name.split())[:100] or "file"


def _entries_in(file: File) -> int:
    """About how many: every entry but a link has a key, every row of a table is one."""
    if file.name.lower().endswith(".csv"):
        return max(0, sum(1 for line in file.content.split(b"\n") if line.strip()) - 1)
    if file.name.lower().endswith((".yaml", ".yml")):
        return max(file.content.count(b"key:"), file.content.count(b"from:"))
    return 0
