"""Splitting a topic or a proposition: some of its claims go over to another, or to a new one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from app.errors import Complaint, Refused
from app.models import Account
from app.queries.claims import list_claims
from app.queries.filters import ClaimFilter
from app.queries.naming import slug_meant
from app.queries.newest import get_newest
from app.web.addresses import PLURALS
from app.web.answers import answered, at_record
from app.web.deps import SessionDep
from app.web.forms import Filled
from app.web.permissions import PUBLISHING, may, may_see
from app.web.reasons import edit_of, reason_in, reason_rules, said
from app.web.revisions import title_of
from app.web.splitting import PARTS, move, rules
from app.web.submissions import Submission, SubmissionDep
from app.web.templating import render

router = APIRouter()
MOST: Final = 500  # claims on the page


def _show(noun: str) -> Callable[..., Response]:
    def show_split(
        request: Request, session: SessionDep, _account: Annotated[Account, may_see(PUBLISHING[noun])], slug: str
    ) -> Response:
        return _page(request, session, Filled(noun, slug=slug), ())

    return show_split


def _split(noun: str) -> Callable[..., Response]:
    def split(
        request: Request,
        session: SessionDep,
        submission: SubmissionDep,
        account: Annotated[Account, may(PUBLISHING[noun])],
        slug: str,
    ) -> Response:
        """Shows what would move; with the step `move`, moves it."""
        form, claims = _sent(submission, noun, slug)
        get_newest(session, noun, slug)  # raises NotFound and Moved
        form = form.with_complaints(*rules(session, form, claims))
        moves = submission.is_json or submission.get("_do") == "move"
        if not form.complaints and moves:
            form = form.with_complaints(*reason_rules(form.reason))
        if form.complaints and submission.is_json:
            raise Refused(*form.complaints)
        if form.complaints or not moves:
            return _page(request, session, form, claims, looks=True)
        session.close()  # what follows writes in a session of its own

        def done(made: tuple[str, int]) -> Response:
            other, moved = made
            return at_record(request, noun, other, "moved", as_data=submission.is_json, moved=moved)

        def again(fresh: Session, wrong: Sequence[Complaint]) -> Response:
            return _page(request, fresh, form.with_complaints(*wrong), claims, looks=True)

        def work(writing: Session) -> tuple[str, int]:
            return move(writing, form, claims, edit_of(account, form.reason))

        return answered(request, work, done=done, again=again, as_data=submission.is_json)

    return split


def _sent(submission: Submission, noun: str, slug: str) -> tuple[Filled, tuple[str, ...]]:
    values = {name: said(submission, name) for name in ("into", *PARTS[noun])}
    claims: Any = [value for name, value in submission.fields if name == "claims"]
    if submission.is_json:
        given = submission.json.get("claims") if isinstance(submission.json, dict) else None
        claims = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    return Filled(noun, values, slug=slug, reason=reason_in(submission)), tuple(dict.fromkeys(claims))[:MOST]


def _page(
    request: Request,
    session: Session,
    form: Filled,
    claims: tuple[str, ...],
    *,
    looks: bool = False,
) -> Response:
    noun, slug = form.noun, str(form.slug)
    newest = get_newest(session, noun, slug)
    naming_it = ClaimFilter(topic=(slug,)) if noun == "topic" else ClaimFilter(proposition=(slug,))
    ready = looks and not [one for one in form.complaints if one.field != "_reason"]
    into = form.value("into")
    target = slug_meant(session, noun, into) if ready and into else ""
    if isinstance(target, str) and target:
        form = replace(form, values={**form.values, "into": target})
    target_title = title_of(get_newest(session, noun, target).data) if isinstance(target, str) and target else ""
    return render(
        request,
        "splitting/split.html",
        status=422 if form.complaints else 200,
        form=form,
        noun=noun,
        plural=PLURALS[noun],
        parts=PARTS[noun],
        title=title_of(newest.data),
        page=list_claims(session, naming_it, limit=MOST),
        chosen=frozenset(claims),
        ready=ready,
        target=target,
        target_title=target_title or form.value(PARTS[noun][0]),
    )


for _noun in PARTS:
    _plural = PLURALS[_noun]
    router.get(f"/{_plural}/{{slug}}/split", name=f"show_split_{_noun}")(_show(_noun))
    router.post(f"/{_plural}/{{slug}}/split", name=f"split_{_noun}")(_split(_noun))
