"""Who may do what: the one table, and how a route asks for it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import Depends, Request

from app.errors import NotAllowed, NotSignedIn, OldForm
from app.models import Account
from app.vocabulary import Role
from app.web.people import VisitorDep, is_own_form
from app.web.security import refuse_other_sites
from app.web.submissions import SubmissionDep

FORM_FIELD: Final = "_csrf"
HEADER: Final = "x-csrf-token"


class Action(StrEnum):
    """What can be done beyond reading, which everybody may. The value is how a refusal names it."""

    PROPOSE = "propose changes"
    PUBLISH = "publish, change and withdraw records"
    VOCABULARY = "change the vocabulary"
    PEOPLE = "manage accounts"
    OWN_ACCOUNT = "manage one’s own account"


_ALL = frozenset(Role)
_EDITORS = frozenset({Role.EDITOR, Role.ADMIN})
ALLOWED: Final[dict[Action, frozenset[Role]]] = {
    Action.OWN_ACCOUNT: _ALL,
    Action.PROPOSE: _ALL,
    Action.PUBLISH: _EDITORS,
    Action.VOCABULARY: frozenset({Role.ADMIN}),
    Action.PEOPLE: frozenset({Role.ADMIN}),
}
# What it takes to publish a record of each noun.
PUBLISHING: Final[dict[str, Action]] = {
    "claim": Action.PUBLISH,
    "actor": Action.PUBLISH,
    "programme": Action.PUBLISH,
    "source": Action.PUBLISH,
    "link": Action.PUBLISH,
    "topic": Action.VOCABULARY,
    "proposition": Action.VOCABULARY,
}


def is_allowed(account: Account | None, action: Action) -> bool:
    return account is not None and account.role in ALLOWED[action]


def may_see(action: Action) -> Any:
    """A parameter for a page that only some may open: their account. Raises NotSignedIn and NotAllowed."""

    def check(visitor: VisitorDep) -> Account:
        return admitted(visitor.account, action)

    return _asking(check, action)


def may(action: Action) -> Any:
    """A parameter for a route that writes: the account in whose name it does.

    Raises NotSignedIn, NotAllowed, and OldForm for a form without the mark that the forms of this sign-in carry.
    """

    def check(request: Request, visitor: VisitorDep, submission: SubmissionDep) -> Account:
        if not visitor.is_script:
            refuse_other_sites(request)
        account = admitted(visitor.account, action)
        given = request.headers.get(HEADER) or submission.get(FORM_FIELD)
        if not visitor.is_script and not is_own_form(visitor, given):
            raise OldForm("This form was opened before you last signed in. Check what it holds and send it again.")
        return account

    return _asking(check, action)


def _asking(check: Callable[..., Account], action: Action) -> Any:
    check.action = action  # type: ignore[attr-defined]  # for the test that walks all routes
    return Depends(check)


def admitted(account: Account | None, action: Action) -> Account:
    """The account, if it may do that. Raises NotSignedIn and NotAllowed."""
    if account is None:
        raise NotSignedIn("Please sign in first.")
    if not is_allowed(account, action):
        roles = " or ".join(role.label for role in Role if role in ALLOWED[action])
        raise NotAllowed(f"Your role, {account.role.label}, may not {action.value}. Ask somebody who is {roles}.")
    return account


# Parameters of routes: the account that asks, if it may. Those that end in View are for pages, the others for writing.
MemberDep = Annotated[Account, may(Action.OWN_ACCOUNT)]
MemberViewDep = Annotated[Account, may_see(Action.OWN_ACCOUNT)]
ProposerDep = Annotated[Account, may(Action.PROPOSE)]
ProposerViewDep = Annotated[Account, may_see(Action.PROPOSE)]
PublisherDep = Annotated[Account, may(Action.PUBLISH)]
PublisherViewDep = Annotated[Account, may_see(Action.PUBLISH)]
AdminDep = Annotated[Account, may(Action.PEOPLE)]
AdminViewDep = Annotated[Account, may_see(Action.PEOPLE)]
