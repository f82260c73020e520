"""The comparison of the styles in docs/: every entry is what the styles make of the same works today."""

import re

import pytest

from app.citations import styles
from app.citations.styles import STYLES, format_all
from tests.citations.compared import PAGE, compared
from tests.citations.works import WORKS

pytestmark = pytest.mark.skipif(not styles.available(), reason="pandoc and the CSL styles are not installed")


def written(name: str, style: str) -> str:
    [entry] = format_all([WORKS[name]], style, "plain")
    return entry


def test_the_page_in_docs_is_what_the_styles_make_today(seeded):
    assert PAGE.read_text(encoding="utf-8") == compared(seeded), "run: python -m tests.citations.compared"


def test_the_list_of_differences_names_files_that_are_there():
    text = PAGE.with_name("citation-styles.md").read_text(encoding="utf-8")

    named = set(re.findall(r"`(app/[^`]+)`", text))
    assert named
    assert all((PAGE.parents[1] / name).is_file() for name in named)


@pytest.mark.parametrize(
    ("name", "style", "entry"),
    [
        ("with editors only", "vancouver", "Weil A, Roux B, editors. Essays on defence [Internet]."),
        ("an analysis without a date", "apa", "Weil, A. (n.d.). Paying for defence [Analysis]. https://"),
        ("a web page with the day it was seen", "apa", "European Court of Auditors. (n.d.). About the fund. Retrieved"),
        ("a speech", "vancouver", "Rutte M. Paying together [Speech] [Internet]. Speech. 2025 Mar 14."),
        ("a speech", "mla", "Rutte, Mark. “Paying Together.” Speech. 14 Mar. 2025, https://"),
        ("a speech", "chicago-notes", "Mark Rutte, “Paying Together,” speech, March 14, 2025, https://"),
        ("by a body that publishes it itself", "apa", "European Court of Auditors. (2025). Special report. https://"),
        ("by a body that publishes it itself", "mla", "Special Report. European Court of Auditors, 14 Mar. 2025,"),
        ("by a person and a body", "mla", "Weil, Anna, and European Court of Auditors. Paying for Defence. Institute"),
        (
            "our record of a claim",
            "apa",
            "Ascribe. (2026, November 20). Anna Weil: The fund should grow [Claim record].",
        ),
        ("news without a byline, a date or a paper", "harvard", "Fund grows again (no date). Available at: https://"),
        ("news without a byline", "harvard", "The Brussels Post (2025) ‘Fund grows again’, 14 March."),
        ("Chinese", "ieee", "王小波, “欧洲防务一体化,” Institute for Funds,"),
        ("Ukrainian", "apa", "Рішко, В. (2025). Оборона Європи. Institute for Funds."),
        ("a particle", "chicago-author-date", "Leyen, Ursula von der. 2025. Paying for Defence."),
        ("a particle", "apa", "von der Leyen, U. (2025). Paying for defence."),
        ("a suffix", "vancouver", "King ML Jr. Paying for defence"),
    ],
)
def test_an_awkward_work_reads_as_the_manual_asks(name, style, entry):
    assert written(name, style).startswith(entry)


@pytest.mark.parametrize("style", STYLES)
def test_no_entry_holds_a_word_that_waits_for_what_is_not_there(style):
    for name in WORKS:
        entry = written(name, style)
        assert not re.search(r"Retrieved https|presented at|editors?[A-Z]|\(\)|\[\]|,,|, \.|\b[Ii]n: ?$", entry), entry
        assert "None" not in entry
