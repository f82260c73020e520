"""The base as curation files: loaded into an empty base they give an equal one."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app import store
from app.entries.curation_reading import read_curation
from app.models import Actor, Claim, Source
from app.models.nouns import NOUN_OF
from app.queries.checks import failures
from app.queries.curation import curation_files
from app.store import seeds
from app.store.revisions import entry_of
from app.store.shelf import Shelf
from tests.databases import ROOT, open_engine, open_session
from tests.factories import (
    EDIT,
    TEXT,
    a_claim,
    a_figure,
    a_hop,
    a_link,
    a_programme,
    a_quote,
    a_source,
    a_stance,
    a_topic,
    add,
    an_actor,
)


@pytest.fixture
def other(sqlite_bases):
    """A second base, empty."""
    with sqlite_bases.empty() as url, open_engine(url) as engine, open_session(engine) as session:
        yield session


def written(session, folder: Path) -> Path:
    for path, pieces in curation_files(session):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("".join(pieces), newline="")
    return folder


def everything(session):
    """What every record is, by noun and key, under the slugs of now."""
    shelf, found = Shelf(session), {}
    for model, noun in NOUN_OF.items():
        for record in session.scalars(select(model)):
            entry = shelf.current(entry_of(session, record))
            found[noun, entry.key] = entry.canonical()
    return found


def equal_after_loading(session, other, folder) -> bool:
    seeds.load(other, written(session, folder))
    assert list(failures(other)) == list(failures(session)) == []
    other.expunge_all()
    assert everything(other) == everything(session)
    again = seeds.load(other, folder)
    return not again.added and not again.changed and not again.left_alone


def test_the_whole_curation_comes_back_equal(seeded, other, tmp_path):
    assert equal_after_loading(seeded, other, tmp_path)
    documents = {path.read_bytes() for path in (tmp_path / "documents").iterdir()}
    assert documents == {path.read_bytes() for path in (ROOT / "seeds" / "documents").glob("*.txt")}


def test_the_files_look_as_if_written_by_hand(seeded, tmp_path):
    written(seeded, tmp_path)

    claims = (tmp_path / "claims" / "rutte-urges-dual-track.yaml").read_text()
    assert claims.startswith("source: rutte-urges-dual-track\n\nclaims:\n  - key: rearm-on-a-dual-track\n")
    assert '    quotes:\n      - "Mark Rutte has urged European governments' in claims
    assert "    topics: [buying-american, industrial-capacity]\n" in claims
    assert "    statement: >-\n      European governments should pursue" in claims
    assert "\n\n  - key: " in claims
    sources = (tmp_path / "sources.yaml").read_text()
    assert "    published: 2026-07-04\n" in sources
    assert "    document: documents/banerjee-defence-technology-union.txt\n" in sources
    assert "    series_number: 6\n" in sources
    for path in tmp_path.rglob("*.yaml"):
        assert "!!" not in path.read_text()
        assert "start:" not in path.read_text(), path


def test_awkward_values_come_back(session, other, tmp_path):
    """What YAML could take for something else, and words that stand several times or run over lines."""
    text = "The fund\n\n  grows:\tthe fund “grows” — “no”\u00a0…\n\n" + TEXT
    add(session, a_source(text=text, title="yes", series_number="007", note="# no comment: a note, [really] {it} is"))
    quotes = [
        a_quote("fund\n\n  grows:\tthe fund"),
        a_quote("the fund", prefix="In short, "),
        a_quote("the fund", start=text.rindex("the fund")),
        a_quote("“no”\u00a0…"),
    ]
    figure = a_figure(text="“no”", measure="null", value=0.1, currency=None, unit="2025-12")
    add(session, a_claim(statement="~", quotes=quotes, figures=[figure], said="2025", note="long " * 200, hedges=[]))
    add(
        session,
        an_actor(key="x", name="null", aliases=["no", "2025-12-31", "1.0", "- a", "a: b", "'q'", '"q"', "&a", "é"]),
    )
    add(session, a_topic(key="y", name="On", definition="0x1F"))
    add(session, a_source(key="empty-end", text="Words at the end\n\n\n"))
    session.commit()

    assert equal_after_loading(session, other, tmp_path)
    assert "start: " in (tmp_path / "claims" / "report.yaml").read_text()


def test_what_was_renamed_merged_and_withdrawn_comes_back_as_it_is_now(session, other, tmp_path):
    add(session, a_claim(key="one", stances=[a_stance()], about=["nato"], programmes=["the-fund"]))
    add(session, a_claim(key="taken-back", attribution=[a_hop("anna-weil", "direct", cue="she added"), a_hop()]))
    lost = add(session, a_claim(key="lost", quotes=[a_quote("Ben Brand disagreed")]))
    add(session, an_actor(key="the-alliance", name="The Alliance"))
    add(session, a_programme(key="fund-2", related=[{"kind": "succeeds", "programme": "the-fund"}]))
    link = add(session, a_link(**{"from": "one", "to": "taken-back"}))
    add(session, a_link(**{"from": "one", "to": "lost"}))
    store.rename(session, session.scalars(select(Actor).where(Actor.slug == "anna-weil")).one(), "a-weil", EDIT, 1)
    store.rename(session, session.scalars(select(Source)).one(), "gazette", EDIT, 1)
    store.merge(session, "actor", "nato", "the-alliance", EDIT)
    store.merge(session, "programme", "the-fund", "fund-2", EDIT)
    store.withdraw(session, session.scalars(select(Claim).where(Claim.slug == "taken-back")).one(), EDIT, 1)
    store.withdraw(session, link, EDIT, 1)
    store.withdraw(session, lost, EDIT, 1)
    source = session.scalars(select(Source)).one()
    new = TEXT.replace("Ben Brand disagreed", "Somebody differed")
    found = store.preview_text(session, source, new)
    settled = {one.id: None if one.exact == "Ben Brand disagreed" else (one.start, one.stop) for one in found}
    store.replace_text(session, source, new, settled, EDIT, made_from=2)
    session.commit()

    assert equal_after_loading(session, other, tmp_path)
    keys = {curated.key for curated in read_curation(tmp_path)}
    assert {"a-weil", "gazette", "the-alliance", "fund-2", "lost"} <= keys
    assert not {"anna-weil", "report", "nato", "the-fund"} & keys
    withdrawn = (tmp_path / "claims" / "gazette.yaml").read_text()
    assert "  # Withdrawn by Ada: Because the source says so.\n  - key: taken-back\n" in withdrawn


def test_an_empty_base_gives_no_files(sqlite_session):
    assert list(curation_files(sqlite_session)) == []
