"""What was merged into a record, and the way back."""

from collections.abc import Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask

from app import store
from app.errors import Complaint, NotFound
from app.models import Account
from app.queries.newest import get_newest
from app.queries.revisions import list_merges
from app.store import LeftAsItIs
from app.web.addresses import PLURALS
from app.web.answers import answered, at_record
from app.web.deps import SessionDep
from app.web.forms import Filled
from app.web.pages.merging import NOUNS
from app.web.permissions import PUBLISHING, may, may_see
from app.web.reasons import edit_of, reason_in, refuse_bad_reason
from app.web.revisions import title_of
from app.web.submissions import SubmissionDep
from app.web.templating import render
from app.web.writing import prepare_citations

router = APIRouter()


def _list(noun: str) -> Callable[..., Response]:
    def show_merges(
        request: Request, session: SessionDep, _account: Annotated[Account, may_see(PUBLISHING[noun])], slug: str
    ) -> Response:
        return _page(request, session, Filled(noun, slug=slug))

    return show_merges


def _undo(noun: str) -> Callable[..., Response]:
    def undo_merge(
        request: Request,
        submission: SubmissionDep,
        account: Annotated[Account, may(PUBLISHING[noun])],
        slug: str,
        merge: int,
    ) -> Response:
        """Both records are there again; what was changed since the merge is left as it is, and named."""
        reason = reason_in(submission)

        def work(session: Session) -> tuple[str, tuple[LeftAsItIs, ...]]:
            found = next((one for one in list_merges(session, noun, slug) if one.id == merge), None)
            if found is None:
                raise NotFound("merge", str(merge))
            refuse_bad_reason(reason)
            return found.slug, store.undo_merge(session, found, edit_of(account, reason))

        def done(made: tuple[str, tuple[LeftAsItIs, ...]]) -> Response:
            back, left = made
            if not left or submission.is_json:
                return at_record(request, noun, back, "undone", as_data=submission.is_json)
            answer = render(request, "merging/undone.html", noun=noun, slug=slug, back=back, left=left)
            answer.background = BackgroundTask(prepare_citations, request, noun, back)
            return answer

        def again(session: Session, wrong: Sequence[Complaint]) -> Response:
            form = Filled(noun, {"merge": str(merge)}, slug=slug, reason=reason).with_complaints(*wrong)
            return _page(request, session, form)

        return answered(request, work, done=done, again=again, as_data=submission.is_json)

    return undo_merge


def _page(request: Request, session: Session, form: Filled) -> Response:
    noun, slug = form.noun, str(form.slug)
    return render(
        request,
        "merging/merges.html",
        status=422 if form.complaints else 200,
        form=form,
        noun=noun,
        plural=PLURALS[noun],
        title=title_of(get_newest(session, noun, slug).data),
        merges=list_merges(session, noun, slug),
    )


for _noun in NOUNS:
    _plural = PLURALS[_noun]
    router.get(f"/{_plural}/{{slug}}/merges", name=f"show_merges_{_noun}")(_list(_noun))
    router.post(f"/{_plural}/{{slug}}/merges/{{merge}}", name=f"undo_merge_{_noun}")(_undo(_noun))
