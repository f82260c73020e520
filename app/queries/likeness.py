"""Sources that may be the one that is being added: of the same address, or of much the same text."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.shingles import Shingles, shingles
from app.models import Source

FLOOR = 0.3  # of the shorter text: two reports on one event share less, a copy with another frame more
# Texts read at a time.
BATCH = 20


@dataclass(frozen=True, slots=True)
class Alike:
    """A source, whether it has the same address, and the share of the shorter text that stands in the other too."""

    slug: str
    short: str
    name: str
    same_address: bool
    share: float


def list_alike(
    session: Session, text: str = "", url: str | None = None, but: str = "", floor: float = FLOOR
) -> list[Alike]:
    """The sources most like one with this text and address, but for the one of that slug; the likest first.

    Every stored text is read and compared, which takes about a millisecond for each thousand words.
    """
    wanted, address = shingles(text), _plain(url)
    columns = (Source.slug, Source.short, Source.title, Source.supplied_title, Source.url, Source.text)
    rows = session.execute(select(*columns).where(Source.slug != but).execution_options(yield_per=BATCH))
    found = []
    for slug, short, title, supplied, its_url, its_text in rows:
        same, share = bool(address) and _plain(its_url) == address, _share(wanted, its_text)
        if same or share >= floor:
            found.append(Alike(slug, short, title or f"[{supplied}]", same, share))
    return sorted(found, key=lambda one: (not one.same_address, -one.share, one.slug))


def _share(wanted: Shingles, text: str) -> float:
    return wanted.shared_with(shingles(text)) if wanted.runs else 0.0


def _plain(url: str | None) -> str:
    """An address without what does not tell pages apart."""
    if not url:
        return ""
    address = url.strip().partition("#")[0].rstrip("/").lower()
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.")
