"""Topics: the controlled list of subjects."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Record


class Topic(Record, Base):
    """A subject, with its definition."""

    __tablename__ = "topics"

    name: Mapped[str] = mapped_column(Text, index=True)
    definition: Mapped[str] = mapped_column(Text)
