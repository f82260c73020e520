"""What went wrong, as a page or as data. The only place that knows status numbers."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.citations import FORMATS
from app.errors import (
    AscribeError,
    Complaint,
    Moved,
    NotAllowed,
    NotFound,
    NotSignedIn,
    OldForm,
    Refused,
    Stale,
    TooLarge,
    TooLong,
    TooOften,
    Unreadable,
)
from app.queries.names import Near, list_nearest
from app.web.addresses import PLURALS
from app.web.gate import again_page, kept_of, pairs_of, sign_in_page
from app.web.paths import own_path
from app.web.security import HEADERS
from app.web.submissions import JSON, media_type_of
from app.web.templating import render

STATUSES: dict[type[AscribeError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    Refused: HTTPStatus.UNPROCESSABLE_ENTITY,
    Stale: HTTPStatus.CONFLICT,
    TooLong: HTTPStatus.REQUEST_URI_TOO_LONG,
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    OldForm: HTTPStatus.FORBIDDEN,
    TooOften: HTTPStatus.TOO_MANY_REQUESTS,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Unreadable: HTTPStatus.BAD_REQUEST,
}
TITLES = {  # where the name of the status is jargon
    HTTPStatus.BAD_REQUEST: "That could not be read",
    HTTPStatus.FORBIDDEN: "Not allowed",
    HTTPStatus.METHOD_NOT_ALLOWED: "Nothing to see at this address",
    HTTPStatus.CONFLICT: "Changed meanwhile",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Too large",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The address is too long",
    HTTPStatus.UNPROCESSABLE_ENTITY: "That does not fit",
    HTTPStatus.TOO_MANY_REQUESTS: "Too often",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong",
}
SUFFIXES = (".json", ".jsonld", ".txt", ".csv", ".jsonl", ".atom", *(f".{form}" for form in FORMATS))


def install(app: FastAPI) -> None:
    """Tell the application how to answer each kind of error."""
    app.add_exception_handler(Moved, _moved)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(NotSignedIn, _not_signed_in)
    app.add_exception_handler(OldForm, _old_form)
    app.add_exception_handler(AscribeError, _ours)
    app.add_exception_handler(RequestValidationError, _bad_query)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def wants_data(request: Request) -> bool:
    """Whether the answer should be JSON: by the address's suffix, or because JSON or a script asks."""
    scripted = "authorization" in request.headers or media_type_of(request) == JSON
    return scripted or request.url.path.endswith(SUFFIXES)


def _moved(request: Request, error: Exception) -> Response:
    assert isinstance(error, Moved)  # noqa: S101  (as registered)
    _, _, old, *below = request.url.path.split("/")  # "/claims/old.json", "/claims/old/revisions/2.json"
    _, dot, suffix = old.partition(".")  # slugs hold no dot
    path = "/".join(("", PLURALS[error.noun], f"{error.slug}{dot}{suffix}", *below))
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(path + query, HTTPStatus.MOVED_PERMANENTLY)


def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotFound)  # noqa: S101  (as registered)
    return _missing(request, str(error), error.slug, error.noun)


def _ours(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), HTTPStatus.BAD_REQUEST)
    complaints = error.complaints if isinstance(error, Refused) else ()
    headers = {"Retry-After": str(error.wait)} if isinstance(error, TooOften) else None
    return _answer(request, status, str(error), complaints, headers)


def _not_signed_in(request: Request, error: Exception) -> Response:
    """The page to sign in on, which keeps what was sent."""
    message = str(error)
    if wants_data(request):
        return _answer(request, HTTPStatus.UNAUTHORIZED, message, (), {"WWW-Authenticate": "Bearer"})
    kept = kept_of(getattr(request.state, "submission", None))
    if kept:
        message = "You are no longer signed in. Sign in again and go on: what you wrote is kept."
    path = request.url.path if request.method == "POST" else f"{request.url.path}?{request.url.query}"
    return sign_in_page(
        request, then=own_path(path.rstrip("?")), kept=kept, message=message, status=HTTPStatus.UNAUTHORIZED
    )


def _old_form(request: Request, error: Exception) -> Response:
    """The same form once more, to be looked at and sent again."""
    submission = getattr(request.state, "submission", None)
    if wants_data(request) or submission is None:
        return _answer(request, HTTPStatus.FORBIDDEN, str(error), ())
    return again_page(request, request.url.path, pairs_of(kept_of(submission)), str(error), HTTPStatus.FORBIDDEN)


def _bad_query(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  (as registered)
    complaints = [
        Complaint(field, f"“{str(detail.get('input', ''))[:80]}” does not fit", _cure(detail))
        for field, detail in _by_field(error).items()
    ]
    return _answer(
        request, HTTPStatus.UNPROCESSABLE_ENTITY, "The address asks for something that is not there.", complaints
    )


def _by_field(error: RequestValidationError) -> dict[str, Any]:
    """The last thing wrong with each parameter. What follows its name in `loc` is for programmers."""
    return {str(detail["loc"][1] if len(detail["loc"]) > 1 else detail["loc"][0]): detail for detail in error.errors()}


def _cure(detail: Any) -> str:
    message = str(detail["msg"]).removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  (as registered)
    if error.status_code == HTTPStatus.NOT_FOUND:
        last = request.url.path.rstrip("/").rpartition("/")[2].partition(".")[0]
        return _missing(request, "There is no page at this address.", last, None)
    return _answer(request, HTTPStatus(error.status_code), str(error.detail), (), error.headers)


def _unforeseen(request: Request, _error: Exception) -> Response:
    message = "Something went wrong on our side. Nothing was changed."
    answer = _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, message, ())
    answer.headers.update(HEADERS)  # this answer is made outside the middleware that adds them
    return answer


def _missing(request: Request, message: str, words: str, noun: str | None) -> Response:
    """A 404 that offers the nearest records and a search; a number of a link or draft is near to nothing."""
    words = words if noun is None or noun in PLURALS else ""
    with request.app.state.sessions() as session:
        near = list_nearest(session, words, noun) if words.strip() else []
    if wants_data(request):
        content = {"error": message, "nearest": [_near_data(one) for one in near]}
        return JSONResponse(content, HTTPStatus.NOT_FOUND)
    words = words.replace("-", " ")[:100]
    context = {"message": message, "near": near, "words": words, "forms": ()}
    return render(request, "errors/missing.html", status=404, **context)


def _near_data(near: Near) -> dict[str, str]:
    return {"noun": near.noun, "slug": near.slug, "name": near.name, "url": f"/{PLURALS[near.noun]}/{near.slug}"}


def _answer(
    request: Request,
    status: HTTPStatus,
    message: str,
    complaints: Any,
    headers: Any = None,
) -> Response:
    if wants_data(request):
        # A form's own fields begin with an underscore, which those of a JSON body do not.
        errors = [{"field": one.field.removeprefix("_"), "wrong": one.wrong, "cure": one.cure} for one in complaints]
        return JSONResponse({"error": message, "errors": errors}, status, headers)
    context = {"message": message, "complaints": complaints, "title": TITLES.get(status, status.phrase), "forms": ()}
    answer = render(request, "errors/refused.html", status=status, **context)
    answer.headers.update(headers or {})
    return answer
