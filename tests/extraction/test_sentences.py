"""Where a sentence ends, case by case, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.sentences import Span, around, sentences

DOCUMENTS = sorted(Path(__file__).parents[2].joinpath("seeds", "documents").glob("*.txt"))

# " | " stands for a space and "|" for nothing, each where a sentence ends.
HARD_CASES = [
    # abbreviations
    "As European nations reduce reliance on U.S. supplies, they grow. | It helps.",
    "Tensions with the U.S. Congress grew.",
    "NATO met in the U.S. | The talks failed. | They will resume.",
    "Delivery times for U.S.-made weapons systems are long. | Some wait.",
    "Series 1, Brief No. 6 · Editor: Annika Gerbig",
    "Some assets (e.g. satellites, i.e. enablers) are scarce. | Others are not.",
    "Updated Feb. 28, 2026 by staff.",
    "It ended in Feb. | Germany agreed.",
    "Dr. Kubilius met Gen. Smith in St. Petersburg.",
    "See Art. 173 and Art. IV of the Treaty.",
    "That is state of the art. | Europe needs it.",
    "Under Reg. (EU) 2023/2418 states buy together.",
    "J. R. Smith and George W. Bush agreed.",
    "Boeing Co. Chairman J. Doe left at 5 p.m. | He said nothing.",
    "Tanks, drones, etc. | Europe buys both.",
    "U.S.Pushes for Shift in NATO Defense Burden",
    # numbers
    "From 2022 to 2024, 50.7% went to the US. | Germany spent €2.5 billion. | 27 states agreed.",
    "It is decided in 2027. | It stays (enshrined in Article 4.2 of the Treaty) so.",
    # quotes, brackets, notes
    "It is “shaped by Europeans.” | He said so.",
    "“It works.” | “It does not.”",
    "It is “shaped by Europeans.” he said.",
    "“Why now?” he asked.",
    "“Why now?” Mark Rutte asked.",
    "Why now? | Because it is late! | “Really?” | Yes.",
    "(The EU agreed. | The US did not.) | Talks go on.",
    "The EU (!) Commission agreed.",
    "It was adopted.[12] | It applies.³ | It works.12 | The rest follows.",
    # ellipsis
    "…Europe needs alternatives.",
    "It is late… | Europe must act... and soon.",
    "The EU … The US … agreed.",
    "The Council […] Europe agreed. | [...] It ended.",
    # glued and lower-case sentences
    "It worried lawmakers on Capitol Hill.|It remains unclear.",
    "It was said by Rutte.|He went on in 2027.|It held for NATO.|The rest is known.",
    "He wanted Europeans.”|She did not.",
    "US-NATO Defense Brief – NBot – nbot.ai",
    "See https://example.org/brief.The and www.Nato.Int or Node.Js or St.Petersburg.",
    "They ordered systems. | furthermore,the U.S. provides assets.",
    "It is a short timeframe. | the European Union has its own goal.",
    "The U.S. and approx. five others, cf. annex no. ten.",
]


def the_sentences(text: str) -> list[str]:
    return [text[span.start : span.stop] for span in sentences(text)]


def in_pairs(edges: list[int]) -> list[tuple[int, int]]:
    return list(zip(edges[::2], edges[1::2], strict=True))


def joined(case: str) -> str:
    return case.replace(" | ", " ").replace("|", "")


@pytest.mark.parametrize("case", HARD_CASES)
def test_a_text_is_split_where_a_reader_would_split_it(case: str) -> None:
    found = the_sentences(joined(case))

    assert found == [sentence.strip() for sentence in case.split("|")]


def test_a_line_break_ends_a_sentence() -> None:
    assert the_sentences("A heading\nand no full stop\r\n\u2028The end") == ["A heading", "and no full stop", "The end"]


@pytest.mark.parametrize("marker", ["• ", "  • ", "- ", "– ", "1. ", "  12. ", "a) ", "(3) "])
def test_a_list_marker_is_no_part_of_the_sentence(marker: str) -> None:
    text = f"Goals:\n{marker}Air defence. It is urgent.\n"

    assert the_sentences(text) == ["Goals:", "Air defence.", "It is urgent."]


def test_offsets_are_into_the_whole_text() -> None:
    text = "😀 Nothing. First one. Second one. Nothing."
    start = text.index("First")

    assert sentences(text, start, start + 22) == [Span(start, start + 10), Span(start + 11, start + 22)]


def test_a_quote_is_shown_in_its_sentence_and_those_beside_it() -> None:
    text = "Heading\nOne here. Two here. Three here. Four here.\nNext block."
    block = Span(8, text.index("\nNext"))
    quote = text.index("wo here. Th")

    before, middle, after = around(text, quote, quote + 11, block)

    assert before is not None
    assert text[before.start : before.stop] == "One here."
    assert text[middle.start : middle.stop] == "Two here. Three here."
    assert after is not None
    assert text[after.start : after.stop] == "Four here."


def test_a_quote_that_fills_its_block_has_nothing_beside_it() -> None:
    text = "Heading\nOnly this.\nNext block."

    assert around(text, 8, 18, Span(8, 18)) == (None, Span(8, 18), None)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_sentence_of_the_seed_documents_starts_and_ends_like_one(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    for line in text.splitlines():
        *inner, last = the_sentences(line) or [""]

        assert all(sentence.rstrip("”").endswith((".", "?", "!")) for sentence in inner), line
        assert all(not sentence.startswith((" ", ",", "•", "- ")) for sentence in [*inner, last]), line
        assert not any(sentence.endswith(("U.S.", "No.", "vs.")) for sentence in inner), line


@pytest.mark.parametrize(
    ("part", "number"), [("000", 56), ("001", 13), ("002", 15), ("003", 146), ("004", 173)], ids=str
)
def test_the_seed_documents_keep_the_sentences_that_were_read_and_found_right(part: str, number: int) -> None:
    (path,) = (path for path in DOCUMENTS if path.name.startswith(part))

    assert len(sentences(path.read_text(encoding="utf-8"))) == number


def texts() -> st.SearchStrategy[str]:
    pieces = [
        "U.S.",
        "No. 6",
        "Hill.It",
        ". ",
        ".”",
        "…",
        "?",
        "! ",
        "the",
        "The",
        "[12]",
        "(",
        ")",
        "“",
        "’",
        "\n",
        " ",
    ]
    pieces += ["4.2", "e.g.", "• ", "- ", "1. ", "https://a.b/C.De", "😀", "\u2028", "\N{NO-BREAK SPACE}"]
    return st.lists(st.sampled_from(pieces) | st.text(max_size=3), max_size=25).map("".join)


@given(text=texts(), first=st.integers(0, 30), length=st.integers(0, 90))
def test_sentences_are_in_order_apart_and_inside_the_range(text: str, first: int, length: int) -> None:
    start, stop = min(first, len(text)), min(first + length, len(text))

    found = sentences(text, start, stop)

    edges = [start, *(edge for span in found for edge in (span.start, span.stop)), stop]
    assert edges == sorted(edges)
    assert all(span.start < span.stop and text[span.start : span.stop].strip() for span in found)
    assert all(text[span.start : span.stop] == text[span.start : span.stop].strip() for span in found)


@given(text=texts())
def test_nothing_but_markers_and_white_space_is_left_out(text: str) -> None:
    for line in text.splitlines():
        found = sentences(line)
        edges = [0, *(edge for span in found for edge in (span.start, span.stop)), len(line)]

        marker = "".join(line[a:b] for a, b in in_pairs(edges)).split()
        assert len(marker) <= 1
        assert not marker or line.split()[0] == marker[0]


@given(text=texts(), numbers=st.tuples(st.integers(0, 60), st.integers(1, 20)))
def test_the_passage_around_a_quote_holds_the_quote(text: str, numbers: tuple[int, int]) -> None:
    text += "The end."
    start = min(numbers[0], len(text) - 1)
    stop = min(start + numbers[1], len(text))

    before, middle, after = around(text, start, stop, Span(0, len(text)))

    assert middle.start <= start < stop <= middle.stop
    assert before is None or before.stop <= middle.start
    assert after is None or middle.stop <= after.start
