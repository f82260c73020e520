"""BibTeX and RIS, read back by bibutils where it is installed: every record, with its title and its address."""

import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from app.citations import FORMATS, Reference
from app.citations.words import address
from tests.citations.awkward import AWKWARD, hostile
from tests.citations.test_read_by_pandoc import letters

pytestmark = pytest.mark.skipif(not shutil.which("bib2xml"), reason="bibutils is not installed")
READERS = {"bib": "bib2xml", "ris": "ris2xml"}
MODS = {"m": "http://www.loc.gov/mods/v3"}


def read_back(suffix: str, references: list[Reference], path) -> tuple[list[ET.Element], str]:
    """The records as MODS, and what the program says of them."""
    path.write_text("".join(FORMATS[suffix].write(references)), encoding="utf-8")
    done = subprocess.run([READERS[suffix], path], capture_output=True, check=True, timeout=120)
    return ET.fromstring(done.stdout).findall("m:mods", MODS), done.stderr.decode(errors="replace")


def title_of(record: ET.Element) -> str:
    """Bibutils takes what follows a colon for a subtitle, and leaves LaTeX’s name for a backslash as it is."""
    found = record.find("m:titleInfo", MODS)
    return letters(" ".join(found.itertext())).replace("textbackslash", "") if found is not None else ""


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("references", [[*AWKWARD.values()], [*hostile(1000)]], ids=["awkward", "hostile"])
def test_bibutils_finds_every_record_again(suffix, references, tmp_path):
    records, said = read_back(suffix, references, tmp_path / "file")

    assert Counter(map(title_of, records)) == Counter(letters(one.title) for one in references)
    found = Counter(url.text for record in records for url in record.findall("m:location/m:url", MODS))
    # It takes addresses in titles and notes for addresses of the work too.
    assert Counter(address(one.url) for one in references if one.url) <= found
    assert f"Processed {len(references)} references" in said
