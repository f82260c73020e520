"""What may stand behind the question mark of a list's address: one model a list, for its page and its data alike."""

import unicodedata
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.dates import PartialDate
from app.queries.filters import FIELDS, ClaimFilter
from app.queries.links import Between
from app.values import NOT_STATED
from app.vocabulary import ActorKind, Certainty, ClaimKind, ProgrammeKind, ProgrammeStatus, SourceKind, StanceValue

Words = Annotated[str, StringConstraints(max_length=1_000)]
Slugs = Annotated[list[Annotated[str, StringConstraints(max_length=100)]], Field(max_length=50)]

NotStated = Literal["not_stated"]
Year = Annotated[str, StringConstraints(pattern=r"^(\d{4}|not_stated)$")]


def _in_the_calendar(month: str) -> str:
    if month != NOT_STATED:
        PartialDate.parse(month)
    return month


Month = Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d{2}|not_stated)$"), AfterValidator(_in_the_calendar)]


class AnyQuery(BaseModel):
    """What is not known is refused. An empty value counts as none: a form sends one for each field left blank."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def drop_what_is_empty(cls, values: Any) -> Any:
        cleaned = {name: _cleaned(value) for name, value in dict(values).items()}
        if cleaned.get("q") and str(values["q"])[-1:].isspace():
            cleaned["q"] += " "  # the last word is finished: it is not the beginning of a longer one
        return {name: value for name, value in cleaned.items() if value not in ("", [], None)}


class ListQuery(AnyQuery):
    """What every list takes."""

    q: Words = Field("", description="words that must all be there")
    limit: int = Field(50, ge=1, le=200, description="how many to a page")
    after: str | None = Field(None, max_length=100, description="the slug of the last record of the page before")


class ChangeQuery(AnyQuery):
    """Which changes: several values of one field are alternatives."""

    noun: list[Literal["actor", "claim", "link", "programme", "proposition", "source", "topic"]] = []
    author: list[Annotated[str, StringConstraints(max_length=200)]] = Field([], max_length=50, description="by whom")
    record: str | None = Field(
        None,
        max_length=120,
        pattern=r"^(actors|claims|programmes|propositions|sources|topics)/[a-z0-9]+(-[a-z0-9]+)*$",
        description="one record by its address: claims/its-slug",
    )
    limit: int = Field(50, ge=1, le=200, description="how many to a page")
    after: int | None = Field(None, ge=1, le=2**53, description="the number of the last change of the page before")

    @property
    def named(self) -> tuple[str, str] | None:
        """The noun and slug of the record, if one is asked for."""
        folder, _, slug = (self.record or "").partition("/")
        return (folder.removesuffix("s"), slug) if slug else None


class SearchQuery(BaseModel):
    """What is looked for everywhere. Of a longer text the first 1,000 characters count, and the answer says so."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field(
        "",
        description="words that must all be there; the last may be the beginning of one; "
        "“several words” stand together; OR between two, - before one to leave it out",
    )
    noun: Literal["claim", "actor", "programme", "proposition", "topic", "source"] | None = Field(
        None, description="only these, up to 100 of them"
    )

    @model_validator(mode="before")
    @classmethod
    def drop_what_is_empty(cls, values: Any) -> Any:
        return {name: value for name, value in dict(values).items() if value != ""}


class TensionQuery(AnyQuery):
    """Several values of one field are alternatives; different fields narrow each other."""

    actor: Slugs = Field([], description="who makes one of the two claims")
    against: Slugs = Field([], description="who makes the other")
    programme: Slugs = Field([], description="programmes that one of the two is about")
    limit: int = Field(100, ge=1, le=200, description="how many to a page")
    after: int = Field(0, ge=0, le=2**53, description="the number of the last link of the page before")

    @property
    def between(self) -> Between:
        return Between(tuple(self.actor), tuple(self.against), tuple(self.programme))


class ActorQuery(ListQuery):
    kind: list[ActorKind] = []
    limit: int = Field(200, ge=1, le=200)


class ProgrammeQuery(ListQuery):
    kind: list[ProgrammeKind] = []
    status: list[ProgrammeStatus] = []
    limit: int = Field(200, ge=1, le=200)


class SourceQuery(ListQuery):
    kind: list[SourceKind] = []
    limit: int = Field(200, ge=1, le=200)


class NameQuery(ListQuery):
    limit: int = Field(200, ge=1, le=200)


class ClaimQuery(ListQuery):
    """Several values of one field are alternatives; different fields narrow each other."""

    actor: Slugs = Field([], description="who claims it")
    actor_kind: list[ActorKind] = Field([], description="what kind of actor claims it")
    about: Slugs = Field([], description="actors it is about; not_stated for none")
    programme: Slugs = Field([], description="programmes it is about")
    topic: Slugs = []
    proposition: Slugs = Field([], description="propositions it takes a stance on")
    stance: list[StanceValue | NotStated] = Field([], description="its stance, on the proposition if one is given")
    source: Slugs = Field([], description="sources it is quoted from")
    publisher: Slugs = Field([], description="publishers of those sources")
    kind: list[ClaimKind] = []
    certainty: list[Certainty] = []
    year: list[Year] = Field([], description="said or published in that year")
    month: list[Month] = Field([], description="said or published in that month: 2025-12")
    figures: list[Literal["yes", "no"]] = Field([], description="whether it holds figures")
    first_hand: list[Literal["yes", "no"]] = Field([], description="whether the source’s own voice claims it")
    status: list[Literal["published", "withdrawn"]] = Field([], description="published unless said otherwise")
    since: PartialDate | None = Field(None, alias="from", description="dated then or later: 2025, 2025-12, 2025-12-31")
    until: PartialDate | None = Field(None, alias="to", description="dated then or earlier")
    sort: Literal["newest", "oldest", "claimant", "added", "relevance"] = Field(
        "newest", description="relevance: how well it holds the words of q, the newest 2,000 claims first"
    )

    @property
    def filter(self) -> ClaimFilter:
        lists = {field.name: tuple(getattr(self, field.name)) for field in FIELDS}
        return ClaimFilter(**lists, q=self.q, since=self.since, until=self.until)


class FileQuery(BaseModel):
    """What the file of a list takes instead of a page's limit."""

    limit: int = Field(10**9, ge=1, le=10**9, description="how many at most; all unless said otherwise")


class TableQuery(FileQuery, ListQuery):
    """What a list as a table takes."""

    bom: Literal["yes", "no"] = Field("no", description="yes: begin with a byte order mark, for older spreadsheets")


class ClaimFileQuery(FileQuery, ClaimQuery):
    pass


class ActorTableQuery(TableQuery, ActorQuery):
    pass


class ClaimTableQuery(TableQuery, ClaimFileQuery):
    pass


class ProgrammeTableQuery(TableQuery, ProgrammeQuery):
    pass


class SourceTableQuery(TableQuery, SourceQuery):
    pass


ActorQueryDep = Annotated[ActorQuery, Query()]
ActorTableQueryDep = Annotated[ActorTableQuery, Query()]
ChangeQueryDep = Annotated[ChangeQuery, Query()]
ClaimQueryDep = Annotated[ClaimQuery, Query()]
ClaimFileQueryDep = Annotated[ClaimFileQuery, Query()]
ClaimTableQueryDep = Annotated[ClaimTableQuery, Query()]
NameQueryDep = Annotated[NameQuery, Query()]
NameTableQueryDep = Annotated[TableQuery, Query()]
ProgrammeQueryDep = Annotated[ProgrammeQuery, Query()]
ProgrammeTableQueryDep = Annotated[ProgrammeTableQuery, Query()]
SearchQueryDep = Annotated[SearchQuery, Query()]
SourceQueryDep = Annotated[SourceQuery, Query()]
SourceTableQueryDep = Annotated[SourceTableQuery, Query()]
TensionQueryDep = Annotated[TensionQuery, Query()]
StyleDep = Annotated[
    str, Query(max_length=120, pattern=r"^[a-z0-9-]+$", description="a style up front, or any CSL style by its name")
]


def _cleaned(value: Any) -> Any:
    """Without control characters, which no database takes, and without empty choices."""
    if isinstance(value, list):
        return [item for item in map(_cleaned, value) if item != ""]
    if isinstance(value, str):
        return "".join(" " if unicodedata.category(one) in {"Cc", "Cs"} else one for one in value).strip()
    return value
