"""Loading the curation: all of it or nothing, twice is once, and never over an editor's work."""

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import store
from app.entries import NewActor
from app.entries.curation import BadCuration
from app.entries.curation_reading import read_curation
from app.models import Actor, Base, BaseState, Claim, Link, Revision, Source, Topic
from app.models.nouns import RECORDS
from app.queries.checks import failures
from app.store import Edit, imports, seeds
from app.store.import_plans import File
from app.store.revisions import latest
from tests.factories import TEXT, a_topic, add

SEEDS = Path(__file__).parent.parent / "seeds"
EDITOR = Edit(by="Ada", reason="She is a doctor.")

CURATION = """topics:
  - {key: money, name: Money, definition: Who pays for what.}

actors:
  - key: anna-weil
    name: Anna Weil
    kind: person
    affiliations:
      - {office: speaker, organisation: the-gazette, quote: {source: report, exact: "Anna Weil said"}}
  - {key: the-gazette, name: The Gazette, kind: publisher}

sources:
  - key: report
    document: report.txt
    kind: news_item
    short: Gazette 2026
    title: A Report on the Fund
    contributors:
      - {actor: the-gazette}
    facts:
      - {what: Title, value: A Report on the Fund, quote: A Report on the Fund}

claims:
  - key: fund-should-grow
    statement: The fund should grow.
    kind: normative
    claimant: anna-weil
    attribution:
      - {actor: anna-weil, mode: paraphrase, cue: Anna Weil said}
      - {actor: the-gazette, mode: own_voice}
    quotes:
      - {source: report, exact: the fund should grow}
    topics: [money]
  - key: fund-should-shrink
    statement: The fund should shrink.
    kind: normative
    claimant: the-gazette
    attribution:
      - {actor: the-gazette, mode: own_voice}
    quotes:
      - {source: report, exact: the fund should shrink}
    topics: [money]

links:
  - {from: fund-should-grow, kind: contradicts, to: fund-should-shrink, reason: Both cannot be.}
"""


@pytest.fixture
def folder(tmp_path):
    """A small curation."""
    (tmp_path / "report.txt").write_text(TEXT)
    (tmp_path / "all.yaml").write_text(CURATION)
    return tmp_path


def edit(folder, old: str, new: str) -> None:
    """A curator changes one place of the file."""
    text = (folder / "all.yaml").read_text()
    assert text.count(old) == 1
    (folder / "all.yaml").write_text(text.replace(old, new))


def rows(session: Session) -> dict[str, int | None]:
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
    }


def version(session: Session) -> int | None:
    return session.scalar(select(BaseState.version))


def test_everything_in_the_files_is_loaded(session, folder):
    summary = seeds.load(session, folder)
    session.commit()

    assert summary.added == {"topic": 1, "actor": 2, "source": 1, "claim": 2, "link": 1}
    assert not summary.changed
    assert not summary.untouched
    assert summary.left_alone == []
    revisions = session.scalars(select(Revision)).all()
    assert {(one.number, one.by_seed, one.author) for one in revisions} == {(1, True, "curation")}
    assert list(failures(session)) == []


def test_loading_twice_changes_nothing(session, folder):
    first = seeds.load(session, folder)
    session.commit()
    before, state = rows(session), version(session)

    second = seeds.load(session, folder)
    session.commit()

    assert second.untouched == first.added
    assert not second.added
    assert not second.changed
    assert (rows(session), version(session)) == (before, state)


def test_loading_the_whole_curation_again_changes_nothing(seeded):
    before, state = rows(seeded), version(seeded)

    summary = seeds.load(seeded, SEEDS)
    seeded.flush()

    assert summary.untouched.total() == before["revisions"] == len(list(read_curation(SEEDS)))
    assert not summary.added
    assert not summary.changed
    assert summary.left_alone == []
    assert (rows(seeded), version(seeded)) == (before, state)


def test_a_change_in_the_files_becomes_a_second_revision(session, folder):
    seeds.load(session, folder)
    session.commit()
    edit(folder, "statement: The fund should grow.", "statement: The fund ought to grow.")

    summary = seeds.load(session, folder)
    session.commit()

    claim = session.scalars(select(Claim).where(Claim.slug == "fund-should-grow")).one()
    newest = latest(session, "claim", claim.id)
    assert (summary.changed, summary.untouched.total()) == ({"claim": 1}, 6)
    assert (claim.statement, claim.revision) == ("The fund ought to grow.", 2)
    assert (newest.number, newest.by_seed) == (2, True)
    assert list(failures(session)) == []
    assert seeds.load(session, folder).untouched.total() == 7


@pytest.mark.parametrize(
    ("old", "new", "noun"),
    [
        ("name: Money", "name: Funds", "topic"),
        ("name: Anna Weil", "name: Anna B. Weil", "actor"),
        ("office: speaker", "office: head", "actor"),
        ("short: Gazette 2026", "short: Gazette", "source"),
        ("exact: the fund should grow}", 'exact: "the fund should grow, Anna Weil said"}', "claim"),
        ("reason: Both cannot be", "reason: They exclude each other", "link"),
    ],
)
def test_a_change_of_any_noun_is_loaded(sqlite_session, folder, old, new, noun):
    seeds.load(sqlite_session, folder)
    sqlite_session.commit()
    edit(folder, old, new)

    summary = seeds.load(sqlite_session, folder)
    sqlite_session.commit()

    assert (summary.changed, summary.untouched.total()) == ({noun: 1}, 6)
    assert list(failures(sqlite_session)) == []


def test_a_new_entry_is_added_beside_the_old_ones(sqlite_session, folder):
    seeds.load(sqlite_session, folder)
    sqlite_session.commit()
    (folder / "more.yaml").write_text("topics:\n  - {key: time, name: Time, definition: When what is due.}\n")

    summary = seeds.load(sqlite_session, folder)

    assert (summary.added, summary.untouched.total()) == ({"topic": 1}, 7)


def test_a_document_may_grow_together_with_what_is_quoted_from_it(sqlite_session, folder):
    seeds.load(sqlite_session, folder)
    sqlite_session.commit()
    (folder / "report.txt").write_text(TEXT + "\nPublished in May 2026.\n")
    edit(
        folder,
        "quote: A Report on the Fund}",
        "quote: A Report on the Fund}\n      - {what: Published, value: May 2026, quote: in May 2026}",
    )

    summary = seeds.load(sqlite_session, folder)
    sqlite_session.commit()

    assert summary.changed == {"source": 1}
    assert list(failures(sqlite_session)) == []


def test_a_document_that_changes_under_its_quotes_is_a_mistake(sqlite_session, folder):
    seeds.load(sqlite_session, folder)
    sqlite_session.commit()
    (folder / "report.txt").write_text("Note.\n\n" + TEXT)

    with pytest.raises(BadCuration) as bad:
        seeds.load(sqlite_session, folder)

    assert len(bad.value.mistakes) == 1
    assert bad.value.mistakes[0].startswith("all.yaml:13: source report: text: the new text moves or changes 3 quoted")


def test_what_an_editor_has_changed_survives_and_is_reported(session, folder):
    seeds.load(session, folder)
    session.commit()
    actor = session.scalars(select(Actor).where(Actor.slug == "anna-weil")).one()
    entry = NewActor.model_validate(latest(session, "actor", actor.id).data)
    store.revise(session, actor, entry.model_copy(update={"name": "Dr Anna Weil"}), EDITOR, made_from=1)
    session.commit()
    edit(folder, "name: Anna Weil", "name: Anna B. Weil")
    state = version(session)

    summary = seeds.load(session, folder)
    session.commit()
    session.expire_all()

    assert summary.left_alone == [("actor", "anna-weil")]
    assert (summary.changed.total(), summary.untouched.total()) == (0, 6)
    assert (actor.name, actor.revision, version(session)) == ("Dr Anna Weil", 2, state)


def test_a_claim_that_an_editor_withdrew_stays_withdrawn(sqlite_session, folder):
    seeds.load(sqlite_session, folder)
    claim = sqlite_session.scalars(select(Claim).where(Claim.slug == "fund-should-grow")).one()
    store.withdraw(sqlite_session, claim, EDITOR, made_from=1)

    summary = seeds.load(sqlite_session, folder)

    assert summary.left_alone == [("claim", "fund-should-grow")]
    assert claim.status == "withdrawn"


def test_what_an_editor_added_stays_beside_the_curation(sqlite_session, folder):
    add(sqlite_session, a_topic(key="time", name="Time"), EDITOR)

    seeds.load(sqlite_session, folder)

    assert set(sqlite_session.scalars(select(Topic.slug))) == {"money", "time"}


MISTAKES = {
    "a word that is not in the source": (
        "exact: the fund should grow}",
        "exact: the fund should glow}",
        "all.yaml:32: claim fund-should-grow: quotes.0: these words are not in the source; "
        "copy them exactly, the nearest are “the fund should grow”",
    ),
    "words that stand several times": (
        "exact: the fund should grow}",
        "exact: the fund}",
        "all.yaml:32: claim fund-should-grow: quotes.0: stands 4 times in the source and 4 places fit; "
        "give the words before “the fund” as prefix or the words after it as suffix",
    ),
    "a cue that is not in the source": (
        "cue: Anna Weil said}",
        "cue: Anna Weil claimed}",
        "all.yaml:29: claim fund-should-grow: attribution.0.cue: “Anna Weil claimed” is not in the source; "
        "use the source’s own words",
    ),
    "a hedge that is not in the quote": (
        "    kind: normative\n    claimant: anna-weil",
        "    kind: normative\n    certainty: hedged\n    hedges: [perhaps]\n    claimant: anna-weil",
        "all.yaml:28: claim fund-should-grow: hedges.0: “perhaps” is in none of the quotes; use the quotes’ own words",
    ),
    "a chain that ends with somebody else": (
        "attribution:\n      - {actor: the-gazette, mode: own_voice}\n    quotes:\n      - {source: report, exact: the "
        "fund should shrink}",
        "attribution:\n      - {actor: the-gazette, mode: paraphrase}\n      - {actor: anna-weil, mode: own_voice}\n"
        "    quotes:\n      - {source: report, exact: the fund should shrink}",
        "all.yaml:40: claim fund-should-shrink: attribution.1.actor: anna-weil neither wrote nor published the quoted "
        "source; end the chain with one of: the-gazette",
    ),
    "a slug that names nothing": (
        "claimant: anna-weil\n    attribution:\n      - {actor: anna-weil,",
        "claimant: anna-wail\n    attribution:\n      - {actor: anna-wail,",
        "all.yaml:27: claim fund-should-grow: claimant: there is no actor “anna-wail”; "
        "correct the slug or add the record",
    ),
    "an office quoted wrongly": (
        'exact: "Anna Weil said"',
        'exact: "Anna Weil says"',
        "all.yaml:9: actor anna-weil: affiliations.0.quote: these words are not in the source; "
        "copy them exactly, the nearest are “Anna Weil said”",
    ),
    "a document that is not there": (
        "document: report.txt",
        "document: reports.txt",
        "all.yaml:14: source report: cannot read the document reports.txt (",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_reported_with_its_line_and_cure(sqlite_session, folder, mistake):
    old, new, report = MISTAKES[mistake]
    edit(folder, old, new)

    with pytest.raises(BadCuration) as bad:
        seeds.load(sqlite_session, folder)

    assert [one for one in bad.value.mistakes if one.startswith(report)] != [], bad.value.mistakes


def test_all_mistakes_are_reported_at_once_and_nothing_is_loaded(session, folder):
    session.commit()
    before = rows(session)
    for mistake in ("a word that is not in the source", "a cue that is not in the source", "an office quoted wrongly"):
        edit(folder, *MISTAKES[mistake][:2])
    edit(folder, "should shrink}", "should sink}")

    with pytest.raises(BadCuration) as bad:
        seeds.load(session, folder)
    session.commit()  # even one who commits all the same has loaded nothing

    assert sorted(int(one.split(":")[1]) for one in bad.value.mistakes) == [9, 29, 32, 41]
    assert (rows(session), version(session)) == (before, 0)


def test_what_cannot_be_read_hides_no_other_mistake(sqlite_session, folder):
    edit(folder, "name: Money,", "nmae: Money,")
    edit(folder, *MISTAKES["an office quoted wrongly"][:2])
    (folder / "more.yaml").write_text("topics: [unclosed")
    (folder / "yet-more.yaml").write_text("propositions:\n  - {key: p, sentence: P., scope: All., topic: gone}\n")

    with pytest.raises(BadCuration) as bad:
        seeds.load(sqlite_session, folder)

    assert [one.split(": ")[0] for one in bad.value.mistakes] == [
        "all.yaml:2",
        "all.yaml:2",
        "more.yaml:1",
        "yet-more.yaml:2",
        "all.yaml:9",
    ]
    assert rows(sqlite_session)["actors"] == 0


def test_a_mistake_in_a_second_load_leaves_the_first_as_it_was(session, folder):
    seeds.load(session, folder)
    session.commit()
    before, state = rows(session), version(session)
    edit(folder, "name: Money", "name: Funds")
    edit(folder, "exact: the fund should grow}", "exact: the fund should glow}")

    with pytest.raises(BadCuration):
        seeds.load(session, folder)
    session.commit()
    session.expire_all()

    assert (rows(session), version(session)) == (before, state)
    assert session.scalars(select(Topic.name)).one() == "Money"


RENAMED = [("topic", "money"), ("actor", "anna-weil"), ("source", "report"), ("claim", "fund-should-grow")]


@pytest.mark.parametrize(("noun", "slug"), RENAMED)
def test_what_an_editor_has_renamed_is_left_alone_and_the_rest_still_names_it(session, folder, noun, slug):
    seeds.load(session, folder)
    model: Any = RECORDS[noun]
    record = session.scalars(select(model).where(model.slug == slug)).one()
    store.rename(session, record, "another", EDITOR, made_from=1)
    session.commit()
    before, state = rows(session), version(session)

    summary = seeds.load(session, folder)
    session.commit()

    assert summary.left_alone == [(noun, slug)]
    assert (summary.changed.total(), summary.untouched.total()) == (0, 6)
    assert (rows(session), version(session)) == (before, state)
    assert list(failures(session)) == []


def test_a_change_in_files_that_name_an_old_slug_is_loaded_once(sqlite_session, folder):
    seeds.load(sqlite_session, folder)
    topic = sqlite_session.scalars(select(Topic)).one()
    store.rename(sqlite_session, topic, "funds", EDITOR, made_from=1)
    edit(folder, "statement: The fund should grow.", "statement: The fund ought to grow.")

    first, second = (seeds.load(sqlite_session, folder) for _ in range(2))

    assert (first.changed, second.changed) == ({"claim": 1}, {})
    claim = sqlite_session.scalars(select(Claim).where(Claim.slug == "fund-should-grow")).one()
    assert latest(sqlite_session, "claim", claim.id).data["topics"] == ["funds"]


def test_a_withdrawn_link_is_loaded_as_such(session, folder):
    edit(folder, "reason: Both cannot be.", "reason: Both cannot be., withdrawn_because: They can.")

    seeds.load(session, folder)
    session.commit()

    assert session.scalars(select(Link.withdrawn_because)).one() == "They can."
    assert seeds.load(session, folder).untouched.total() == 7
    assert list(failures(session)) == []


def test_progress_counts_every_entry(sqlite_session, folder):
    seen: list[tuple[int, int]] = []

    seeds.load(sqlite_session, folder, lambda done, total: seen.append((done, total)))

    assert seen == [(done, 7) for done in range(1, 8)]


def test_every_document_of_the_real_curation_is_loaded_unchanged(seeded):
    stored = set(seeded.scalars(select(Source.text)))

    documents = {path.read_text() for path in (SEEDS / "documents").glob("*.txt")}

    assert len(documents) == 5
    assert stored == documents


def test_the_examples_of_the_readme_are_good_curation(tmp_path):
    readme = (SEEDS / "README.md").read_text()
    examples = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    whole = [example for example in examples if re.match(r"(source|[a-z]+s):", example) and "…" not in example]
    for number, example in enumerate(whole):
        assert isinstance(yaml.safe_load(dedent(example)), dict)
        (tmp_path / f"{number}.yaml").write_text(example)
    (tmp_path / "documents").symlink_to(SEEDS / "documents")

    assert len(whole) >= 4
    assert read_curation(tmp_path).mistakes == []


def test_the_table_of_the_readme_can_be_imported(seeded):
    (example,) = re.findall(r"```csv\n(.*?)```", (SEEDS / "README.md").read_text(), re.DOTALL)

    (row,) = imports.plan(seeded, [File("claims.csv", example.encode())]).rows

    assert (row.key, str(row.what)) == ("european-suppliers-alone-risk-delays", "changed")
    assert set(row.fields) <= {"statement", "attribution", "quotes", "topics", "stances"}


def test_what_rests_on_a_text_that_an_editor_replaced_is_left_alone(session, folder):
    seeds.load(session, folder)
    session.commit()
    source, text = session.scalars(select(Source)).one(), TEXT.replace("fund should", "fund, they say, shall")
    moved = [one for one in store.preview_text(session, source, text) if one.must_be_settled]
    store.replace_text(session, source, text, {one.id: (one.start, one.stop) for one in moved}, EDITOR, made_from=1)
    session.commit()
    before, state = rows(session), version(session)

    summary = seeds.load(session, folder)
    session.commit()

    assert summary.left_alone == [
        ("source", "report"),
        ("actor", "anna-weil"),
        ("claim", "fund-should-grow"),
        ("claim", "fund-should-shrink"),
    ]
    assert (rows(session), version(session)) == (before, state)
    assert list(failures(session)) == []


def test_links_of_claims_that_an_editor_merged_are_left_alone(session, folder):
    more = """
  - {from: fund-should-shrink, kind: contradicts, to: fund-should-grow, reason: Both cannot be.}
  - {from: fund-must-grow, kind: supports, to: fund-should-grow, reason: It says more.}
  - {from: fund-must-grow, kind: contradicts, to: fund-should-shrink, reason: Still less.}
"""
    claim = CURATION[CURATION.index("  - key: fund-should-grow") : CURATION.index("  - key: fund-should-shrink")]
    must = claim.replace("key: fund-should-grow", "key: fund-must-grow")
    edit(folder, "\nlinks:\n", f"{must}\nlinks:\n")
    (folder / "all.yaml").write_text((folder / "all.yaml").read_text() + more.removeprefix("\n"))
    seeds.load(session, folder)
    store.merge(session, "claim", "fund-must-grow", "fund-should-grow", EDITOR)
    session.commit()
    before, state = rows(session), version(session)

    summary = seeds.load(session, folder)
    session.commit()

    assert summary.left_alone == [
        ("claim", "fund-must-grow"),
        ("link", "fund-must-grow supports fund-should-grow"),
        ("link", "fund-must-grow contradicts fund-should-shrink"),
    ]
    assert (rows(session), version(session)) == (before, state)
    assert list(failures(session)) == []
