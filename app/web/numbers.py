"""Whole numbers in what somebody sends: of a row, a revision, a draft, a place in a text."""


def number_in(text: str, digits: int = 9) -> int | None:
    """The number that the text writes in digits alone; None for anything else, and for more than so many digits."""
    return int(text) if text.isdecimal() and len(text) <= digits else None
