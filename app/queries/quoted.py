"""What it takes to show a quote: its words, its source and where they stand."""

from typing import Any

from sqlalchemy.orm import joinedload, raiseload

from app.models import Quote

QUOTED: tuple[Any, ...] = (joinedload(Quote.source), raiseload("*"))
