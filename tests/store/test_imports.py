"""Importing files: what would be done is known before, is done as said, and done again changes nothing."""

import pytest
from sqlalchemy import func, select

from app import store
from app.errors import Refused
from app.models import Actor, Base, BaseState, Claim, Programme, Revision, Source
from app.queries.checks import failures
from app.store import Edit, imports
from app.store.import_plans import File, Outcome
from app.store.revisions import entry_of
from tests.curations import MEMO, MEMO_CURATION, TOPIC
from tests.factories import EDIT, TEXT, a_claim, a_figure, a_hop, a_quote, a_source, a_stance, add, an_actor

IMPORT = Edit(by="Ada", reason="From the spreadsheet.")
YAML = TOPIC + MEMO_CURATION
ALL = (File("all.yaml", YAML.encode()), File("memo.txt", MEMO.encode()))
HEAD = "key,statement,kind,claimant,source,quote,cue,topics,stances\n"
CLAIM = "grow,The fund should grow.,normative,anna-weil,report,the fund should grow,Anna Weil said,money,{}\n"


def table(*rows: str, name: str = "claims.csv") -> list[File]:
    return [File(name, "".join(rows).encode())]


def counted(session):
    """How many rows each table has, and the version of the base."""
    rows = {
        table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
    }
    return rows, session.scalar(select(BaseState.version))


def outcomes(plan):
    return [(row.line, row.noun, row.key, str(row.what)) for row in plan.rows]


def imported(session, files, **options):
    plan = imports.plan(session, files)
    done = imports.apply(session, plan, IMPORT, **options)
    session.commit()
    session.expire_all()
    return done


@pytest.fixture
def base(session):
    """A source that the tables of a test quote."""
    add(session, a_claim(stances=[a_stance()]))
    session.commit()
    return session


def test_what_would_be_done_is_said_and_nothing_is_written(session):
    before = counted(session)

    plan = imports.plan(session, ALL)
    session.commit()

    assert outcomes(plan) == [
        (2, "topic", "time", "added"),
        (4, "actor", "ministry", "added"),
        (6, "source", "memo", "added"),
        (13, "claim", "time-is-short", "added"),
    ]
    assert plan.writes
    assert counted(session) == before


def test_what_was_planned_is_done_in_the_name_of_the_editor(session):
    done = imported(session, ALL)

    assert {row.what for row in done.rows} == {Outcome.ADDED}
    assert session.scalar(select(Source.text)) == "We find that time is short."
    revisions = session.scalars(select(Revision)).all()
    assert {(one.author, one.reason, one.by_seed) for one in revisions} == {("Ada", "From the spreadsheet.", False)}
    assert list(failures(session)) == []


def test_the_same_files_again_change_nothing(session):
    imported(session, ALL)
    before = counted(session)

    again = imported(session, ALL)

    assert {row.what for row in again.rows} == {Outcome.UNCHANGED}
    assert not again.writes
    assert counted(session) == before


def test_a_change_is_named_by_its_fields_and_made_from_what_is_there(session):
    imported(session, ALL)
    changed = YAML.replace("name: Ministry,", "name: The Ministry, note: Of time.,")

    plan = imports.plan(session, [File("all.yaml", changed.encode()), ALL[1]])

    (row,) = plan.of(Outcome.CHANGED)
    assert (row.key, row.fields, row.made_from) == ("ministry", ("name", "note"), 1)
    imports.apply(session, plan, IMPORT)
    assert session.scalars(select(Actor)).one().revision == 2
    assert list(failures(session)) == []


def test_everything_wrong_is_refused_with_its_line_and_the_rest_can_be_written(session):
    wrong = YAML.replace("exact: time is short", "exact: time is shirt")
    more = "links:\n  - {from: time-is-short, kind: supports, to: gone, reason: R.}\ntopics:\n  - {key: No Slug}\n"
    files = [File("all.yaml", wrong.encode()), ALL[1], File("more.yaml", more.encode())]

    plan = imports.plan(session, files)

    assert [str(row) for row in plan.of(Outcome.REFUSED)] == [
        "all.yaml:18: claim time-is-short: quotes.0: these words are not in the source; copy them exactly, the nearest "
        "are “time is short”",
        "more.yaml:2: link time-is-short supports gone: to_claim: there is no claim “gone”; "
        "correct the slug or add the record",
        "more.yaml:4: topic No Slug: key: is no slug; write lower-case letters, digits and single hyphens, such as "
        "mark-rutte",
        "more.yaml:4: topic No Slug: name: is missing; add it",
        "more.yaml:4: topic No Slug: definition: is missing; add it",
    ]
    with pytest.raises(Refused, match=r"all\.yaml:18: quotes"):
        imports.apply(session, plan, IMPORT)
    session.rollback()
    done = imports.apply(session, plan, IMPORT, partly=True)
    session.commit()
    assert len(done.of(Outcome.ADDED)) == 3
    assert session.scalars(select(Claim)).all() == []
    assert list(failures(session)) == []


def test_what_names_something_refused_is_refused_too(session):
    wrong = YAML.replace("kind: report", "kind: rumour")

    plan = imports.plan(session, [File("all.yaml", wrong.encode()), ALL[1]])

    assert {(row.key, row.what) for row in plan.rows} == {
        ("time", Outcome.ADDED),
        ("ministry", Outcome.ADDED),
        ("memo", Outcome.REFUSED),
        ("time-is-short", Outcome.REFUSED),
    }
    (claim,) = [row for row in plan.rows if row.noun == "claim"]
    assert claim.why == "names something that is refused"


def test_a_base_that_has_changed_since_the_dry_run_is_not_written_over(base):
    rows = table("key,name,kind\n", "anna-weil,Dr Anna Weil,person\n", name="actors.csv")
    plan = imports.plan(base, rows)
    actor = base.scalars(select(Actor).where(Actor.slug == "anna-weil")).one()
    store.revise(base, actor, an_actor(note="New."), EDIT, made_from=1)
    base.commit()

    with pytest.raises(Refused, match="the base has changed since this import was tried; try it again"):
        imports.apply(base, plan, IMPORT)
    base.rollback()

    base.expire_all()
    assert (actor.name, actor.note) == ("Anna Weil", "New.")


def test_a_document_is_only_taken_from_the_files_that_were_sent(session):
    (row,) = imports.plan(session, [File("all.yaml", YAML.replace("texts/memo.txt", "/etc/hostname").encode())]).of(
        Outcome.REFUSED
    )[:1]

    assert row.why == "cannot read the document /etc/hostname (it is not among the files); correct the path"


def test_a_row_of_a_table_is_a_claim(base):
    rows = table(HEAD, CLAIM.format('"supports: the-fund-should-grow; opposes: programme/the-fund"'))
    (row,) = imports.plan(base, rows).rows
    assert row.why.startswith("stances.1.programme: there is no programme “the-fund”")

    add(base, a_claim(key="x", programmes=["the-fund"]))
    imported(base, rows)
    claim = base.scalars(select(Claim).where(Claim.slug == "grow")).one()
    assert [(hop.actor.slug, hop.mode, hop.cue) for hop in claim.hops] == [
        ("anna-weil", "paraphrase", "Anna Weil said"),
        ("the-gazette", "own_voice", None),
    ]
    assert [(one.stance, one.target.slug) for one in claim.stances] == [
        ("supports", "the-fund-should-grow"),
        ("opposes", "the-fund"),
    ]
    assert ([quote.exact for quote in claim.quotes], claim.topics[0].slug) == (["the fund should grow"], "money")
    assert list(failures(base)) == []


def test_a_claimant_who_wrote_the_source_speaks_in_the_own_voice(base):
    row = "own,It does.,factual,the-gazette,report,The Gazette sees it otherwise,,money,\n"

    imported(base, table(HEAD, row))

    claim = base.scalars(select(Claim).where(Claim.slug == "own")).one()
    assert [(hop.actor.slug, hop.mode) for hop in claim.hops] == [("the-gazette", "own_voice")]


def test_a_table_changes_only_the_columns_that_it_has(base):
    whole = a_claim(
        key="whole", stances=[a_stance()], figures=[a_figure()], quotes=[a_quote("€2 billion"), a_quote()],
        attribution=[a_hop("anna-weil", "direct", cue="she added"), a_hop()], about=["nato"], note="N.",
    )  # fmt: skip
    claim = add(base, whole)
    before = entry_of(base, claim).canonical()
    base.commit()

    imported(base, table("key;note;said;source;quote\n", "whole;;2026;report;Anna Weil said\n"))

    after = entry_of(base, claim).canonical()
    quotes = before.pop("quotes"), after.pop("quotes")
    del before["note"]
    assert after == before | {"said": "2026"}
    assert [quote["exact"] for quote in quotes[1]] == ["€2 billion", "the fund should grow", "Anna Weil said"]
    assert {row.what for row in imported(base, table("key;source;quote\n", "whole;report;€2 billion\n")).rows} == {
        Outcome.UNCHANGED
    }
    assert list(failures(base)) == []


@pytest.mark.parametrize(
    ("name", "content", "noun"),
    [
        (
            "actors.csv",
            "key,name,kind,aliases,source,quote\nnato,NATO,alliance,the alliance; OTAN,report,Anna Weil",
            "actor",
        ),
        ("programmes.csv", "key\tname\tkind\tstatus\nsafe\tSAFE\tinstrument\tadopted", "programme"),
        ("my topics.csv", "key,name,definition\ntime,Time,When.", "topic"),
        ("propositions-2026.csv", "\ufeffkey,sentence,scope,topic\r\nit,It is so.,All.,money\r\n", "proposition"),
    ],
)
def test_every_noun_without_a_text_has_a_table(base, name, content, noun):
    done = imported(base, [File(name, content.encode())])

    assert [(row.noun, str(row.what), row.line) for row in done.rows] == [(noun, "added", 2)]
    assert not imports.plan(base, [File(name, content.encode())]).writes
    assert list(failures(base)) == []


def test_the_words_behind_a_description_come_with_it(base):
    imported(
        base, table("key,description,source,quote\n", "anna-weil,A speaker.,report,Anna Weil said\n", name="actors.csv")
    )

    actor = base.scalars(select(Actor).where(Actor.slug == "anna-weil")).one()
    assert (actor.description, actor.description_quote.exact) == ("A speaker.", "Anna Weil said")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("key,nmae\nx,X\n", "topics.csv:1: “nmae” is no column here; did you mean name?"),
        ("name,definition\nX,Y\n", "topics.csv:1: there is no column “key”; add it"),
        ("key,key\nx,y\n", "topics.csv:1: the column “key” stands twice; take one out"),
        ("key,name\nx,X,Y\n", "topics.csv:2: has more cells than the head; put a cell with a separator in quotes"),
        ('key,name\nx,"X\n', "topics.csv:2: not CSV: unexpected end of data; mend the file"),
        ("", "topics.csv:1: there is no column “key”; add it"),
        ("key,name,definition\n", "topics.csv:1: there is nothing to import; send entries"),
        ('key,name,definition\n\nx,"X\ny",D.\n,Y,D.\n', "topics.csv:5: topic : key: is empty; fill it in"),
        ("key,name,definition\nx,X,D.\nx,Y,D.\n", "topics.csv:3: topic x: key stands already at topics.csv:2; choose"),
        ("key,name,definition\nx,X\n", "topics.csv:2: topic x: definition: is missing; add it"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_its_line(sqlite_session, content, complaint):
    refused = imports.plan(sqlite_session, table(content, name="topics.csv")).of(Outcome.REFUSED)

    assert [one for one in map(str, refused) if one.startswith(complaint)], list(map(str, refused))


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        (File("data.csv", b"key,note\nx,y\n"), "data.csv:1: does not say what its rows are; name the file topics.csv"),
        (File("topics.csv", b"key\n\xff\xfe\n"), "topics.csv:1: is not in UTF-8; save it as CSV UTF-8"),
        (File("a.yaml", b"\xff"), "a.yaml:1: not YAML: 'utf-8' codec"),
        (File("a.docx", b"PK"), "a.docx:1: is no file that can be imported; send .yaml, .csv, or .txt with them"),
        (File("a.txt", b"Words"), "a.txt:1: there is nothing to import; send entries"),
        (
            File("a.csv", b"key,statement\nx,\0\n"),
            "a.csv:2: claim x: statement: holds a character that cannot be shown",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(sqlite_session, file, complaint):
    refused = imports.plan(sqlite_session, [file]).of(Outcome.REFUSED)

    assert str(refused[0]).startswith(complaint)


def test_two_files_of_one_name_are_not_told_apart(sqlite_session):
    (row,) = imports.plan(sqlite_session, [*table("key\n"), *table("key\n")]).of(Outcome.REFUSED)

    assert row.why == "two files have this name; give one another"


def test_a_stance_that_is_none_is_refused_in_words(base):
    (row,) = imports.plan(base, table(HEAD, CLAIM.format("rather for it"))).rows

    assert str(row) == (
        "claims.csv:2: claim grow: stances: “rather for it” is no stance; "
        "write supports: a-proposition, or opposes: programme/safe"
    )


def test_a_source_that_nobody_made_needs_a_page(base):
    add(base, a_source(key="leaflet", contributors=[]))

    (row,) = imports.plan(base, table(HEAD, CLAIM.replace("report", "leaflet").format(""))).rows

    assert row.why == "page: is missing, and the source names nobody who made it; name the actor who writes the page"


def test_an_old_slug_still_changes_the_record_and_a_merged_one_is_refused(base):
    add(base, an_actor(key="a-weil"))
    store.merge(base, "actor", "a-weil", "anna-weil", EDIT)
    gazette = base.scalars(select(Actor).where(Actor.slug == "the-gazette")).one()
    store.rename(base, gazette, "daily", EDIT, made_from=1)
    base.commit()
    rows = table("key,name,kind\n", "the-gazette,The Daily,publisher\n", "a-weil,A.,person\n", name="actors.csv")

    done = imported(base, rows, partly=True)

    assert [(row.key, str(row.what), row.why) for row in done.rows] == [
        ("the-gazette", "changed", ""),
        ("a-weil", "refused", "key: was merged into “anna-weil”; change that record, or leave this one out"),
    ]
    assert (gazette.name, gazette.slug) == ("The Daily", "daily")
    assert list(failures(base)) == []


def test_what_stands_in_one_file_may_name_what_stands_in_another(base):
    rows = "key,statement,kind,claimant,source,quote,topics\nshort,So.,factual,ministry,memo,time is short,time\n"

    done = imported(base, [*ALL, File("claims.csv", rows.encode())])

    assert {row.what for row in done.rows} == {Outcome.ADDED}
    assert base.scalars(select(Programme)).all() == []
    assert base.scalars(select(Claim).where(Claim.slug == "short")).one().first_hand


def test_what_quotes_a_source_is_right_although_a_change_of_that_source_is_refused(base):
    source = """sources:
  - key: report
    document: report.txt
    kind: news_item
    short: Gazette 2026
    title: A Report on the Fund
    contributors: [{actor: the-gazette}]
"""
    text = TEXT.replace("should grow", "could grow")
    row = "shrink,It should shrink.,normative,the-gazette,report,the fund should shrink,,money,\n"
    files = [File("sources.yaml", source.encode()), File("report.txt", text.encode()), *table(HEAD, row)]

    plan = imports.plan(base, files)

    assert [(row.noun, row.key, str(row.what)) for row in plan.rows] == [
        ("claim", "shrink", "added"),
        ("source", "report", "refused"),
    ]


def test_links_that_a_merge_has_made_one_or_none_are_refused_in_words(base):
    add(base, a_claim(key="shrink"))
    add(base, a_claim(key="other"))
    store.merge(base, "claim", "other", "fund-should-grow", EDIT)
    base.commit()
    links = """links:
  - {from: fund-should-grow, kind: supports, to: shrink, reason: R.}
  - {from: other, kind: supports, to: shrink, reason: Another.}
  - {from: other, kind: repeats, to: fund-should-grow, reason: R.}
"""

    plan = imports.plan(base, [File("links.yaml", links.encode())])

    assert [(row.line, str(row.what), row.why) for row in plan.rows] == [
        (2, "added", ""),
        (3, "refused", "key: is what stands at links.yaml:2 under another key; leave one of them out"),
        (4, "refused", "links a claim to itself; name another claim"),
    ]


def test_one_record_under_two_of_its_slugs_is_changed_once(base):
    weil = base.scalars(select(Actor).where(Actor.slug == "anna-weil")).one()
    store.rename(base, weil, "weil", EDIT, made_from=1)
    base.commit()
    rows = table("key,name,kind\n", "anna-weil,Anna,person\n", "weil,Dr Weil,person\n", name="actors.csv")

    plan = imports.plan(base, rows)

    assert [(row.line, str(row.what), row.why) for row in plan.rows] == [
        (2, "changed", ""),
        (3, "refused", "key: is what stands at actors.csv:2 under another key; leave one of them out"),
    ]


def test_a_merged_slug_beside_the_one_that_stays_is_refused_alone(base):
    add(base, an_actor(key="a-weil"))
    store.merge(base, "actor", "a-weil", "anna-weil", EDIT)
    base.commit()
    rows = table("key,name,kind\n", "a-weil,A.,person\n", "anna-weil,Dr Weil,person\n", name="actors.csv")

    plan = imports.plan(base, rows)

    assert [(row.key, str(row.what)) for row in plan.rows] == [("a-weil", "refused"), ("anna-weil", "changed")]
