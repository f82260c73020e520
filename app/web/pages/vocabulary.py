"""Splitting a topic or a proposition: some of its claims go over to another, or to a new one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse, RedirectResponse

from app import store
from app.entries import ENTRIES, Entry
from app.entries.complaints import complaints_of
from app.entries.text import SLUG
from app.errors import Complaint, NotFound, Refused
from app.models import Account
from app.queries.claims import list_claims
from app.queries.filters import ClaimFilter
from app.queries.naming import slug_meant, slug_now
from app.queries.newest import get_newest
from app.web.addresses import public
from app.web.deps import SessionDep
from app.web.errors import PLURALS
from app.web.forms import Filled
from app.web.forms.understanding import slug_of
from app.web.permissions import PUBLISHING, may, may_see
from app.web.reasons import edit_of, reason_in, reason_rules
from app.web.revisions import title_of
from app.web.submissions import Submission, SubmissionDep
from app.web.templating import render
from app.web.writing import write

router = APIRouter()
MOST: Final = 500  # claims on the page
# What a new record of the noun is made from: what it is called, and what it means.
PARTS: Final = {"topic": ("name", "definition"), "proposition": ("sentence", "scope")}


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
        form = form.with_complaints(*_rules(session, form, claims))
        moves = submission.is_json or submission.get("_do") == "move"
        if not form.complaints and moves:
            form = form.with_complaints(*reason_rules(form.reason))
        if form.complaints and submission.is_json:
            raise Refused(*form.complaints)
        if form.complaints or not moves:
            return _page(request, session, form, claims, looks=True, status=422 if form.complaints else 200)
        session.close()  # what follows writes in a session of its own
        try:
            other, moved = write(request, lambda writing: _moved(writing, form, claims, account))
        except Refused as refused:
            if submission.is_json:
                raise
            with request.app.state.sessions() as again:
                return _page(request, again, form.with_complaints(*refused.complaints), claims, looks=True, status=422)
        path = f"/{PLURALS[noun]}/{other}"
        if submission.is_json:
            return JSONResponse({"noun": noun, "slug": other, "moved": moved, "url": public(request, path)})
        return RedirectResponse(f"{path}#moved", status_code=303)

    return split


def _sent(submission: Submission, noun: str, slug: str) -> tuple[Filled, tuple[str, ...]]:
    if submission.is_json:
        body: Any = submission.json if isinstance(submission.json, dict) else {}
        given = body.get("claims")
        claims = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
        values = {name: body[name] for name in ("into", *PARTS[noun]) if isinstance(body.get(name), str)}
        reason = str(body.get("reason", "")).strip()
    else:
        claims = [value for name, value in submission.fields if name == "claims"]
        values = {name: submission.get(name) for name in ("into", *PARTS[noun])}
        reason = reason_in(submission)
    return Filled(noun, values, slug=slug, reason=reason), tuple(dict.fromkeys(claims))[:MOST]


def _rules(session: Session, form: Filled, claims: tuple[str, ...]) -> list[Complaint]:
    wrong = [] if claims else [Complaint("claims", "are none", "tick the claims that are to move", ("claims",))]
    wrong += [
        Complaint("claims", f"“{slug[:60]}” is no claim", "take it out", ("claims",))
        for slug in claims
        if not SLUG.fullmatch(slug) or slug_now(session, "claim", slug) is None
    ]
    if form.value("into"):
        return [*wrong, *_target_rules(session, form)]
    try:
        _new(form)
    except Refused as refused:
        name, meaning = PARTS[form.noun]
        if not form.value(name) and not form.value(meaning):
            cure = f"name the {form.noun} that they move to, or write a new one"
            return [*wrong, Complaint("into", "is empty", cure, ("into",))]
        wrong += refused.complaints
    return wrong


def _target_rules(session: Session, form: Filled) -> list[Complaint]:
    name, _ = PARTS[form.noun]
    if form.value(name):
        return [Complaint("into", "is given and so is a new one", "keep one of the two", ("into",))]
    meant = slug_meant(session, form.noun, form.value("into"))
    if isinstance(meant, str):
        same = Complaint("into", f"is the {form.noun} that they are in", "name another", ("into",))
        return [same] if meant == form.slug else []
    cure = f"did you mean {' or '.join(meant)}?" if meant else "correct the name"
    return [Complaint("into", f"no {form.noun} is called “{form.value('into')[:80]}”", cure, ("into",))]


def _new(form: Filled, key: str = "x", **more: Any) -> Entry:
    """The new record that the form describes. Raises Refused."""
    model = ENTRIES[form.noun]
    fields = {name: form.value(name) for name in PARTS[form.noun] if form.value(name)}
    try:
        return model.model_validate({"key": key, **fields, **more})
    except ValidationError as error:
        raise Refused(*complaints_of(error, model)) from None


def _moved(session: Session, form: Filled, claims: tuple[str, ...], account: Account) -> tuple[str, int]:
    """Where the claims went, and how many."""
    noun, slug, edit = form.noun, str(form.slug), edit_of(account, form.reason)
    if into := form.value("into"):
        meant = slug_meant(session, noun, into)
        if not isinstance(meant, str):
            raise NotFound(noun, into)
        other = meant
    else:
        more = {"topic": topic} if (topic := get_newest(session, noun, slug).data.get("topic")) else {}
        other = str(store.add(session, _new(form, _free_key(session, form), **more), edit).slug)
    return other, len(store.move_claims(session, noun, slug, other, claims, edit))


def _naming(noun: str, slug: str) -> dict[str, Any]:
    return {noun: (slug,)}


def _free_key(session: Session, form: Filled) -> str:
    base = slug_of(form.value(PARTS[form.noun][0])) or form.noun
    key, number = base, 2
    while slug_now(session, form.noun, key) is not None:
        key, number = f"{base}-{number}", number + 1
    return key


def _page(
    request: Request,
    session: Session,
    form: Filled,
    claims: tuple[str, ...],
    *,
    looks: bool = False,
    status: int = 200,
) -> Response:
    noun, slug = form.noun, str(form.slug)
    newest = get_newest(session, noun, slug)
    page = list_claims(session, replace(ClaimFilter(), **_naming(noun, slug)), limit=MOST)
    ready = looks and not [one for one in form.complaints if one.field != "_reason"]
    into = form.value("into")
    target = slug_meant(session, noun, into) if ready and into else ""
    if isinstance(target, str) and target:
        form = replace(form, values={**form.values, "into": target})
    target_title = title_of(get_newest(session, noun, target).data) if isinstance(target, str) and target else ""
    return render(
        request,
        "vocabulary/split.html",
        status=status,
        form=form,
        noun=noun,
        plural=PLURALS[noun],
        parts=PARTS[noun],
        title=title_of(newest.data),
        page=page,
        chosen=frozenset(claims),
        ready=ready,
        target=target,
        target_title=target_title or form.value(PARTS[noun][0]),
    )


for _noun in PARTS:
    _plural = PLURALS[_noun]
    router.get(f"/{_plural}/{{slug}}/split", name=f"show_split_{_noun}")(_show(_noun))
    router.post(f"/{_plural}/{{slug}}/split", name=f"split_{_noun}")(_split(_noun))
