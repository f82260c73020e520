"""A form as it is filled in."""

from dataclasses import dataclass, field, replace
from typing import Any

from app.errors import Complaint
from app.web.forms.values import Values, lists_of, rows_of


@dataclass(frozen=True)
class Filled:
    """The values of a form about one record. `slug` and `made_from` are empty for a new one."""

    noun: str
    values: Values = field(default_factory=dict)
    complaints: tuple[Complaint, ...] = ()
    slug: str | None = None
    made_from: int | None = None
    reason: str = ""
    draft: Any = None  # the draft that it is kept in, if any

    def value(self, path: str, default: str = "") -> str:
        return self.values.get(path, default)

    def rows(self, name: str, least: int = 0) -> list[int]:
        """The numbers of the rows of a list; if there are fewer than `least`, also of blank ones."""
        rows = rows_of(self.values, name)
        return rows + list(range(max(rows, default=-1) + 1, max(rows, default=-1) + 1 + max(0, least - len(rows))))

    def listed(self, name: str) -> list[str]:
        """The values of a list of plain ones."""
        return [self.values[f"{name}.{row}"] for row in self.rows(name) if f"{name}.{row}" in self.values]

    def errors(self, path: str) -> list[Complaint]:
        """What is wrong with just this field."""
        return [one for one in self.complaints if one.field == path]

    def errors_within(self, path: str) -> list[Complaint]:
        """What is wrong with this field or a part of it."""
        return [one for one in self.complaints if one.field == path or one.field.startswith(f"{path}.")]

    @property
    def kept(self) -> dict[str, str]:
        """What a draft keeps of it."""
        return {**self.values, "_reason": self.reason}

    @property
    def lists(self) -> set[str]:
        return lists_of(self.values)

    def with_complaints(self, *complaints: Complaint) -> "Filled":
        return replace(self, complaints=(*self.complaints, *complaints))
