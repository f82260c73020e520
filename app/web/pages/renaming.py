"""Giving a record another address: what will happen is shown first; the old one leads to the new one for ever."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app import store
from app.entries.text import SLUG
from app.errors import Complaint, Refused
from app.models import Account
from app.queries.naming import refuse_moved, slug_now
from app.queries.newest import get_newest
from app.queries.slugs import list_old_slugs
from app.store.shelf import Shelf
from app.web.addresses import PLURALS
from app.web.answers import answered, at_record
from app.web.deps import SessionDep
from app.web.forms import Filled
from app.web.forms.keys import slug_of
from app.web.permissions import PUBLISHING, may, may_see
from app.web.reasons import edit_of, reason_in, reason_rules, said
from app.web.revisions import title_of
from app.web.submissions import SubmissionDep
from app.web.templating import render

router = APIRouter()


def _show(noun: str) -> Callable[..., Response]:
    def show_rename(
        request: Request, session: SessionDep, _account: Annotated[Account, may_see(PUBLISHING[noun])], slug: str
    ) -> Response:
        key = request.query_params.get("key")
        form = Filled(noun, {"key": key or ""}, slug=slug)
        if key is None:
            return _page(request, session, form)
        return _page(request, session, form.with_complaints(*_key_rules(session, noun, slug, key.strip())))

    return show_rename


def _rename(noun: str) -> Callable[..., Response]:
    def rename(
        request: Request, submission: SubmissionDep, account: Annotated[Account, may(PUBLISHING[noun])], slug: str
    ) -> Response:
        """Nothing of the record changes but its address, so whatever others wrote meanwhile stays."""
        reason, key = reason_in(submission), said(submission, "key")

        def work(session: Session) -> str:
            refuse_moved(session, noun, slug)
            record = Shelf(session).find(noun, slug)
            if wrong := [*_key_rules(session, noun, slug, key), *reason_rules(reason)]:
                raise Refused(*wrong)
            store.rename(session, record, key, edit_of(account, reason), record.revision)
            return str(record.slug)

        def done(now: str) -> Response:
            return at_record(request, noun, now, "renamed", as_data=submission.is_json)

        def again(session: Session, wrong: Sequence[Complaint]) -> Response:
            form = Filled(noun, {"key": key}, slug=slug, reason=reason).with_complaints(*wrong)
            return _page(request, session, form)

        return answered(request, work, done=done, again=again, as_data=submission.is_json)

    return rename


def _page(request: Request, session: Session, form: Filled) -> Response:
    assert form.slug is not None  # noqa: S101  (the address names it)
    newest = get_newest(session, form.noun, form.slug)
    title = title_of(newest.data)
    return render(
        request,
        "renaming/rename.html",
        status=422 if form.complaints else 200,
        form=form,
        noun=form.noun,
        plural=PLURALS[form.noun],
        title=title,
        proposal=slug_of(title),
        old=list_old_slugs(session, form.noun, form.slug),
        ready=bool(form.value("key")) and not form.errors("key"),
    )


def _key_rules(session: Session, noun: str, slug: str, key: str) -> list[Complaint]:
    """What is wrong with a new address. A record may have an old one of its own back."""
    if not SLUG.fullmatch(key) or len(key) > 100:
        cure = "write up to 100 lower-case letters, digits and single hyphens, such as mark-rutte"
        return [Complaint("key", "is no address" if key else "is empty", cure)]
    if key == slug:
        return [Complaint("key", "is its address already", "choose another")]
    now = slug_now(session, noun, key)
    if now is not None and (now == key or key not in list_old_slugs(session, noun, slug)):
        whose = "has it" if now == key else f"had it, “{now}”,"
        return [Complaint("key", f"is taken: another {noun} {whose} and keeps it for ever", "choose another")]
    return []


for _noun, _plural in PLURALS.items():
    router.get(f"/{_plural}/{{slug}}/rename", name=f"show_rename_{_noun}")(_show(_noun))
    router.post(f"/{_plural}/{{slug}}/rename", name=f"rename_{_noun}")(_rename(_noun))
