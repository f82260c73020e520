"""Merging two records: into which, and what that moves."""

from collections.abc import Callable, Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app import store
from app.entries.text import SLUG
from app.errors import Complaint, Refused
from app.models import Account
from app.queries.names import Near, list_nearest
from app.queries.naming import refuse_moved, slug_meant, slug_now
from app.queries.newest import get_newest
from app.store import Affected
from app.web.addresses import PLURALS
from app.web.answers import answered, at_record
from app.web.deps import SessionDep
from app.web.forms import Filled
from app.web.permissions import PUBLISHING, may, may_see
from app.web.reasons import edit_of, reason_in, refuse_bad_reason, said
from app.web.revisions import title_of
from app.web.submissions import SubmissionDep
from app.web.templating import render

router = APIRouter()
NOUNS: Final = ("actor", "programme", "claim", "topic", "proposition")


def _show(noun: str) -> Callable[..., Response]:
    def show_merge(
        request: Request, session: SessionDep, _account: Annotated[Account, may_see(PUBLISHING[noun])], slug: str
    ) -> Response:
        """Which record to merge into; once it is chosen (`?into=`), what that would change."""
        text = " ".join(request.query_params.get("into", "").split())[:500]
        form = Filled(noun, {"into": text}, slug=slug)
        return _page(request, session, form, "into" in request.query_params)

    return show_merge


def _merge(noun: str) -> Callable[..., Response]:
    def merge(
        request: Request, submission: SubmissionDep, account: Annotated[Account, may(PUBLISHING[noun])], slug: str
    ) -> Response:
        into, reason = said(submission, "into"), reason_in(submission)

        def work(session: Session) -> str:
            refuse_moved(session, noun, slug)
            refuse_bad_reason(reason)
            kept = slug_now(session, noun, into) if SLUG.fullmatch(into) else None
            if kept is None:
                raise Refused(_unclear(noun, into))
            store.merge(session, noun, slug, kept, edit_of(account, reason))
            return kept

        def done(kept: str) -> Response:
            return at_record(request, noun, kept, "merged", as_data=submission.is_json)

        def again(session: Session, wrong: Sequence[Complaint]) -> Response:
            form = Filled(noun, {"into": into}, slug=slug, reason=reason).with_complaints(*wrong)
            return _page(request, session, form, chosen=True)

        return answered(request, work, done=done, again=again, as_data=submission.is_json)

    return merge


def _page(request: Request, session: Session, form: Filled, chosen: bool) -> Response:
    noun, slug = form.noun, str(form.slug)
    one = get_newest(session, noun, slug)
    form, kept, changes, near = _look_up(session, form) if chosen else (form, "", (), _near(session, noun, slug, slug))
    return render(
        request,
        "merging/merge.html",
        status=422 if form.complaints else 200,
        form=form,
        noun=noun,
        plural=PLURALS[noun],
        title=title_of(one.data),
        kept=kept,
        kept_title=title_of(get_newest(session, noun, kept).data) if kept else "",
        changes=changes,
        near=near,
    )


def _look_up(session: Session, form: Filled) -> tuple[Filled, str, tuple[Affected, ...], Sequence[Near]]:
    """The record that is meant and what merging into it changes; or what is wrong, and which might be meant."""
    noun, slug, text = form.noun, str(form.slug), form.value("into")
    meant = slug_meant(session, noun, text) if text else []
    near: Sequence[Near] = ()
    try:
        if not isinstance(meant, str):
            near = _several(session, noun, meant) or _near(session, noun, slug, text or slug)
            raise Refused(*([] if form.errors("into") else [_unclear(noun, text, meant)]))
        return form, meant, store.preview_merge(session, noun, slug, meant), near
    except Refused as refused:
        new = [one for one in refused.complaints if one not in form.complaints]
        return form.with_complaints(*new), "", (), near


def _several(session: Session, noun: str, slugs: Sequence[str]) -> list[Near]:
    """The records of one name."""
    known = [slug for slug in slugs if SLUG.fullmatch(slug) and slug_now(session, noun, slug) == slug]
    return [Near(noun, slug, title_of(get_newest(session, noun, slug).data)) for slug in known]


def _near(session: Session, noun: str, slug: str, text: str) -> list[Near]:
    found = list_nearest(session, text, noun, limit=8)
    return [one for one in found if one.noun == noun and one.slug != slug]


def _unclear(noun: str, text: str, meant: Sequence[str] = ()) -> Complaint:
    if not text:
        return Complaint("into", "is empty", f"write the name or address of the {noun} that stays")
    several = len([one for one in meant if SLUG.fullmatch(one)]) > 1
    wrong = f"is unclear: several {noun}s are" if several else f"is not found: no {noun} is"
    cure = "choose one of those below" if several else "correct the name, or choose one of those below"
    return Complaint("into", f"{wrong} called “{text[:80]}”", cure)


for _noun in NOUNS:
    _plural = PLURALS[_noun]
    router.get(f"/{_plural}/{{slug}}/merge", name=f"show_merge_{_noun}")(_show(_noun))
    router.post(f"/{_plural}/{{slug}}/merge", name=f"merge_{_noun}")(_merge(_noun))
