"""Many editors at once, on a real server. The long form is `python -m bench.crowd`."""

from collections import Counter

import pytest

from bench.crowd import Written, prepare, write_for, wrong_in


def test_what_many_editors_are_told_is_written_is_there(database_url, tmp_path):
    token = prepare(database_url)

    crowd = write_for(database_url, tmp_path, token, editors=50, seconds=3)

    assert len(crowd.written) > 10
    assert set(crowd.answers) <= {200, 201, 409}
    assert crowd.answers[409]  # some met, and one of them was told
    assert wrong_in(database_url, crowd.written) == []


def test_a_server_that_is_killed_has_lost_nothing_that_it_acknowledged(database_url, tmp_path):
    token = prepare(database_url)
    written: list[Written] = []
    answers: Counter[int] = Counter()

    for run, seconds in enumerate((0.3, 0.7, 1.1)):
        crowd = write_for(database_url, tmp_path, token, editors=10, seconds=seconds, run=run, kill=True)
        written += crowd.written
        answers += crowd.answers

    assert written
    assert max(answers) < 500
    assert wrong_in(database_url, written) == []


@pytest.mark.parametrize("lost", [Written("shared-1", 7, "x"), Written("shared-1", 1, "Something else.")])
def test_the_proof_finds_what_is_lost(sqlite_url, lost):
    prepare(sqlite_url)

    assert len(wrong_in(sqlite_url, [lost])) == 1
