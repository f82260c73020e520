"""Forms that are opened from somewhere: what is known then is filled in."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.models import Source
from app.queries.naming import names_of
from app.queries.sources import get_quotable_source
from app.vocabulary import Mode
from app.web.forms.filled import Filled
from app.web.forms.placing import LONGEST
from app.web.forms.proposals import writers_of
from app.web.numbers import number_in


def about_source(session: Session, query: Mapping[str, str]) -> Filled:
    """A new claim from a stretch of a source: `source`, and if words are marked `start` and `stop`, in code points.

    The way to the page ends with whoever wrote the source. Raises NotFound for an unknown source. A stretch that is not
    in the text counts as none.
    """
    source = get_quotable_source(session, query["source"])
    start, stop = (number_in(query.get(name, "")) or 0 for name in ("start", "stop"))
    words = source.text[start : min(stop, start + LONGEST)]
    values = {"quotes.0.source": source.slug, "quotes.0.exact": words.strip()}
    if values["quotes.0.exact"]:
        values["quotes.0.start"] = str(start + len(words) - len(words.lstrip()))
    return Filled("claim", values | _last_step(session, source))


def _last_step(session: Session, source: Source) -> dict[str, str]:
    writers = writers_of(source)
    if not writers:
        return {}
    name = names_of(session, [("actor", writers[0])]).get(("actor", writers[0]), writers[0])
    return {"attribution.0.actor": name, "attribution.0.mode": Mode.OWN_VOICE.value}
