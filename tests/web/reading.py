"""Pages as trees of elements, and lists of data from their first page to the last."""

from typing import Any

from bs4 import BeautifulSoup


def parsed(answer) -> Any:
    """The page that was answered. (Typed loosely: what a selector finds is for the test to say.)"""
    return BeautifulSoup(answer.text, "html.parser")


def read(client, path: str) -> Any:
    """The page at that path, which must be there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return parsed(answer)


def text_of(element: Any) -> str:
    """What is read, with single spaces."""
    return " ".join(element.get_text(" ").split())


def walk(client, address: str) -> list[dict[str, Any]]:
    """All records of a list as data, from the page at that address on."""
    found: list[dict[str, Any]] = []
    while address:
        page = client.get(address).json()
        found.extend(page["items"])
        address = page["next"]
    return found
