"""What holds for every format: one table, streamed, UTF-8, the same bytes each time."""

import json
from collections.abc import Iterator

import pytest

from app.citations import FORMATS, Reference
from app.citations.words import address, one_line
from tests.citations.awkward import AWKWARD, BRIEF, hostile

EVERY_FORMAT = pytest.mark.parametrize("known", FORMATS.values(), ids=FORMATS)


def test_the_table_is_keyed_by_the_suffix_of_addresses():
    assert list(FORMATS) == ["bib", "biblatex", "ris", "csl.json"]
    assert all(known.suffix == suffix for suffix, known in FORMATS.items())


def test_no_two_formats_share_a_media_type():
    assert len({known.media_type for known in FORMATS.values()}) == len(FORMATS)


@EVERY_FORMAT
def test_the_first_record_is_written_before_the_second_is_read(known):
    taken = 0

    def source() -> Iterator[Reference]:
        nonlocal taken
        while True:
            taken += 1
            yield BRIEF

    pieces = known.write(source())

    assert BRIEF.title in next(pieces)
    assert taken == 1


@EVERY_FORMAT
def test_no_records_make_a_file_without_records(known):
    assert "".join(known.write([])).strip() in {"", "[]"}


@EVERY_FORMAT
def test_a_file_is_utf_8_whatever_the_records_hold_and_the_same_every_time(known):
    references = [*AWKWARD.values(), *hostile(200)]

    text = "".join(known.write(references))

    assert text.encode().decode() == text
    assert text == "".join(known.write(references))


@EVERY_FORMAT
@pytest.mark.parametrize("words", ["欧洲防务一体化", "Оборона Європи", "الدفاع الأوروبي", "“Buy European” – ‘why’"])
def test_other_scripts_quotation_marks_and_dashes_stay_as_they_are(known, words):
    reference = Reference(id="x", kind=BRIEF.kind, title=words)

    assert words in "".join(known.write([reference]))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One\r\ntwo\tthree\x00four\u2028five", "One two three four five"),
        ("  a   b ", "a b"),
        ("half \ud800 a pair", "half a pair"),
        ("“€2\u00a0billion”", "“€2\u00a0billion”"),
    ],
)
def test_text_becomes_one_line(text, line):
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.org/a_b~c?d=e&f=%20#g", "https://x.org/a_b~c?d=e&f=%20#g"),
        ('https://x.org/a b{c}\\d|e^f"<g>`', "https://x.org/a%20b%7Bc%7D%5Cd%7Ce%5Ef%22%3Cg%3E%60"),
        ("https://x.org/Оборона", "https://x.org/Оборона"),
    ],
)
def test_an_address_loses_only_what_no_address_may_hold(url, expected):
    assert address(url) == expected


def test_csl_json_is_json_at_every_length():
    for count in (0, 1, 2, 3):
        assert len(json.loads("".join(FORMATS["csl.json"].write([BRIEF] * count)))) == count
