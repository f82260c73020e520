"""What is kept for searching: derived from the records, and made anew from them at any time."""

from sqlalchemy import BigInteger, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class SearchEntry(Base):
    """The words of a record, folded: SQLite indexes heading and body, PostgreSQL keeps them in one vector.

    A long source has several entries, one for each part of its text; everything else has one.
    """

    __tablename__ = "search_entries"
    __table_args__ = (
        UniqueConstraint("noun", "record_id", "part"),
        # On SQLite it holds no rows.
        Index("ix_search_entries_words", "words", postgresql_using="gin", sqlite_where=text("words IS NOT NULL")),
    )

    # Sorts by section, then by date: `app.search.numbers` puts it together.
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False)
    noun: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]  # of the noun's own table
    part: Mapped[int]  # of a source's text, from 0
    start: Mapped[int]  # where the part begins, in code points from the start of Source.text
    heading: Mapped[str] = mapped_column(Text)  # the words that weigh more: a statement, a title, names
    body: Mapped[str] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


class SearchName(Base):
    """A name or alias of an actor or programme, folded, to find its other names by."""

    __tablename__ = "search_names"

    noun: Mapped[str] = mapped_column(String(20), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True, index=True)


class SearchWord(Base):
    """A word that stood in some entry at some time: what a misspelt word is compared with."""

    __tablename__ = "search_words"

    word: Mapped[str] = mapped_column(String(60), primary_key=True)
