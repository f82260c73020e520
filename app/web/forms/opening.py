"""Forms that are opened from somewhere: what is known then is filled in."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.queries.sources import get_source
from app.web.forms.filled import Filled


def about_source(session: Session, query: Mapping[str, str]) -> Filled:
    """A new claim from a stretch of a source: `source`, and if words are marked `start` and `stop`, in code points.

    Raises NotFound for an unknown source. A stretch that is not in the text counts as none.
    """
    source = get_source(session, query["source"])
    start, stop = (
        int(text) if text.isdecimal() and len(text) < 10 else 0
        for text in (query.get("start", ""), query.get("stop", ""))
    )
    values = {"quotes.0.source": source.slug, "quotes.0.exact": source.text[start:stop][:20_000]}
    if values["quotes.0.exact"]:
        values["quotes.0.start"] = str(start)
    return Filled("claim", values)
