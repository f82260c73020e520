"""Drafts as people make them on pages: handed in, looked at, published."""

from typing import Any

from tests.people import Writer, changed, fields_of
from tests.web.reading import parsed

# A claim as somebody types it, with everything that a claim needs.
NEW = {
    "statement": "The fund could double.",
    "kind": "predictive",
    "certainty": "asserted",
    "claimant": "Anna Weil",
    "quotes.0.source": "report",
    "quotes.0.exact": "It could reach €2 billion by 2030",
    "attribution.0.actor": "Anna Weil",
    "attribution.0.mode": "paraphrase",
    "attribution.1.actor": "the-gazette",
    "attribution.1.mode": "own_voice",
    "topics": "money",
}


def hand_in(writer: Writer, noun: str = "claim", slug: str = "", made_from: str = "", **fields: str) -> int:
    """The number of a draft that is in review now."""
    own = {"_noun": noun, "_slug": slug, "_made_from": made_from, "_do": "review"}
    return _number(writer, own | {name.replace("__", "."): value for name, value in fields.items()})


def hand_in_change(writer: Writer, path: str = "/claims/fund-should-grow", **new: str) -> int:
    """The same of a form as it stands on a record's page, with other values."""
    return _number(writer, changed(fields_of(writer.get(f"{path}/edit").text), **{"_do": "review"} | new))


def page_of(writer: Writer, path: str, status: int = 200) -> Any:
    """The page as the person sees it."""
    answer = writer.get(path)
    assert answer.status_code == status, answer.text
    return parsed(answer)


def publish(writer: Writer, number: int) -> Any:
    """Press the button on the draft's page."""
    form = page_of(writer, f"/drafts/{number}").select_one(f"form[action='/drafts/{number}/publish']")
    return writer.post(form["action"], {"_saves": form.select_one("[name=_saves]")["value"]})


def _number(writer: Writer, fields: Any) -> int:
    answer = writer.post("/drafts", fields)
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].split("/")[2])
