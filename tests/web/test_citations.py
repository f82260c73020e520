"""References for reference managers: files, negotiation, what stands in pages for them to find."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from app.citations import FORMATS
from app.store import Edit, withdraw
from app.vocabulary import ClaimStatus
from tests.citations.reading import printed, with_bibtexparser, with_pybtex, with_rispy
from tests.factories import a_claim, a_quote, a_source, add, an_actor
from tests.web.zotero import items_on

BRIEF = "/sources/banerjee-defence-technology-union"
BIBTEX, RIS = "application/x-bibtex", "application/x-research-info-systems"
CSL = "application/vnd.citationstyles.csl+json"
PAGE = "text/html; charset=utf-8"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
HOSTILE = 'R&D: 50% of #1 _x_ {y} ~z ^w \\end{document} $5 </script><script>alert(1)</script> "q" | <b>'
READERS = {
    "bib": lambda text: [printed(one.fields["title"]) for one in with_pybtex(text)],
    "biblatex": lambda text: [printed(one.fields["title"]) for one in with_bibtexparser(text)],
    "ris": lambda text: [one["title"] for one in with_rispy(text)],
    "csl.json": lambda text: [one["title"] for one in json.loads(text)],
}


@pytest.fixture(scope="module")
def a_claim_page(a_slug) -> str:
    return f"/claims/{a_slug['claims']}"


@pytest.fixture
def hostile(client, session):
    """A source and a claim whose every word is awkward."""
    add(session, an_actor(key="writer", name="O’Neil {von} & Söhne \\ <i>", kind="company"))
    add(
        session,
        a_source(title=HOSTILE, container=HOSTILE, contributors=[{"actor": "writer"}, {"actor": "the-gazette"}]),
    )
    add(session, a_claim(statement=HOSTILE))
    session.commit()
    return client


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("cited", ["sources", "quotes", "claims"])
def test_a_list_of_claims_is_read_back_whole_by_independent_readers(seeded_client, all_claims, suffix, cited):
    quotes = {(quote["source"]["slug"], quote["start"], quote["end"]) for one in all_claims for quote in one["quotes"]}
    expected = {"sources": 5, "quotes": len(quotes), "claims": len(all_claims)}

    answer = seeded_client.get(f"/claims.{suffix}?cite={cited}")

    assert answer.headers["content-type"].split(";")[0] == FORMATS[suffix].media_type
    assert len(READERS[suffix](answer.text)) == expected[cited]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_record_is_a_file_under_its_own_name(seeded_client, a_claim_page, suffix):
    for path in (BRIEF, a_claim_page, "/sources"):
        answer = seeded_client.get(f"{path}.{suffix}")

        name = f"{path.rpartition('/')[2]}.{FORMATS[suffix].extension}"
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert 'rel="license"' in answer.headers["link"]
        assert READERS[suffix](answer.text)


@pytest.mark.parametrize("suffix", ["bib", "biblatex"])
def test_a_file_that_has_room_for_it_says_how_to_cite_the_base(seeded_client, suffix):
    first = seeded_client.get(f"/sources.{suffix}").text.splitlines()[0]

    assert first.startswith("% Ascribe")
    assert "CC BY 4.0" in first


@pytest.mark.parametrize(("part", "kind"), [("record", "misc"), ("quote", "techreport"), ("source", "techreport")])
def test_of_a_claim_its_record_its_quotes_or_its_sources_are_cited(seeded_client, part, kind):
    claim = seeded_client.get("/claims.json?source=banerjee-defence-technology-union&limit=1").json()["items"][0]

    entries = with_pybtex(seeded_client.get(f"/claims/{claim['slug']}.bib?cite={part}").text)

    assert [entry.kind for entry in entries] == [kind]
    assert (claim["quotes"][0]["exact"][:20] in printed(entries[0].fields.get("annote", ""))) == (part == "quote")


@pytest.mark.parametrize(
    "query", ["actor=mark-rutte", "q=drone", "topic=strategic-autonomy&stance=supports", "sort=claimant"]
)
def test_a_narrowed_list_is_cited_whole_whatever_the_page_shows(seeded_client, query):
    total = seeded_client.get(f"/claims.json?{query}").json()["total"]

    cited = json.loads(seeded_client.get(f"/claims.csl.json?{query}&cite=claims&limit=1").text)

    assert len(cited) == total > 1


@pytest.mark.parametrize("suffix", FORMATS)
def test_awkward_words_survive_every_format(hostile, suffix):
    whole = " ".join(HOSTILE.split())

    for path in ("/sources/report", "/sources", "/claims", "/claims/fund-should-grow"):
        titles = READERS[suffix](hostile.get(f"{path}.{suffix}").text)

        assert any(whole in title for title in titles), path


@pytest.mark.parametrize("path", ["/claims.bib?actor=nobody", "/claims.ris?cite=everything", "/sources.bib?kind=book"])
def test_a_list_that_cannot_be_is_refused_before_anything_is_sent(seeded_client, path):
    answer = seeded_client.get(path)

    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_a_reference_to_nothing_offers_the_nearest_records(seeded_client):
    answer = seeded_client.get("/sources/banerjee-defence-technology.ris")

    assert answer.status_code == 404
    assert answer.json()["nearest"][0]["slug"] == "banerjee-defence-technology-union"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", PAGE),
        ("*/*", PAGE),
        (BROWSER, PAGE),
        ("image/png", PAGE),
        (BIBTEX, BIBTEX),
        ("application/x-biblatex", "application/x-biblatex"),
        (RIS, RIS),
        (CSL, CSL),
        ("application/json", "application/json"),
        ("application/ld+json", "application/ld+json"),
        (f"{RIS};q=0.5, {CSL}", CSL),
        (f"{RIS}, {CSL}", RIS),
        (f"{RIS}, text/html", PAGE),
        (f"{RIS};q=0.9, text/html;q=0.1", RIS),
        (f"{BIBTEX};q=0, text/html;q=0.1", PAGE),
        (f"{BIBTEX}, */*;q=0.1", BIBTEX),
        (f"{BIBTEX};q=nonsense", PAGE),
        ("APPLICATION/X-BIBTEX", BIBTEX),
    ],
)
def test_a_page_is_sent_in_the_form_that_its_reader_likes_best(seeded_client, a_claim_page, accept, media_type):
    for path in (BRIEF, a_claim_page):
        answer = seeded_client.get(path, headers={"accept": accept})

        assert answer.status_code == 200
        assert answer.headers["content-type"] == media_type
        assert "Accept" in [one.strip() for one in answer.headers["vary"].split(",")]


def test_what_was_sent_in_one_form_is_never_taken_for_another(seeded_client):
    page = seeded_client.get(BRIEF, headers={"accept": BROWSER})

    again = seeded_client.get(BRIEF, headers={"accept": BIBTEX, "if-none-match": page.headers["etag"]})
    back = seeded_client.get(BRIEF, headers={"accept": BROWSER, "if-none-match": page.headers["etag"]})

    assert again.status_code == 200
    assert again.text == seeded_client.get(f"{BRIEF}.bib").text
    assert again.headers["content-location"] == f"{BRIEF}.bib"
    assert back.status_code == 304
    assert "Accept" in back.headers["vary"]


def test_a_narrowed_list_is_negotiated_with_its_choices(seeded_client):
    answer = seeded_client.get("/claims?actor=mark-rutte&cite=claims", headers={"accept": RIS})

    assert answer.headers["content-location"] == "/claims.ris?actor=mark-rutte&cite=claims"
    assert len(with_rispy(answer.text)) == seeded_client.get("/claims.json?actor=mark-rutte").json()["total"]


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_collection_is_negotiated_like_a_list(seeded_client, a_claim_page, form):
    items = f"items=claim:{a_claim_page.rpartition('/')[2]},source:{BRIEF.rpartition('/')[2]}"

    answer = seeded_client.get(f"/collection?{items}", headers={"accept": form.media_type})

    assert answer.headers["content-location"] == f"/collection.{form.suffix}?{items}"
    assert len(READERS[form.suffix](answer.text)) == 2


@pytest.mark.parametrize(
    ("path", "accept", "suffix"),
    [
        ("/claims", "text/csv", ".csv"),
        ("/claims", "application/jsonl", ".jsonl"),
        ("/claims", "application/zip", ".zip"),
        ("/claims", "application/atom+xml, application/rss+xml, */*;q=0.1", ".atom"),
        ("/sources", "text/csv", ".csv"),
        ("/collection", "text/csv", ".csv"),
    ],
)
def test_a_list_is_sent_as_a_table_a_pack_or_a_feed_to_who_likes_that_best(seeded_client, path, accept, suffix):
    query = {"items": f"source:{BRIEF.rpartition('/')[2]}"} if path == "/collection" else {}

    answer = seeded_client.get(path, params=query, headers={"accept": accept})

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(accept.partition(",")[0])
    assert answer.headers["content-location"].startswith(f"{path}{suffix}")


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_file_is_described(seeded_client, suffix):
    described = seeded_client.get("/openapi.json").json()["paths"]

    for path in ("/claims", "/claims/{slug}", "/sources", "/sources/{slug}"):
        answers = described[f"{path}.{suffix}"]["get"]["responses"]
        assert FORMATS[suffix].media_type in answers["200"]["content"]


def test_zotero_finds_a_report_with_author_editor_institution_and_series(seeded_client):
    (item,) = items_on(seeded_client.get(BRIEF).text)

    assert item.kind == "report"
    assert item.creators == [("author", "Banerjee, Trinabh"), ("editor", "Gerbig, Annika")]
    assert item.fields["title"] == "To Close Its Military Tech Gap, Europe Needs a Binding Defence Technology Union"
    assert (item.fields["publisher"], item.fields["number"]) == ("Euro Prospects", "6")
    assert item.fields["date"] == "2026/07/04"


def test_zotero_finds_news_as_news(seeded_client):
    (item,) = items_on(seeded_client.get("/sources/rutte-urges-dual-track").text)

    assert item.kind == "newspaperArticle"
    assert item.creators == []
    assert item.fields["url"].endswith("/sources/rutte-urges-dual-track")


@pytest.mark.parametrize(
    "path", ["/", "/claims", "/actors/mark-rutte", "/programmes/safe", "/topics/strategic-autonomy", "/collection"]
)
def test_zotero_offers_every_claim_of_a_list_to_pick_from(seeded_client, all_claims, path):
    picked = f"claim:{all_claims[0]['slug']},claim:{all_claims[1]['slug']}"
    page = seeded_client.get(path, params={"items": picked} if path == "/collection" else {}).text

    items = items_on(page)

    shown = [link.get_text() for link in BeautifulSoup(page, "html.parser").select("article.card h3 a")]
    assert len(items) == len(shown) > 1
    for item, statement in zip(items, shown, strict=True):
        assert statement.removesuffix(".") in item.fields["title"]


def test_zotero_takes_a_body_for_a_body(client, session):
    add(session, an_actor(key="court", name="European Court of Auditors", kind="institution"))
    add(session, a_source(kind="report", publisher="court", contributors=[{"actor": "court"}]))
    session.commit()

    (item,) = items_on(client.get("/sources/report").text)

    assert item.kind == "report"
    assert item.creators == [("author", "European Court of Auditors")]
    assert item.fields["publisher"] == "European Court of Auditors"


def test_zotero_finds_the_editors_and_the_series_of_what_has_no_tags_of_its_own(client, session):
    add(session, an_actor(key="court", name="European Court of Auditors", kind="institution"))
    add(session, an_actor(key="inkeri", name="von Inkeri, Maija"))
    editors = [{"actor": "inkeri", "role": "editor"}, {"actor": "court", "role": "editor"}]
    add(
        session,
        a_source(kind="report", publisher="court", series="Papers", contributors=[{"actor": "court"}, *editors]),
    )
    session.commit()

    (item,) = items_on(client.get("/sources/report").text)

    assert item.creators == [
        ("author", "European Court of Auditors"),
        ("contributor", "von Inkeri, Maija"),
        ("contributor", "European Court of Auditors"),
    ]
    assert item.fields["series"] == "Papers"


def test_zotero_does_not_take_one_person_with_two_family_names_for_two(client, session):
    add(session, an_actor(key="fornara", name="Bernabeu Fornara, Francesco Maria"))
    add(session, an_actor(key="press", name="Press", kind="publisher"))
    add(session, a_source(kind="report", publisher="press", contributors=[{"actor": "fornara"}]))
    session.commit()

    (item,) = items_on(client.get("/sources/report").text)

    assert [name for _, name in item.creators] == ["Francesco Maria Bernabeu Fornara"]


def test_zotero_finds_the_same_on_a_page_as_in_its_file(seeded_client, all_claims):
    for claim in all_claims[::60]:
        (item,) = items_on(seeded_client.get(f"/claims/{claim['slug']}").text)
        (filed,) = json.loads(seeded_client.get(f"/claims/{claim['slug']}.csl.json").text)

        assert item.kind == "webpage"
        assert item.creators == [("author", filed["author"][0]["literal"])]
        assert item.fields["title"] == filed["title"]
        assert item.fields["publication"] == filed["container-title"]
        assert item.fields["url"] == filed["URL"]
        assert item.fields["abstract"] == filed["abstract"]
        assert item.tags == filed["keyword"].split(", ") or ", ".join(item.tags) == filed["keyword"]


@pytest.mark.parametrize(("path", "per_page"), [("/claims?limit=20", 20), ("/sources", 5)])
def test_zotero_has_a_list_to_pick_from(seeded_client, path, per_page):
    items = items_on(seeded_client.get(path).text)

    assert len(items) == per_page
    assert all(item.fields["title"] and item.fields["url"] for item in items)


def test_a_page_tells_programs_where_the_record_its_author_and_its_other_forms_are(seeded_client, a_claim_page):
    claim = links(seeded_client.get(a_claim_page))
    source = links(seeded_client.get(BRIEF))

    assert claim["cite-as"] == [f"http://testserver{a_claim_page}/revisions/1"]
    assert "https://schema.org/Claim" in claim["type"]
    assert {f"http://testserver{a_claim_page}.{suffix}" for suffix in FORMATS} <= set(claim["describedby"])
    assert claim["collection"] == ["http://testserver/claims"]
    assert source["author"] == ["http://testserver/actors/trinabh-banerjee"]
    assert source["item"] == [f"http://testserver{BRIEF}.txt"]
    assert "https://schema.org/Report" in source["type"]


@pytest.mark.parametrize("path", ["/claims?limit=10&actor=mark-rutte", "/sources", BRIEF])
def test_every_address_that_a_page_tells_programs_leads_somewhere(seeded_client, path):
    for relation, targets in links(seeded_client.get(path)).items():
        for target in targets:
            if target.startswith("http://testserver"):
                assert seeded_client.get(target).status_code == 200, (relation, target)


def test_the_linked_data_of_a_claim_tells_who_asserts_it_and_where_it_appears(seeded_client, all_claims):
    for claim in all_claims[::60]:
        data = seeded_client.get(f"/claims/{claim['slug']}.jsonld").json()

        assert data["@type"] == "Claim"
        assert data["text"] == claim["statement"]
        assert data["author"]["name"] == claim["claimant"]["name"]
        assert [one["text"] for one in data["appearance"]] == [quote["exact"] for quote in claim["quotes"]]
        assert embedded(seeded_client.get(f"/claims/{claim['slug']}")) == data


def test_no_verdict_is_given(seeded_client, a_claim_page):
    assert "ClaimReview" not in seeded_client.get(a_claim_page).text


def test_nothing_in_a_title_ends_the_data_in_a_page(hostile):
    for path in ("/claims/fund-should-grow", "/sources/report"):
        page = hostile.get(path)

        assert "<script>alert" not in page.text
        assert HOSTILE in embedded(page).values()


def test_every_quote_of_a_source_is_an_annotation_on_its_text(seeded_client):
    text = seeded_client.get(f"{BRIEF}.txt").text
    annotations = seeded_client.get(f"{BRIEF}/annotations.json").json()

    assert annotations["type"] == "AnnotationPage"
    assert len(annotations["items"]) > 50
    for one in annotations["items"]:
        words, place = one["target"]["selector"]
        assert text[place["start"] : place["end"]] == words["exact"]
        assert one["body"]


def test_a_shared_link_shows_the_statement(seeded_client, all_claims):
    claim = all_claims[0]

    page = BeautifulSoup(seeded_client.get(f"/claims/{claim['slug']}").text, "html.parser")

    shown = {str(tag["property"]): str(tag["content"]) for tag in page.select("head meta[property^='og:']")}
    assert shown["og:title"] == claim["statement"]
    assert claim["claimant"]["name"] in shown["og:description"]
    assert shown["og:url"] == claim["url"]


def test_without_prepared_citations_a_page_says_so_and_offers_the_files(seeded_client, a_claim_page):
    page = BeautifulSoup(seeded_client.get(a_claim_page).text, "html.parser")

    (box,) = page.select("#cite")
    assert re.search("being prepared|appear once pandoc is installed", box.get_text())
    assert [line.get_text() for line in box.select("summary")][:2] == ["This record", "The quote"]
    assert {link["href"] for link in box.select(".files a")} >= {f"{a_claim_page}.{suffix}" for suffix in FORMATS}


@pytest.mark.parametrize(
    "path", ["/cite?style=No%20Style", "/cite?style=no-such-style", "/cite.txt?style=no-such-style"]
)
def test_a_style_that_there_is_not_is_refused(seeded_client, a_claim_page, path):
    assert seeded_client.get(a_claim_page + path).status_code == 422


def test_a_claim_with_two_quotes_says_which_is_which(client, session):
    add(session, a_claim(quotes=[a_quote(), a_quote("the fund is the fund")]))
    session.commit()

    lines = client.get("/claims/fund-should-grow/cite.json").json()["items"]

    assert [line["part"] for line in lines] == ["record", "quote", "quote", "source"]
    assert len({line["label"] for line in lines}) == 4


def links(answer) -> dict[str, list[str]]:
    """The targets of the Link header by relation."""
    found: dict[str, list[str]] = {}
    for target, relation in re.findall(r'<([^>]*)>; rel="([^"]*)"', answer.headers["link"]):
        found.setdefault(relation, []).append(target)
    return found


def embedded(page) -> dict[str, Any]:
    """The linked data in the head of a page."""
    (script,) = BeautifulSoup(page.text, "html.parser").select("script[type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.get_text())
    return found


@pytest.mark.parametrize("suffix", FORMATS)
def test_our_record_is_cited_as_it_was_at_its_revision(seeded_client, a_claim_page, suffix):
    now = seeded_client.get(f"{a_claim_page}.{suffix}").text

    then = seeded_client.get(f"{a_claim_page}/revisions/1.{suffix}")

    assert then.status_code == 200
    assert "/revisions/1" in then.text
    assert "/revisions/1" in now
    assert seeded_client.get(f"{a_claim_page}/revisions/99.{suffix}").status_code == 404


@pytest.mark.parametrize("suffix", [*FORMATS, "jsonld"])
def test_a_draft_cannot_be_cited_by_its_address(client, session, suffix):
    claim = add(session, a_claim())
    claim.status = ClaimStatus.DRAFT
    session.commit()

    assert client.get(f"/claims/fund-should-grow.{suffix}").status_code == 404
    assert client.get("/claims/fund-should-grow/cite").status_code == 404
    assert client.get("/claims/fund-should-grow/bibliography.docx").status_code == 404
    if suffix in FORMATS:
        assert client.get(f"/claims/fund-should-grow/revisions/1.{suffix}").status_code == 404


def test_the_citation_of_a_withdrawn_claim_says_so_everywhere(client, session):
    claim = add(session, a_claim())
    withdraw(session, claim, Edit(by="Ada", reason="A correction."), made_from=1)
    session.commit()

    for suffix in FORMATS:
        assert "[withdrawn]" in client.get(f"/claims/fund-should-grow.{suffix}").text
    [item] = items_on(client.get("/claims/fund-should-grow").text)
    assert item.fields["title"].endswith("[withdrawn]")
