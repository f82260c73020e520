"""From bytes to text: byte order marks, declared and guessed encodings, and what is refused."""

import pytest

from app.documents import read
from app.errors import Refused

TEXT = "Türkiye’s “defence” industry – worth €2 billion – is growing, said Erik Würthner."


@pytest.mark.parametrize(
    ("data", "media_type", "encoding"),
    [
        (TEXT.encode(), "text/plain", "utf-8"),
        (TEXT.encode("utf-8-sig"), "text/plain", "utf-8"),
        (TEXT.encode("utf-8-sig"), "text/plain; charset=utf-16", "utf-8"),
        (TEXT.encode("utf-16"), "text/plain", "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "text/plain", "utf-16-be"),
        (TEXT.encode("utf-32"), "text/plain", "utf-32-le"),
        (TEXT.encode("utf-16-le"), 'TEXT/PLAIN; charset="UTF-16LE"', "utf-16-le"),
        (TEXT.encode("cp1252"), "text/plain; charset=windows-1252", "windows-1252"),
        (TEXT.encode("cp1252"), "text/plain;charset=iso-8859-1", "windows-1252"),
        (TEXT.encode(), "text/plain; charset=us-ascii", "utf-8"),
    ],
)
def test_marked_and_declared_encodings_are_read_without_a_warning(data, media_type, encoding):
    document = read(data, media_type)

    assert (document.text, document.encoding, document.warnings) == (TEXT, encoding, ())


def test_an_undeclared_encoding_is_guessed_with_a_warning():
    document = read(TEXT.encode("cp1252"))

    assert (document.text, document.encoding) == (TEXT, "windows-1252")
    assert "guess" in document.warnings[0]


def test_latin_1_is_guessed_with_a_warning():
    text = "Une réponse européenne à la crise est nécessaire, déclare le député."

    document = read(text.encode("latin-1"))

    assert document.text == text
    assert len(document.warnings) == 1


def test_cyrillic_is_guessed_with_a_warning():
    text = "Європа має будувати власну оборону, каже Рютте у Брюсселі."

    document = read(text.encode("cp1251"))

    assert (document.text, document.encoding) == (text, "windows-1251")


@pytest.mark.parametrize("charset", ["utf-16", "klingon", "rot13", "utf-8", "idna", "undefined", "base64"])
def test_a_wrong_declaration_does_no_harm(charset):
    data = (TEXT + ".").encode()

    document = read(data if len(data) % 2 else data + b".", f"text/plain; charset={charset}")

    assert document.text.startswith(TEXT)
    assert bool(document.warnings) == (charset != "utf-8")


def test_line_ends_become_one_sort_and_nothing_else_changes():
    document = read(b"one\r\ntwo\rthree\n\r\n\tfour  \x0c five\xc2\xa0six")

    assert document.text == "one\ntwo\nthree\n\n\tfour  \x0c five\N{NO-BREAK SPACE}six"


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"a\0b", "NUL"),
        (TEXT.encode("utf-16-le"), "NUL|not text|encoding"),
        (bytes(range(1, 128)) * 9, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL|binary|encoding"),
        (b"\xff\xfe\x00", "encoding|NUL|binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data, wrong):
    with pytest.raises(Refused, match=wrong):
        read(data)


@pytest.mark.parametrize("media_type", ["image/png", "", "text", "application/pdf; charset=utf-8"])
def test_a_media_type_without_a_reader_is_refused(media_type):
    with pytest.raises(Refused) as refused:
        read(b"text", media_type)

    assert refused.value.complaints[0].field == "media_type"
