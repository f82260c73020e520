"""The measurements run from end to end over a small base, with our own server only."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench import bases, report, timing
from bench.cases import Case, cases_for
from bench.servers import ascribe
from bench.timing import time_case

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def built(tmp_path, monkeypatch) -> bases.Built:
    monkeypatch.setattr(bases, "FOLDER", tmp_path)
    return bases.base_of(100)


def test_a_base_is_built_once_and_found_again(built):
    changed = built.path.stat().st_mtime_ns

    assert bases.base_of(100) == built
    assert built.path.stat().st_mtime_ns == changed


def test_every_case_is_answered_and_the_server_is_gone_afterwards(built, monkeypatch):
    monkeypatch.setattr(timing, "REQUESTS", 2)
    monkeypatch.setattr(timing, "SECONDS", 0.2)

    with ascribe(built) as server:
        timed = [time_case(case, built, server, None) for case in cases_for(built)]
        missing = time_case(Case("missing", "/nowhere"), built, server, None)

    assert [(one.case.ours, one.status) for one in timed if one.status != 200] == []
    assert all(one.first and one.later and one.size for one in timed)
    assert "answered with 404" in report.cases_table([missing])
    assert not Path(f"/proc/{server.pid}").exists()


def test_a_base_that_is_built_is_known_again_in_another_process():
    ask = [sys.executable, "-c", "from bench.bases import _fingerprint; print(_fingerprint(1_000))"]

    said = {subprocess.run(ask, cwd=ROOT, check=True, capture_output=True, timeout=60).stdout for _ in range(2)}

    assert len(said) == 1
