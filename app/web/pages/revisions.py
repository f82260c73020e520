"""Revisions: what a record was, for ever, and what has changed since."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response

from app.queries.revisions import get_snapshot, names_at
from app.web.deps import SessionDep
from app.web.errors import PLURALS
from app.web.revisions import compare, fields_of, is_withdrawn, named_in, title_of
from app.web.templating import render

router = APIRouter()


def _page_of(noun: str) -> Callable[..., Response]:
    def show(request: Request, session: SessionDep, slug: str, number: int) -> Response:
        snapshot = get_snapshot(session, noun, slug, number)
        then, now = snapshot.revision, snapshot.current
        names = names_at(session, named_in(then.data), then.at)
        fields = fields_of(noun, then.data, names)
        # A new name of something that both revisions name is no change of this record.
        since = names_at(session, named_in(now.data), now.at) | names if snapshot.changed else {}
        return render(
            request,
            "revisions/show.html",
            noun=noun,
            plural=PLURALS[noun],
            slug=slug,
            snapshot=snapshot,
            title=title_of(then.data),
            fields=fields,
            differences=compare(fields, fields_of(noun, now.data, since)) if snapshot.changed else [],
            withdrawn=is_withdrawn(then.data),
            withdrawn_now=is_withdrawn(now.data),
        )

    return show


for _noun, _plural in PLURALS.items():
    router.get(f"/{_plural}/{{slug}}/revisions/{{number}}", name=f"show_{_noun}_revision")(_page_of(_noun))
