"""What a button of a form does to what is typed: rows come and go, and what is proposed is taken over.

`add quotes` · `remove quotes.1` · `put figures text=€2+billion&value=2000000000` · `set claimant=Anna+Weil`.
The same words are carried out by static/rows.js where a browser runs it.
"""

from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

from app.vocabulary import Mode
from app.web.forms.filled import Filled
from app.web.forms.values import Values, row_in, rows_of, with_row, without_list, without_row

EMPTIED: Final = "-"  # before the name of a list that is emptied before the rest is set
LINED: Final = "+"  # before the name of a field to which the value is added as a line


def stepped(form: Filled, step: str) -> tuple[Filled, str]:
    """The form after a step, and the fragment to go on at; a step that is none changes nothing."""
    verb, _, what = step.partition(" ")
    name, _, rest = what.partition(" ")
    if verb == "add" and what.isidentifier():
        return _added(form, what)
    if verb == "remove":
        name, _, row = what.partition(".")
        if (number := row_in(row)) is not None:
            return replace(form, values=without_row(form.values, name, number)), f"#{name}"
    if verb == "put" and name.isidentifier():
        return _put(form, name, parse_qsl(rest, keep_blank_values=True))
    if verb == "set":
        return _set(form, parse_qsl(what, keep_blank_values=True))
    return form, ""


def put(name: str, **fields: str) -> str:
    """The step that adds a row with these values; one without a name of its own is a plain line."""
    return f"put {name} {urlencode({'' if key == 'line' else key: value for key, value in fields.items() if value})}"


def set_(fields: Values) -> str:
    return f"set {urlencode(fields)}"


def _added(form: Filled, name: str) -> tuple[Filled, str]:
    rows = rows_of(form.values, name)
    if name == "attribution" and rows and form.value(f"{name}.{rows[-1]}.mode") == Mode.OWN_VOICE:
        return _before_last(form, rows)
    new = with_row(form.values, name)
    return replace(form, values=new), f"#f-{name}-{rows_of(new, name)[-1]}"


def _before_last(form: Filled, rows: list[int]) -> tuple[Filled, str]:
    """The way to the page ends with whoever wrote it: a new step comes before. The first one is the claimant’s."""
    last = f"attribution.{rows[-1]}."
    moved = {path.replace(last, f"attribution.{rows[-1] + 1}.", 1): value for path, value in form.values.items()}
    moved[f"{last}actor"] = form.value("claimant") if len(rows) == 1 else ""
    return replace(form, values=moved), f"#f-attribution-{rows[-1]}"


def _put(form: Filled, name: str, fields: list[tuple[str, str]]) -> tuple[Filled, str]:
    row = max(rows_of(form.values, name), default=-1) + 1
    new = {f"{name}.{row}.{key}" if key else f"{name}.{row}": value for key, value in fields}
    return replace(form, values={**form.values, **new}), f"#f-{name}-{row}"


def _set(form: Filled, fields: list[tuple[str, str]]) -> tuple[Filled, str]:
    values = dict(form.values)
    for key, value in fields:
        name = key.lstrip(EMPTIED + LINED)
        if key.startswith(EMPTIED):
            values = without_list(values, name)
        elif key.startswith(LINED):
            values[name] = f"{values.get(name, '').strip()}\n{value}".strip()
        else:
            values[name] = value
    first = next((key.lstrip(LINED) for key, _ in fields if not key.startswith(EMPTIED)), "")
    return replace(form, values=values), f"#f-{first.replace('.', '-')}"
