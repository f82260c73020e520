"""Every format, read back by pandoc: as many records under the same keys, with the same titles and addresses."""

import json
import re
import subprocess
from typing import Any

import pytest

from app.citations import FORMATS, Reference, keys, pandoc
from app.citations.words import address
from tests.citations.awkward import AWKWARD, hostile

pytestmark = pytest.mark.skipif(pandoc.binary() is None, reason="pandoc is not installed")

READERS = {"bib": "bibtex", "biblatex": "biblatex", "ris": "ris", "csl.json": "csljson"}
# In names pandoc counts braces that LaTeX would print, and takes “x=y” for biblatex's way of naming parts.
PLAUSIBLE = re.compile(r"[\w .,’'&–-]*")


def read_back(suffix: str, references: list[Reference]) -> dict[str, dict[str, Any]]:
    """What pandoc finds, by key."""
    text = "".join(FORMATS[suffix].write(references)).encode()
    command = [str(pandoc.binary()), f"--from={READERS[suffix]}", "--to=csljson", "--sandbox"]
    done = subprocess.run(command, input=text, capture_output=True, check=True, timeout=120)
    assert done.stderr == b""
    return {item["id"]: item for item in json.loads(done.stdout)}


def letters(text: str) -> str:
    """Without markup, capitals, punctuation and blanks: pandoc writes titles as HTML and may set capitals anew."""
    return re.sub(r"[\W_]", "", re.sub(r"<[^>]*>", "", text)).casefold()


def test_every_format_has_its_reader():
    assert list(READERS) == list(FORMATS)


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("references", [[*AWKWARD.values()], [*hostile(1000)]], ids=["awkward", "hostile"])
def test_pandoc_finds_every_record_again(suffix, references):
    found = read_back(suffix, references)

    assert list(found) == list(keys(references))
    for item, reference in zip(found.values(), references, strict=True):
        assert letters(item["title"]) == letters(reference.title)
        assert item.get("URL", "") == address(reference.url)
        if all(PLAUSIBLE.fullmatch(part) for name in reference.authors for part in name.parts):
            assert len(item.get("author", [])) == len(reference.authors)
        assert (item.get("issued") is None) == (reference.dated is None)
