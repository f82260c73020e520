"""Where actors stand, and with whom they agree: from stances alone."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.positions import Side, agreements, contest, position, positions
from app.vocabulary import StanceValue

SUPPORTS, OPPOSES, MIXED, NEUTRAL = (
    StanceValue.SUPPORTS,
    StanceValue.OPPOSES,
    StanceValue.MIXED,
    StanceValue.NEUTRAL,
)
STANCES = st.sampled_from(StanceValue)
SIDES = st.lists(st.builds(Side, st.integers(1, 5), st.integers(1, 5), STANCES), max_size=40)


@pytest.mark.parametrize(
    ("stances", "comes_to"),
    [
        ([SUPPORTS], SUPPORTS),
        ([OPPOSES, OPPOSES], OPPOSES),
        ([MIXED], MIXED),
        ([NEUTRAL, NEUTRAL], NEUTRAL),
        ([SUPPORTS, OPPOSES], MIXED),
        ([SUPPORTS, MIXED], MIXED),
        ([OPPOSES, MIXED, NEUTRAL], MIXED),
        ([NEUTRAL, SUPPORTS], SUPPORTS),
        ([OPPOSES, NEUTRAL], OPPOSES),
        ([], NEUTRAL),
    ],
)
def test_several_stances_come_to_one_position(stances, comes_to):
    assert position(stances) == comes_to


@given(st.lists(STANCES), st.randoms())
def test_neither_order_nor_repetition_changes_a_position(stances, random):
    shuffled = stances * 2
    random.shuffle(shuffled)

    assert position(shuffled) == position(stances)


@given(st.lists(STANCES, min_size=1))
def test_a_position_is_a_side_only_if_nothing_speaks_against_it(stances):
    found = position(stances)

    if found in {SUPPORTS, OPPOSES}:
        assert set(stances) - {NEUTRAL} == {found}
    else:
        assert found == (NEUTRAL if set(stances) == {NEUTRAL} else MIXED)


@given(SIDES)
def test_every_actor_has_one_position_on_each_proposition_it_takes_up(sides):
    found = positions(sides)

    assert {(actor, on) for actor, taken in found.items() for on in taken} == {
        (one.actor, one.proposition) for one in sides
    }


def test_actors_agree_on_the_same_side_and_disagree_on_opposite_ones():
    sides = [
        Side(1, 10, SUPPORTS),
        Side(1, 20, OPPOSES),
        Side(1, 30, SUPPORTS),
        Side(2, 10, SUPPORTS),
        Side(2, 20, SUPPORTS),
        Side(2, 30, SUPPORTS),
    ]

    (other,) = agreements(1, sides)

    assert (other.other, other.agree, other.disagree) == (2, (10, 30), (20,))


@pytest.mark.parametrize("undecided", [MIXED, NEUTRAL])
def test_an_undecided_position_is_neither_agreement_nor_disagreement(undecided):
    sides = [Side(1, 10, SUPPORTS), Side(2, 10, undecided), Side(1, 20, undecided), Side(2, 20, undecided)]

    assert agreements(1, sides) == []


def test_repeated_claims_count_once_and_claims_on_both_sides_not_at_all():
    sides = [*[Side(1, 10, SUPPORTS)] * 3, *[Side(2, 10, SUPPORTS)] * 2, Side(3, 10, SUPPORTS), Side(3, 10, OPPOSES)]

    assert [(one.other, one.agree) for one in agreements(1, sides)] == [(2, (10,))]


def test_those_with_most_in_common_or_in_dispute_come_first():
    sides = [Side(actor, on, SUPPORTS) for actor in (1, 3) for on in (10, 20)]
    sides += [Side(2, 10, OPPOSES), Side(4, 20, OPPOSES), Side(4, 10, SUPPORTS)]

    assert [one.other for one in agreements(1, sides)] == [3, 4, 2]


def test_an_actor_who_takes_no_side_is_in_nobodys_company():
    assert agreements(9, [Side(1, 10, SUPPORTS), Side(2, 10, SUPPORTS)]) == []
    assert agreements(9, []) == []


@given(SIDES)
def test_agreement_and_disagreement_are_mutual(sides):
    actors = {side.actor for side in sides}

    found = {(one, other.other): other for one in actors for other in agreements(one, sides)}

    for (one, other), theirs in found.items():
        assert one != other
        assert set(found[other, one].agree) == set(theirs.agree)
        assert set(found[other, one].disagree) == set(theirs.disagree)


@given(SIDES)
def test_nobody_agrees_and_disagrees_with_another_on_one_proposition(sides):
    for actor in {side.actor for side in sides}:
        for other in agreements(actor, sides):
            assert not set(other.agree) & set(other.disagree)
            assert other.agree or other.disagree


def test_a_proposition_is_as_contested_as_its_smaller_side_is_large():
    even, uneven, agreed = {SUPPORTS: 2, OPPOSES: 2}, {SUPPORTS: 9, OPPOSES: 1}, {SUPPORTS: 50, NEUTRAL: 3}

    assert sorted([agreed, even, uneven, {}], key=contest, reverse=True) == [even, uneven, agreed, {}]


@given(st.lists(STANCES))
def test_a_contest_counts_every_stance_and_no_side_twice(stances):
    smaller, together = contest(Counter(stances))

    assert together == len(stances)
    assert 2 * smaller <= together
