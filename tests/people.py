"""People who write, in tests: an account of each role, and a client that is signed in.

`signed_in(client, session, "editor")` gives a `Writer`; its `post` sends a form with the mark of the sign-in.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entries.accounts import NewAccount, folded
from app.models import Account
from app.store import accounts
from app.web.people import COOKIE, csrf_of

PASSWORD = "correct horse battery"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def an_account(session: Session, name: str = "Ada", role: str = "editor") -> Account:
    """The account of that name, made if there is none."""
    account = session.scalar(select(Account).where(Account.folded == folded(name)))
    if account is None:
        new = NewAccount.model_validate({"name": name, "role": role, "password": PASSWORD})
        account = accounts.add_account(session, new)
    session.commit()
    return account


@dataclass
class Writer:
    """Somebody signed in with a client."""

    client: Any
    account: Account
    secret: str

    @property
    def csrf(self) -> str:
        return csrf_of(self.secret)

    @property
    def cookies(self) -> dict[str, str]:
        return {"Cookie": f"{COOKIE}={self.secret}"}

    def get(self, path: str, **options: Any) -> Any:
        return self.client.get(path, headers=self.cookies | options.pop("headers", {}), **options)

    def post(self, path: str, fields: Any = (), *, follow: bool = False, **options: Any) -> Any:
        """Send a form: pairs or a mapping. Redirects are not followed unless asked."""
        pairs = [*(fields.items() if isinstance(fields, dict) else fields), ("_csrf", self.csrf)]
        headers = self.cookies | FORM | options.pop("headers", {})
        body = urlencode(pairs, errors="surrogatepass")
        return self.client.post(path, content=body, headers=headers, follow_redirects=follow, **options)

    def send(self, path: str, json: Any) -> Any:
        """Send JSON as a script of the page would."""
        return self.client.post(path, json=json, headers=self.cookies | {"x-csrf-token": self.csrf})


def signed_in(client: Any, session: Session, role: str = "editor", name: str = "") -> Writer:
    """The client's person of that role; several may share a client, for no cookie is kept in it."""
    account = an_account(session, name or {"editor": "Ada", "admin": "Root", "contributor": "Cy"}[role], role)
    secret = accounts.sign_in(session, account)
    session.commit()
    return Writer(client, account, secret)


def fields_of(page: str, form: str = "form.entry") -> list[tuple[str, str]]:
    """What a browser would send for a form as it stands on the page."""
    found = BeautifulSoup(page, "html.parser").select_one(form)
    assert found is not None, "the page has no such form"
    fields: list[tuple[str, str]] = []
    for element in found.select("input, textarea, select"):
        name, kind = str(element.get("name", "")), element.get("type")
        if element.find_parent("template"):
            continue
        if not name or name == "_csrf" or (kind in {"checkbox", "radio"} and not element.has_attr("checked")):
            continue
        if element.name == "select":
            option = element.select_one("option[selected]") or element.select_one("option")
            fields.append((name, str(option["value"]) if option else ""))
        elif element.name == "textarea":
            fields.append((name, element.text.removeprefix("\n")))
        else:
            fields.append((name, str(element.get("value", "on" if kind == "checkbox" else ""))))
    return fields


def changed(fields: list[tuple[str, str]], **new: str) -> list[tuple[str, str]]:
    """The fields with other values; `quotes__0__exact` stands for `quotes.0.exact`, `reason` for `_reason`."""
    named = {"_reason" if name == "reason" else name.replace("__", "."): value for name, value in new.items()}
    kept = [(name, value) for name, value in fields if name not in named]
    return kept + list(named.items())
