"""Citing our record as it was: every form of a fixed revision, whatever became of the claim since."""

import json

import pytest

from app.citations import FORMATS, styles
from app.citations.bibliographies import KINDS
from app.queries.citations import list_citable, list_citable_of
from app.store import Edit, merge, rename, revise, withdraw
from app.store.citations import prepare
from tests.factories import EDIT, a_claim, add, an_actor
from tests.web.reading import read, text_of
from tests.web.zotero import items_on

FIRST = "/claims/fund-should-grow/revisions/1"
needs_pandoc = pytest.mark.skipif(not styles.available(), reason="pandoc and the CSL styles are not installed")


@pytest.fixture
def claim(session):
    """A claim of two revisions, whose claimant has been renamed since the first."""
    claim = add(session, a_claim())
    actor = claim.claimant
    revise(session, claim, a_claim(statement="The fund must grow."), EDIT, 1)
    revise(session, actor, an_actor(name="Anna Weil-Roux"), EDIT, actor.revision)
    session.commit()
    return claim


def record_at(client, path: str) -> dict[str, str]:
    [found] = json.loads(client.get(f"{path}.csl.json").text)
    return found


def test_an_earlier_revision_is_cited_under_the_names_of_its_time(client, claim):
    then, now = record_at(client, FIRST), record_at(client, "/claims/fund-should-grow")

    assert then["title"] == "Anna Weil: The fund should grow"
    assert now["title"] == "Anna Weil-Roux: The fund must grow"
    assert then["abstract"] == "Claimed by Anna Weil: “the fund should grow” (Gazette 2026)"
    assert then["keyword"] == "Money"
    assert then["URL"].endswith(FIRST)


def test_what_a_revision_is_cited_as_does_not_change_with_the_names_of_today(client, session, claim):
    add(session, a_claim(key="other"))
    session.commit()
    place = "/claims/other/revisions/1"
    before = {path: client.get(place + path).text for path in (".csl.json", ".ris", "/cite.json")}
    assert record_at(client, place)["title"] == record_at(client, "/claims/other")["title"]

    actor = claim.claimant
    revise(session, actor, an_actor(name="Anna Roux"), EDIT, actor.revision)
    session.commit()

    assert {path: client.get(place + path).text for path in before} == before
    assert record_at(client, "/claims/other")["title"] == "Anna Roux: The fund should grow"


def test_the_page_of_a_revision_offers_every_form_of_that_revision(client, claim):
    page = read(client, FIRST)

    box = page.select_one("#cite")
    assert [text_of(line) for line in box.select("summary")] == ["This revision"]
    files = [link["href"] for link in box.select(".files a")]
    assert files == [f"{FIRST}.{suffix}" for suffix in FORMATS]
    for path in [*files, f"{box.form['action']}?style=mla", f"{FIRST}/cite.json"]:
        assert client.get(path).status_code == 200
    assert not read(client, "/actors/anna-weil/revisions/1").select("#cite"), "an actor is nothing to cite"


def test_reference_managers_find_the_revision_on_its_page(client, claim):
    [item] = items_on(client.get(FIRST).text)

    assert item.kind == "webpage"
    assert item.fields["title"] == "Anna Weil: The fund should grow"
    assert item.fields["url"] == f"http://testserver{FIRST}"
    assert item.tags == ["Money"]


def test_programs_are_told_what_to_cite_and_where_the_newest_is(client, claim):
    links = client.get(FIRST).headers["link"]

    assert f'<http://testserver{FIRST}>; rel="cite-as"' in links
    assert '<http://testserver/claims/fund-should-grow>; rel="latest-version"' in links
    for suffix, form in FORMATS.items():
        assert f'<http://testserver{FIRST}.{suffix}>; rel="describedby"; type="{form.media_type}"' in links


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_revision_is_sent_in_the_form_that_its_reader_likes(client, claim, form):
    answer = client.get(FIRST, headers={"Accept": form.media_type})

    assert answer.headers["content-location"] == f"{FIRST}.{form.suffix}"
    assert answer.text == client.get(f"{FIRST}.{form.suffix}").text


def test_a_withdrawn_revision_says_so_and_the_one_before_does_not(client, session, claim):
    withdraw(session, claim, Edit(by="Ada", reason="A correction."), claim.revision)
    revise(session, claim, a_claim(status="withdrawn", note="Seen."), EDIT, 3)
    session.commit()

    titles = [record_at(client, f"/claims/fund-should-grow/revisions/{number}")["title"] for number in (1, 2, 3, 4)]

    assert [title.endswith("[withdrawn]") for title in titles] == [False, False, True, True]


def test_a_renamed_claim_is_cited_at_its_new_address_and_the_old_one_leads_there(client, session, claim):
    rename(session, claim, "fund-must-grow", EDIT, claim.revision)
    session.commit()

    answer = client.get(f"{FIRST}.bib", follow_redirects=False)

    assert answer.status_code == 301
    assert answer.headers["location"] == "/claims/fund-must-grow/revisions/1.bib"


def test_the_record_of_a_claim_that_was_merged_away_is_cited_as_it_was_not_as_the_other(client, session, claim):
    add(session, a_claim(key="other", statement="Something else."))
    session.commit()
    merge(session, "claim", "fund-should-grow", "other", EDIT)
    session.commit()

    found = record_at(client, FIRST)

    assert found["title"] == "Anna Weil: The fund should grow"
    assert found["URL"].endswith(FIRST)
    assert client.get(FIRST).status_code == 200


def test_a_revision_that_never_was_cannot_be_cited(client, claim):
    for path in ("/cite", "/cite.json", "/cite.txt", "/bibliography.txt", ".bib"):
        assert client.get(f"/claims/fund-should-grow/revisions/9{path}").status_code == 404


@needs_pandoc
def test_every_revision_is_formatted_in_advance(client, session, claim):
    assert len([one for one in list_citable(session) if one.url.endswith("/revisions/1")]) == 1
    own = [one for one in list_citable_of(session, "claim", claim.slug) if one.kind == "claim_record"]
    assert sorted(one.title for one in own) == [
        "Anna Weil-Roux: The fund must grow",
        "Anna Weil: The fund must grow",
        "Anna Weil: The fund should grow",
    ]
    prepare(client.app.state.sessions, list_citable(session), ["apa"])

    box = read(client, FIRST).select_one("#cite")

    assert "Anna Weil: The fund should grow" in text_of(box.select_one(".citation"))
    assert f"http://testserver{FIRST}" in text_of(box.select_one(".citation"))


@needs_pandoc
def test_a_revision_is_set_in_any_style_as_text_and_as_a_file(client, claim):
    assert "The fund should grow" in client.get(f"{FIRST}/cite.txt?style=nature").text
    for suffix, kind in KINDS.items():
        answer = client.get(f"{FIRST}/bibliography.{suffix}?style=mla")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind.media_type)
