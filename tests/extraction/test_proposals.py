"""What a quote's words propose: who may be the claimant, and which words hedge."""

from app.extraction.hedging import hedges
from app.extraction.mentions import Name, NameIndex
from app.extraction.sentences import Span
from app.extraction.speakers import speakers
from app.vocabulary import Mode

NAMES = NameIndex([Name("Anna Weil", "actor", "anna-weil"), Name("Ben Brand", "actor", "ben-brand")])


def _speakers(text: str, words: str) -> list[tuple[str, str, Mode]]:
    start = text.index(words)
    found = speakers(text, Span(start, start + len(words)), Span(0, len(text)), NAMES.mentions(text))
    return [(one.slug, one.cue, one.mode) for one in found]


def test_a_name_beside_a_word_of_saying_is_proposed_with_that_word():
    assert _speakers("The fund should grow, Anna Weil said.", "The fund should grow") == [
        ("anna-weil", "said", Mode.PARAPHRASE)
    ]


def test_words_in_quotation_marks_are_direct():
    assert _speakers("Ben Brand has argued that “the fund should shrink”.", "the fund should shrink") == [
        ("ben-brand", "has argued that", Mode.DIRECT)
    ]


def test_a_speaker_of_the_sentence_before_comes_after_one_of_the_same_sentence():
    text = "Anna Weil warned of haste. The fund is slow, Ben Brand added. Nobody else spoke."

    assert [slug for slug, _, _ in _speakers(text, "The fund is slow")] == ["ben-brand", "anna-weil"]


def test_he_and_she_are_whoever_spoke_last():
    text = "Anna Weil said a word about Ben Brand. It rained. The fund is slow, she added, and Ben Brand sighed."

    assert _speakers(text, "The fund is slow") == [("anna-weil", "added", Mode.PARAPHRASE)]


def test_who_is_only_spoken_about_does_not_speak():
    assert _speakers("The fund, the minister said, needs the help of Ben Brand.", "The fund") == []


def test_a_name_that_nobody_lets_speak_is_not_proposed():
    assert _speakers("The fund of Anna Weil is slow.", "The fund") == []


def test_hedging_words_are_found_as_they_are_written():
    text = "It would risk delays, may have been pragmatic and appears to be slow. In May it could rain; it could snow."

    assert hedges(text) == ["would risk", "may have been", "appears to be", "could"]


def test_plain_words_hedge_nothing():
    assert hedges("The fund is large and will grow.") == []
