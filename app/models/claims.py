"""Claims and all that hangs on them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Float, ForeignKey, Index, String, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.dates import PartialDate
from app.models.actors import Actor
from app.models.base import Base, Record, exactly_one, term
from app.models.programmes import Programme
from app.models.propositions import Proposition
from app.models.quotes import Quote
from app.models.sources import Source
from app.models.topics import Topic
from app.vocabulary import Certainty, ClaimKind, ClaimStatus, LinkKind, Mode, Qualifier, StanceValue, TargetType


def _dated() -> Column[str]:
    """A link's own copy of Claim.dated while the claim is public, else null.

    One index then finds the public claims of a record in the order of their dates, without a look at the claims.
    """
    return Column("dated", String(10), nullable=True)


claim_actors = Table(
    "claim_actors",
    Base.metadata,
    Column("claim_id", ForeignKey("claims.id"), primary_key=True),
    Column("actor_id", ForeignKey("actors.id"), primary_key=True),
    _dated(),
    Index("ix_claim_actors_sorted", "actor_id", "dated", "claim_id"),
)
claim_programmes = Table(
    "claim_programmes",
    Base.metadata,
    Column("claim_id", ForeignKey("claims.id"), primary_key=True),
    Column("programme_id", ForeignKey("programmes.id"), primary_key=True),
    _dated(),
    Index("ix_claim_programmes_sorted", "programme_id", "dated", "claim_id"),
)
claim_topics = Table(
    "claim_topics",
    Base.metadata,
    Column("claim_id", ForeignKey("claims.id"), primary_key=True),
    Column("topic_id", ForeignKey("topics.id"), primary_key=True),
    _dated(),
    Index("ix_claim_topics_sorted", "topic_id", "dated", "claim_id"),
)


class Claim(Record, Base):
    """One proposition that one claimant asserts, in a neutral sentence of ours."""

    __tablename__ = "claims"
    __table_args__ = (
        Index("ix_claims_claimant_sorted", "claimant_id", "status", "dated", "id"),
        Index("ix_claims_status_sorted", "status", "dated", "id"),
        Index("ix_claims_counted", "status", "kind", "certainty", "first_hand", "has_figures", "dated"),
    )

    statement: Mapped[str] = mapped_column(Text)
    kind: Mapped[ClaimKind] = mapped_column(term(ClaimKind, "kind"))
    certainty: Mapped[Certainty] = mapped_column(term(Certainty, "certainty"))
    hedges: Mapped[list[str]]
    claimant_id: Mapped[int] = mapped_column(ForeignKey("actors.id"))
    said: Mapped[PartialDate | None]  # when the claimant said it, if a source states that
    # What lists sort by: when it was said, else when its first source was published, else empty.
    dated: Mapped[str] = mapped_column(String(10))
    first_hand: Mapped[bool]  # the claimant speaks in the source's own voice: the chain has one hop
    has_figures: Mapped[bool]
    note: Mapped[str | None] = mapped_column(Text)
    status: Mapped[ClaimStatus] = mapped_column(term(ClaimStatus, "status"))

    claimant: Mapped[Actor] = relationship()
    hops: Mapped[list[Hop]] = relationship(order_by="Hop.position", cascade="all, delete-orphan")
    evidence: Mapped[list[ClaimQuote]] = relationship(
        back_populates="claim", order_by="ClaimQuote.position", cascade="all, delete-orphan"
    )
    stances: Mapped[list[Stance]] = relationship(
        back_populates="claim", order_by="Stance.position", cascade="all, delete-orphan"
    )
    figures: Mapped[list[Figure]] = relationship(
        back_populates="claim", order_by="Figure.position", cascade="all, delete-orphan"
    )
    about: Mapped[list[Actor]] = relationship(secondary=claim_actors, order_by=Actor.name)
    programmes: Mapped[list[Programme]] = relationship(secondary=claim_programmes, order_by=Programme.name)
    topics: Mapped[list[Topic]] = relationship(secondary=claim_topics, order_by=Topic.name)
    links_out: Mapped[list[Link]] = relationship(
        back_populates="from_claim", order_by="Link.id", foreign_keys="Link.from_id"
    )
    links_in: Mapped[list[Link]] = relationship(
        back_populates="to_claim", order_by="Link.id", foreign_keys="Link.to_id"
    )

    @property
    def quotes(self) -> list[Quote]:
        return [piece.quote for piece in self.evidence]

    @property
    def standing_links_out(self) -> list[Link]:
        """How it bears on other claims: links that were not withdrawn, to claims that are published."""
        return [link for link in self.links_out if link.stands and link.to_claim.is_published]

    @property
    def standing_links_in(self) -> list[Link]:
        """How other claims bear on it."""
        return [link for link in self.links_in if link.stands and link.from_claim.is_published]

    @property
    def is_published(self) -> bool:
        return self.status == ClaimStatus.PUBLISHED

    @property
    def sources(self) -> list[Source]:
        """The sources that it is quoted from, each once."""
        return list(dict.fromkeys(quote.source for quote in self.quotes))

    @property
    def name(self) -> str:
        return self.statement


class ClaimQuote(Base):
    """That a claim rests on a quote, and in which place among its quotes."""

    __tablename__ = "claim_quotes"
    __table_args__ = (UniqueConstraint("claim_id", "quote_id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    quote_id: Mapped[int] = mapped_column(ForeignKey("quotes.id"), index=True)

    claim: Mapped[Claim] = relationship(back_populates="evidence")
    quote: Mapped[Quote] = relationship(back_populates="uses")


class Hop(Base):
    """One step of an attribution, from the claimant to the page."""

    __tablename__ = "hops"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("actors.id"), index=True)
    mode: Mapped[Mode] = mapped_column(term(Mode, "mode"))
    cue: Mapped[str | None] = mapped_column(Text)  # the words of the source that show the step
    to_id: Mapped[int | None] = mapped_column(ForeignKey("actors.id"), index=True)

    actor: Mapped[Actor] = relationship(foreign_keys=[actor_id])
    to: Mapped[Actor | None] = relationship(foreign_keys=[to_id])


class Stance(Base):
    """The claimant's stance toward one proposition, programme, actor or topic."""

    __tablename__ = "stances"
    __table_args__ = (
        CheckConstraint(exactly_one("proposition_id", "programme_id", "actor_id", "topic_id"), name="one_target"),
        Index("ix_stances_proposition_sorted", "proposition_id", "dated", "claim_id", "stance"),
        # For the newest words of one actor on one target.
        *(
            Index(
                f"ix_stances_{target}_held",
                f"{target}_id",
                "claimant_id",
                "dated",
                "claim_id",
                sqlite_where=text(f"{target}_id IS NOT NULL"),
                postgresql_where=text(f"{target}_id IS NOT NULL"),
            )
            for target in TargetType
        ),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    proposition_id: Mapped[int | None] = mapped_column(ForeignKey("propositions.id"))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programmes.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actors.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))
    stance: Mapped[StanceValue] = mapped_column(term(StanceValue, "stance"))
    dated: Mapped[str | None] = mapped_column(String(10))  # a copy of Claim.dated while the claim is public, else null
    claimant_id: Mapped[int] = mapped_column(server_default="0")  # a copy of Claim.claimant_id
    note: Mapped[str | None] = mapped_column(Text)

    claim: Mapped[Claim] = relationship(back_populates="stances")
    proposition: Mapped[Proposition | None] = relationship()
    programme: Mapped[Programme | None] = relationship()
    actor: Mapped[Actor | None] = relationship()
    topic: Mapped[Topic | None] = relationship()

    @property
    def on(self) -> TargetType:
        return next(target for target in TargetType if getattr(self, f"{target}_id"))

    @property
    def target(self) -> Proposition | Programme | Actor | Topic:
        target: Proposition | Programme | Actor | Topic = getattr(self, self.on)
        return target


class Figure(Base):
    """A quantity inside a claim, as written and as a number in full units."""

    __tablename__ = "figures"
    __table_args__ = (
        CheckConstraint("(value IS NULL) <> (low IS NULL AND high IS NULL)", name="value_or_range"),
        CheckConstraint("low IS NULL OR high IS NULL OR low <= high", name="low_to_high"),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text)
    value: Mapped[float | None] = mapped_column(Float)
    low: Mapped[float | None] = mapped_column(Float)
    high: Mapped[float | None] = mapped_column(Float)
    unit: Mapped[str | None] = mapped_column(Text)
    currency: Mapped[str | None] = mapped_column(String(3))
    scale: Mapped[str | None] = mapped_column(Text)
    qualifier: Mapped[Qualifier | None] = mapped_column(term(Qualifier, "qualifier"))
    period: Mapped[str | None] = mapped_column(Text)

    claim: Mapped[Claim] = relationship(back_populates="figures")


class Link(Base):
    """How one claim bears on another, with the reason. A withdrawn link keeps its row and says why."""

    __tablename__ = "links"
    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="two_claims"),
        UniqueConstraint("from_id", "kind", "to_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    kind: Mapped[LinkKind] = mapped_column(term(LinkKind, "kind"))
    to_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=0)
    withdrawn_because: Mapped[str | None] = mapped_column(Text)

    from_claim: Mapped[Claim] = relationship(back_populates="links_out", foreign_keys=[from_id])
    to_claim: Mapped[Claim] = relationship(back_populates="links_in", foreign_keys=[to_id])

    @property
    def stands(self) -> bool:
        return self.withdrawn_because is None
