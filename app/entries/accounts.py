"""An account as asked for: who may sign in, as what."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, SecretStr

from app.entries.text import Entry, ShortLine
from app.vocabulary import Role

SHORTEST_PASSWORD = 10  # characters
LONGEST_PASSWORD = 200
LONGEST_FOLDED = 120  # characters of a name as it is compared: no more are kept


def folded(name: str) -> str:
    """The name as it is compared: one spelling for what looks the same."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _long_enough(password: SecretStr) -> SecretStr:
    given = password.get_secret_value()
    if not SHORTEST_PASSWORD <= len(given) <= LONGEST_PASSWORD:
        raise ValueError(f"has {len(given)} characters; take {SHORTEST_PASSWORD} to {LONGEST_PASSWORD}")
    return password


Password = Annotated[SecretStr, AfterValidator(_long_enough)]


def _short_when_folded(name: str) -> str:
    if len(folded(name)) > LONGEST_FOLDED:
        raise ValueError("is too long, for some of its letters stand for several; shorten it")
    return name


class NewAccount(Entry):
    """The name stands beside every change that the person makes."""

    name: Annotated[ShortLine, AfterValidator(_short_when_folded)]
    role: Role
    password: Password


class NewPassword(Entry):
    """A change of password. Source for the length: NIST SP 800-63B, section 5.1.1.2."""

    password: Password


class NewToken(Entry):
    """A key for a script. The label says what it is for."""

    label: ShortLine
