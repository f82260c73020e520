"""Revisions: what a record was, for ever, what has changed since, and making it so again."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app import store
from app.citations.prepared import SITE
from app.citations.styles import STYLES
from app.errors import Complaint, NotFound
from app.models import Account
from app.queries.cited_revisions import reference_to_revision
from app.queries.revisions import get_snapshot, names_at
from app.store.shelf import Shelf
from app.web import embedding, signposts
from app.web.addresses import PLURALS
from app.web.answers import answered, at_record
from app.web.citing import box_of_revision
from app.web.deps import SessionDep
from app.web.forms import Filled
from app.web.people import VisitorDep
from app.web.permissions import PUBLISHING, is_allowed, may
from app.web.reasons import edit_of, made_from_in, reason_in, refuse_bad_reason
from app.web.revisions import compare, fields_of, is_withdrawn, named_in, title_of
from app.web.submissions import SubmissionDep
from app.web.templating import render

router = APIRouter()


def _page_of(noun: str) -> Callable[..., Response]:
    def show(request: Request, session: SessionDep, visitor: VisitorDep, slug: str, number: int) -> Response:
        return _page(request, session, Filled(noun, slug=slug), number, visitor.account)

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
        reason, seen = reason_in(submission), made_from_in(submission)

        def work(writing: Session) -> tuple[str, int]:
            refuse_bad_reason(reason)
            record = Shelf(writing).find(noun, slug)
            if record is None:
                raise NotFound(noun, slug)
            store.restore(writing, record, number, edit_of(account, reason), seen)
            return record.slug, record.revision

        def done(made: tuple[str, int]) -> Response:
            now, revision = made
            return at_record(request, noun, now, "saved", as_data=submission.is_json, revision=revision)

        def again(fresh: Session, wrong: Sequence[Complaint]) -> Response:
            form = Filled(noun, slug=slug, reason=reason).with_complaints(*wrong)
            return _page(request, fresh, form, number, account)

        get_snapshot(session, noun, slug, number)  # raises Moved and NotFound
        return answered(request, work, done=done, again=again, as_data=submission.is_json)

    return restore


def _page(request: Request, session: Session, form: Filled, number: int, account: Account | None) -> Response:
    """The form is the one that restores the revision, for those who may."""
    noun, slug = form.noun, str(form.slug)
    snapshot = get_snapshot(session, noun, slug, number)
    then, now = snapshot.revision, snapshot.current
    names = names_at(session, named_in(then.data), then.at)
    fields = fields_of(noun, then.data, names)
    record = reference_to_revision(session, slug, snapshot.revision, SITE) if noun == "claim" else None
    # A new name of something that both revisions name is no change of this record.
    since = names_at(session, named_in(now.data), now.at) | names if snapshot.changed else {}
    answer = render(
        request,
        "revisions/show.html",
        status=422 if form.complaints else 200,
        form=form,
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
        cite=box_of_revision(request, session, record) if record else None,
        coins=embedding.coins_of_revision(request, record) if record else "",
        styles=STYLES,
    )
    if record:
        answer.headers["Link"] = signposts.of_revision(request, slug, number)
    return answer


for _noun, _plural in PLURALS.items():
    _path = f"/{_plural}/{{slug}}/revisions/{{number}}"
    router.get(_path, name=f"show_{_noun}_revision")(_page_of(_noun))
    router.post(f"{_path}/restore", name=f"restore_{_noun}")(_restore(_noun))
