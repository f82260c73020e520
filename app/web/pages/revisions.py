"""Revisions: what a record was, for ever, what has changed since, and making it so again."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse

from app import store
from app.errors import Complaint, NotFound, Refused, Stale
from app.models import Account
from app.queries.revisions import get_snapshot, names_at
from app.store.shelf import Shelf
from app.web.deps import SessionDep
from app.web.errors import PLURALS
from app.web.people import VisitorDep
from app.web.permissions import PUBLISHING, is_allowed, may
from app.web.reasons import edit_of, reason_in, reason_rules
from app.web.revisions import compare, fields_of, is_withdrawn, named_in, title_of
from app.web.submissions import Submission, SubmissionDep
from app.web.templating import render
from app.web.writing import prepare_citations, write

router = APIRouter()


def _page_of(noun: str) -> Callable[..., Response]:
    def show(request: Request, session: SessionDep, visitor: VisitorDep, slug: str, number: int) -> Response:
        return _page(request, session, noun, slug, number, visitor.account)

    return show


def _restore(noun: str) -> Callable[..., Response]:
    publisher = may(PUBLISHING[noun])

    def restore(
        request: Request,
        session: SessionDep,
        submission: SubmissionDep,
        slug: str,
        number: int,
        account: Annotated[Account, publisher],
    ) -> Response:
        """A new revision that says what this one said. Nothing is deleted."""
        reason, seen = reason_in(submission), made_from(submission)

        def work(writing: Session) -> str:
            if wrong := reason_rules(reason):
                raise Refused(*wrong)
            record = Shelf(writing).find(noun, slug)
            if record is None:
                raise NotFound(noun, slug)
            store.restore(writing, record, number, edit_of(account, reason), seen)
            return str(record.slug)

        wrong: Sequence[Complaint]
        get_snapshot(session, noun, slug, number)  # raises Moved and NotFound
        try:
            now = write(request, work)
        except Refused as refused:
            wrong = refused.complaints
        except Stale:
            wrong = (CHANGED,)
        else:
            answer = RedirectResponse(f"/{PLURALS[noun]}/{now}#saved", status_code=303)
            answer.background = BackgroundTask(prepare_citations, request, noun, now)
            return answer
        with request.app.state.sessions() as fresh:  # which sees what others wrote meanwhile
            return _page(request, fresh, noun, slug, number, account, wrong, reason)

    return restore


CHANGED = Complaint("", "would undo a change that came after you opened it", "look at what changed, then do it again")


def made_from(submission: Submission) -> int:
    """The number of the revision that somebody saw who decided."""
    number = submission.get("_made_from")
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _page(
    request: Request,
    session: Session,
    noun: str,
    slug: str,
    number: int,
    account: Account | None,
    wrong: Sequence[Complaint] = (),
    typed: str = "",
) -> Response:
    snapshot = get_snapshot(session, noun, slug, number)
    then, now = snapshot.revision, snapshot.current
    names = names_at(session, named_in(then.data), then.at)
    fields = fields_of(noun, then.data, names)
    # A new name of something that both revisions name is no change of this record.
    since = names_at(session, named_in(now.data), now.at) | names if snapshot.changed else {}
    return render(
        request,
        "revisions/show.html",
        status=422 if wrong else 200,
        noun=noun,
        plural=PLURALS[noun],
        slug=slug,
        snapshot=snapshot,
        title=title_of(then.data),
        fields=fields,
        differences=compare(fields, fields_of(noun, now.data, since)) if snapshot.changed else [],
        withdrawn=is_withdrawn(then.data),
        withdrawn_now=is_withdrawn(now.data),
        can_restore=snapshot.merge is None and is_allowed(account, PUBLISHING[noun]),
        wrong=wrong,
        typed=typed,
    )


for _noun, _plural in PLURALS.items():
    _path = f"/{_plural}/{{slug}}/revisions/{{number}}"
    router.get(_path, name=f"show_{_noun}_revision")(_page_of(_noun))
    router.post(f"{_path}/restore", name=f"restore_{_noun}")(_restore(_noun))
