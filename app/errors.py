"""What can go wrong, in the words of the base. Only web/errors.py knows status numbers."""

from dataclasses import dataclass


class AscribeError(Exception):
    """The root: anything that the code below the web layer raises on purpose."""


class NotFound(AscribeError):
    """No record of that noun has that slug."""

    def __init__(self, noun: str, slug: str) -> None:
        super().__init__(f"There is no {noun} “{slug[:100]}”.")
        self.noun = noun
        self.slug = slug


class NoRevision(NotFound):
    """The record is there, but never had a revision of that number."""

    def __init__(self, noun: str, slug: str, number: int) -> None:
        super().__init__(noun, slug)
        self.args = (f"There is no revision {str(number)[:20]} of the {noun} “{slug}”.",)


class Moved(AscribeError):
    """The record was renamed or merged; its old slug leads to the new one for ever."""

    def __init__(self, noun: str, slug: str) -> None:
        super().__init__(f"This {noun} is now at “{slug}”.")
        self.noun = noun
        self.slug = slug


class Stale(AscribeError):
    """A write was made from a revision that is no longer the current one."""

    def __init__(self, noun: str, slug: str, made_from: int, current: int) -> None:
        super().__init__(
            f"This {noun} has changed since you opened it: you worked from revision {made_from}, it is now {current}."
        )
        self.noun, self.slug = noun, slug
        self.made_from, self.current = made_from, current


class NotAllowed(AscribeError):
    """The person may not do this."""


class NotSignedIn(AscribeError):
    """Only somebody with an account may do this, and nobody is signed in, or no longer is."""


class OldForm(AscribeError):
    """A form was opened before its reader last signed in, so it cannot be told from one that another site sends."""


class TooOften(AscribeError):
    """Somebody tries too often; `wait` says for how many seconds to leave it."""

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


class TooLarge(AscribeError):
    """What was sent is more than is taken."""


class Unreadable(AscribeError):
    """What was sent is not in the form that it says it is."""


class TooLong(AscribeError):
    """An address asks for more than could be answered."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with an entry: the field, what is wrong, how to mend it."""

    field: str
    wrong: str
    cure: str
    path: tuple[str | int, ...] = ()  # where in the entry, as pydantic's `loc`

    def __str__(self) -> str:
        return f"{self.field}: {self.wrong}; {self.cure}" if self.field else f"{self.wrong}; {self.cure}"


class Refused(AscribeError):
    """An entry breaks a rule of the base. Carries every complaint, not only the first."""

    def __init__(self, *complaints: Complaint) -> None:
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints
