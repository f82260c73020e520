"""Formatted citations. What the styles say is pandoc's; these tests hold that our records reach it whole."""

import re

import pytest
from markdown_it import MarkdownIt

from app.citations import Name, styles
from app.citations.styles import STYLES, cite_all, format_all
from app.citations.stylesheets import style_names
from app.dates import PartialDate
from app.errors import Refused
from app.vocabulary import SourceKind
from tests.citations.awkward import AWKWARD, BRIEF, a_reference, hostile

pytestmark = pytest.mark.skipif(not styles.available(), reason="pandoc and the CSL styles are not installed")

BANERJEE = "To Close Its Military Tech Gap, Europe Needs a Binding Defence Technology Union"


@pytest.mark.parametrize(
    ("style", "entry"),
    [
        ("apa", f"Banerjee, T. (2026). {BANERJEE} (A. Gerbig, Ed.; Policy Brief No. 6; Series 1). Euro Prospects."),
        (
            "chicago-author-date",
            f"Banerjee, Trinabh. 2026. {BANERJEE}. Policy Brief No. 6. Edited by Annika Gerbig. Series 1. Euro",
        ),
        (
            "chicago-notes",
            f"Trinabh Banerjee, {BANERJEE}, policy brief no. 6, ed. Annika Gerbig, Series 1 (Euro Prospects, 2026),",
        ),
        (
            "mla",
            f"Banerjee, Trinabh. {BANERJEE}. Edited by Annika Gerbig, Policy brief no. 6, Euro Prospects, 4 July 2026,",
        ),
        (
            "harvard",
            f"Banerjee, T. (2026) {BANERJEE}. Edited by A. Gerbig. Policy brief 6. Euro Prospects. Available at:",
        ),
        ("vancouver", f"Banerjee T. {BANERJEE} [Policy brief] [Internet]. Gerbig A, editor. Euro Prospects; 2026 Jul."),
        ("ieee", f"T. Banerjee, “{BANERJEE},” Euro Prospects, Policy brief 6, Jul. 2026. Available:"),
        ("oscola", f"Banerjee T, ‘{BANERJEE}’ (Annika Gerbig ed, Euro Prospects 2026) Policy brief 6"),
    ],
)
def test_a_brief_reads_as_the_style_wants_it(style, entry):
    [written] = format_all([BRIEF], style, "plain")

    assert written.startswith(entry)
    assert "https://example.org/briefs/6" in written


def letters(text: str) -> str:
    """Without capitals, punctuation and blanks, which are the style's to change."""
    return re.sub(r"[\W_]", "", text).casefold()


@pytest.mark.parametrize("style", STYLES)
def test_every_awkward_and_hostile_record_gets_its_entry_in_its_place(style):
    references = [*AWKWARD.values(), *hostile(100)]

    entries = format_all(references, style, "plain")

    assert len(entries) == len(references)
    for entry, reference in zip(entries, references, strict=True):
        assert "\n" not in entry
        assert letters(reference.title) in letters(entry)


def test_an_entry_does_not_depend_on_the_others_of_the_list():
    twin = a_reference(authors=BRIEF.authors, issued=BRIEF.issued, title="Another")

    for style in STYLES:
        [alone] = format_all([BRIEF], style, "plain")
        assert format_all([twin, BRIEF, twin], style, "plain")[1] == alone


def test_nothing_in_a_title_is_read_as_markup():
    title = "<b>R&D</b> &lt; *x* _y_ $1 trillion and $2 billion [z](q) `w` @r0"

    [plain] = format_all([a_reference(title=title)], "apa", "plain")

    assert plain == f"{title}. (n.d.)."


def test_a_small_word_after_an_abbreviation_stays_small():
    [entry] = format_all([a_reference(title="Europe and the U.S. over defence")], "mla", "plain")

    assert entry == "Europe and the U.S. over Defence."


def test_a_quotation_in_a_title_takes_the_other_quotation_marks():
    news = a_reference(kind=SourceKind.NEWS, title="Why “Buy European” splits NATO", container="Le Monde")

    [entry] = format_all([news], "chicago-author-date", "plain")

    assert entry == "Le Monde. n.d. “Why ‘Buy European’ Splits NATO.”"


def test_an_abbreviated_month_and_a_missing_date_abort_nothing():
    dates = [None, PartialDate(2026), PartialDate(2026, 2), PartialDate(2026, 2, 28)]

    entries = format_all([a_reference(issued=date) for date in dates], "apa", "plain")

    assert entries == ["A title. (n.d.).", *["A title. (2026)."] * 3]


def test_a_locator_stands_in_the_citation():
    quote = a_reference(
        kind="quote",
        source_kind=SourceKind.BRIEF,
        authors=(Name.person("Ursula von der Leyen"),),
        issued=PartialDate(2026),
        locator="12",
        locator_label="paragraph",
    )

    assert cite_all([quote], "apa", "plain") == ["(von der Leyen, 2026, para. 12)"]
    assert cite_all([quote], "oscola", "plain") == ["Ursula von der Leyen, ‘A Title’ (2026) Policy brief para 12."]


def test_html_is_safe_and_links_only_to_the_web():
    awkward = a_reference(title="<script>alert(1)</script>", url="javascript:alert(1)", publisher='"><img src=x>')

    [markup] = format_all([awkward], "apa", "html")

    assert not re.search(r"<(?!/?(em|a|span|i|b|strong|sub|sup)\b)", markup)
    assert 'href="javascript' not in markup
    assert "&lt;script&gt;" in markup


def test_markdown_is_escaped():
    [entry] = format_all([a_reference(title="*R&D* _x_ [y](z)")], "apa", "markdown")

    assert entry == r"*\*R&D\* \_x\_ \[y\](z)*. (n.d.)."


def test_what_reads_like_an_entity_of_html_stays_as_it_is_in_markdown():
    written = a_reference(title="AT&amp;T &copy; R&D", issued=PartialDate(2026), url="https://x.org/?a&copy;")

    [entry] = format_all([written], "apa", "markdown")

    [inline] = [token for token in MarkdownIt("commonmark").parse(entry) if token.type == "inline"]
    assert "".join(one.content for one in inline.children or []) == (
        "AT&amp;T &copy; R&D. (2026). https://x.org/?a&copy;"
    )


def test_any_style_goes_by_its_name_even_one_that_follows_another():
    assert len(style_names()) > 2800
    assert format_all([BRIEF], "ieee-access", "plain") == format_all([BRIEF], "ieee", "plain")


@pytest.mark.parametrize("style", ["no-such-style", "../apa", "/etc/passwd", "", "apa\x00"])
def test_an_unknown_style_is_refused(style):
    with pytest.raises(Refused, match="is not a style that we know"):
        format_all([BRIEF], style, "plain")


def test_no_records_make_no_entries():
    assert format_all([], "apa", "html") == []


def test_the_engine_names_its_versions():
    assert re.fullmatch(r"pandoc \d[\d.]*, styles \d[\d.]*, \d+", styles.engine_version())
