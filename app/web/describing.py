"""The description of the data: what FastAPI knows of the reads, and what scripts may write."""

from typing import Any, Final

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.web.data.bodies import NotThere, Refusal
from app.web.data.writing import Write, all_writes

_SCHEMAS: Final = "#/components/schemas/"
_TOKEN: Final = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token made on /account. It acts in the name and the role of whoever made it.",
}
_PATH: Final = {
    "slug": ({"type": "string"}, "which record"),
    "number": ({"type": "integer", "minimum": 1}, "which revision or link, by its number"),
    "merge": ({"type": "integer", "minimum": 1}, "which merge, by its number on the page of merges"),
}
_REFUSALS: Final = {
    "400": "The body is not JSON in UTF-8.",
    "401": "No token was sent, or it is not in force.",
    "403": "The role of whoever made the token may not do this.",
    "413": "More than is taken at once.",
    "414": "The address is too long.",
    "422": "Something does not fit; each field is named with the cure.",
}
_STALE: Final = "Somebody has changed it since: read it again, then send your change anew."
_MOVED: Final = "The record was renamed or merged; its new address is in Location. Nothing was written."


def install(app: FastAPI) -> None:
    """Make the description of this application tell of the writes too."""
    describe_reads = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            _add_writes(describe_reads())
        return describe_reads()  # which keeps what it has made

    app.openapi = described  # type: ignore[method-assign]  # as FastAPI's manual does it


def _add_writes(description: dict[str, Any]) -> None:
    writes = list(all_writes())
    models = {model: None for write in writes for model in (write.body, write.answer)} | {Refusal: None, NotThere: None}
    refs, made = models_json_schema([(model, "validation") for model in models], ref_template=f"{_SCHEMAS}{{model}}")
    components = description["components"]
    components["schemas"] = made["$defs"] | components["schemas"]
    components["securitySchemes"] = {"token": _TOKEN}
    named = {model: refs[model, "validation"] for model in models}
    for write in writes:
        description["paths"].setdefault(write.path, {})["post"] = _operation(write, named)


def _operation(write: Write, named: dict[type[BaseModel], Any]) -> dict[str, Any]:
    content = {"schema": named[write.body], "example": write.example}
    return {
        "tags": ["writing"],
        "summary": write.does.partition(".")[0].partition(":")[0],
        "description": write.does,
        "operationId": write.name,
        "security": [{"token": []}],
        "parameters": [_parameter(name) for name in _PATH if f"{{{name}}}" in write.path],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": _responses(write, named),
    }


def _parameter(name: str) -> dict[str, Any]:
    schema, what = _PATH[name]
    return {"name": name, "in": "path", "required": True, "schema": schema, "description": what}


def _responses(write: Write, named: dict[type[BaseModel], Any]) -> dict[str, Any]:
    done = ("201", "It is added.") if write.adds else ("200", "It is done.")
    refusals = _REFUSALS | ({"409": _STALE} if write.can_be_stale else {})
    answers = {done[0]: _answer(done[1], named[write.answer])}
    if "{slug}" in write.path:
        answers |= {"301": {"description": _MOVED}, "404": _answer("There is no such record.", named[NotThere])}
    return answers | {status: _answer(what, named[Refusal]) for status, what in sorted(refusals.items())}


def _answer(description: str, schema: Any) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
