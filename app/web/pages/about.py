"""What this is, its words, and its data."""

from fastapi import APIRouter, Request, Response

from app.vocabulary import LISTS
from app.web.deps import SessionDep
from app.web.templating import render
from app.web.terms import terms_of

router = APIRouter()


@router.get("/about")
def show_about(request: Request, session: SessionDep) -> Response:
    return render(request, "about/index.html", terms=terms_of(request, session))


@router.get("/about/vocabulary")
def show_vocabulary(request: Request) -> Response:
    return render(request, "about/vocabulary.html", lists=LISTS)


@router.get("/docs")
def show_docs(request: Request) -> Response:
    return render(request, "about/docs.html", api=request.app.openapi())
