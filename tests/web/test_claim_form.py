"""From words of a source to a published claim, through the form as a browser sends it without scripts."""

from typing import Any

import pytest
from sqlalchemy import func, select

from app.models import Actor, Claim, Draft, Link
from tests.factories import TEXT, a_claim, a_programme, a_proposition, a_source, a_topic, add, an_actor
from tests.people import changed, fields_of, signed_in
from tests.web.many import counting
from tests.web.reading import parsed, text_of

WORDS = "the fund should grow"
EVERYTHING = {
    "statement": "The fund should grow.",
    "kind": "normative",
    "claimant": "Anna Weil",
    "topics": "money",
    "attribution__0__actor": "Anna Weil",
    "attribution__0__mode": "paraphrase",
    "attribution__1__actor": "The Gazette",
    "attribution__1__mode": "own_voice",
}


@pytest.fixture
def writer(client, session):
    """An editor, a source that is quoted nowhere yet, and somebody who speaks in it."""
    add(session, an_actor(key="the-gazette", name="The Gazette", kind="publisher"))
    add(session, a_source())
    add(session, a_topic())
    add(session, an_actor())
    add(session, an_actor(key="ben-brand", name="Ben Brand"))
    session.commit()
    return signed_in(client, session)


def _opened(writer, words: str = WORDS) -> list[tuple[str, str]]:
    """The fields of the form that marking these words opens."""
    start = TEXT.index(words)
    page = writer.get(f"/claims/new?source=report&start={start}&stop={start + len(words)}")
    assert page.status_code == 200
    return fields_of(page.text)


def _whole(writer, words: str = WORDS, **more: str) -> list[tuple[str, str]]:
    return changed(_opened(writer, words), **(EVERYTHING | more))


def _claim(session, answer) -> Claim:
    """The claim that was published."""
    problems = parsed(answer).select_one("#problems, #similar") if answer.status_code != 303 else None
    assert answer.status_code == 303, problems and text_of(problems)
    slug = answer.headers["location"].removeprefix("/claims/").removesuffix("#saved")
    found: Claim | None = session.scalar(select(Claim).where(Claim.slug == slug))
    assert found
    return found


def _said_beside(answer, field: str) -> str:
    """What stands beside a field that is wrong, which says so to those who cannot see it; the summary leads there."""
    assert answer.status_code == 422
    page = parsed(answer)
    element = page.find(attrs={"name": field, "aria-invalid": "true"})
    assert element, f"{field} is not marked"
    assert page.select_one(f'#problems a[href="#{element["id"]}"]'), f"the summary does not lead to {field}"
    return " ".join(text_of(page.find(id=one)) for one in element["aria-describedby"].split() if one[:2] == "e-")


def _done(writer, fields: list[tuple[str, str]], step: str = "keep") -> Any:
    """The form as a step leaves it."""
    kept = writer.post("/drafts", [*fields, ("_do", step)])
    assert kept.status_code == 303
    return writer.get(kept.headers["location"])


def _button(page: Any, label: str) -> str:
    """The step that the button of that label asks for."""
    said = {text_of(one): str(one["value"]) for one in page.select("button[name=_do]")}
    (step,) = (step for text, step in said.items() if text.startswith(label))
    return step


def test_marked_words_open_a_form_with_their_quote_its_passage_and_the_end_of_the_chain(writer):
    start = TEXT.index(WORDS)
    answer = writer.get(f"/claims/new?source=report&start={start - 1}&stop={start + len(WORDS) + 1}")

    values = dict(fields_of(answer.text))
    assert (values["quotes.0.exact"], values["quotes.0.start"]) == (f"{WORDS},", str(start))
    assert (values["attribution.0.mode"], values["attribution.0.actor"]) == ("own_voice", "The Gazette")
    assert text_of(parsed(answer).select_one(".passages mark")) == f"{WORDS},"
    assert "she added" in text_of(parsed(answer).select_one(".passages"))


def test_words_that_stand_nowhere_are_marked_in_their_own_row_even_behind_a_blank_one(writer):
    fields = [("_noun", "claim"), ("quotes.0.source", "report"), ("quotes.0.exact", "")]
    fields += [("quotes.1.source", "report"), ("quotes.1.exact", "wholly other words"), ("_do", "review")]

    assert "not in the source" in _said_beside(writer.post("/drafts", fields), "quotes.1.exact")


def test_publishing_reads_a_source_for_its_words_and_not_for_all_that_is_quoted_from_it(app, writer):
    fields = _whole(writer)

    with counting(app.state.engine) as sent:
        assert writer.post("/claims", fields).status_code == 303

    reading = [one for one in sent if "sources.text" in one.partition("FROM")[0] and one.startswith("SELECT")]
    assert len(reading) == 3, "to look for claims like it, to understand the form, to write"
    assert [one for one in sent if "claim_quotes" in one and "quotes.source_id IN" in one] == []


def test_a_claim_is_published_from_marked_words(writer, session):
    answer = writer.post("/claims", _whole(writer))

    claim = _claim(session, answer)
    assert [(quote.exact, quote.start) for quote in claim.quotes] == [(WORDS, TEXT.index(WORDS))]


def test_a_pasted_quote_is_found_in_its_source(writer, session):
    fields = changed(fields_of(writer.get("/claims/new").text), **EVERYTHING)

    answer = writer.post("/claims", changed(fields, quotes__0__source="Gazette 2026", quotes__0__exact=f"  {WORDS}\n"))

    assert _claim(session, answer).quotes[0].start == TEXT.index(WORDS)


def test_other_quotation_marks_give_way_to_those_of_the_source_which_the_form_says_once(writer, session):
    typed = '"the fund should shrink"'
    fields = _whole(writer, quotes__0__exact=typed, quotes__0__start="")

    first = writer.post("/claims", fields)
    again = writer.post("/claims", fields_of(first.text))

    assert first.status_code == 422
    assert typed in text_of(parsed(first).select_one(".notice"))
    assert "Look once more" in first.text
    assert _claim(session, again).quotes[0].exact == "“the fund should shrink”"


def test_words_that_stand_at_several_places_are_chosen_among_in_their_context(writer, session):
    first = writer.post("/claims", _whole(writer, quotes__0__exact="the fund", quotes__0__start=""))

    assert "stand at 4 places" in _said_beside(first, "quotes.0.exact")
    choices = parsed(first).select('input[type=radio][name="quotes.0.start"]')
    assert [int(one["value"]) for one in choices] == [at for at in range(len(TEXT)) if TEXT.startswith("the fund", at)]
    assert all("the fund" in text_of(one.parent) for one in choices)
    last = str(choices[-1]["value"])
    claim = _claim(session, writer.post("/claims", changed(fields_of(first.text), quotes__0__start=last)))
    assert claim.quotes[0].start == int(last)


def test_a_quote_that_was_shortened_stays_where_it_was_marked(writer, session):
    where = TEXT.rindex("the fund is the fund")
    fields = _whole(writer, "the fund is the fund", quotes__0__exact="the fund")

    assert _claim(session, writer.post("/claims", fields)).quotes[0].start == where


def test_words_that_are_not_in_the_source_are_refused_with_the_nearest_which_a_button_takes(writer, session):
    first = writer.post(
        "/claims", _whole(writer, quotes__0__exact="the fund shall certainly grow", quotes__0__start="")
    )

    assert "the nearest are “the fund should grow" in _said_beside(first, "quotes.0.exact")
    step = _button(parsed(first), "Take these words")
    kept = _done(writer, fields_of(first.text), step)
    values = dict(fields_of(kept.text))
    assert WORDS in values["quotes.0.exact"]
    assert values["statement"] == EVERYTHING["statement"]
    assert _claim(session, writer.post("/claims", fields_of(kept.text))).quotes[0].exact == values["quotes.0.exact"]


def test_words_unlike_all_of_the_source_are_refused(writer):
    answer = writer.post("/claims", _whole(writer, quotes__0__exact="Zebras! 12345 %%%", quotes__0__start=""))

    assert "nor any like them" in _said_beside(answer, "quotes.0.exact")


def test_a_kept_draft_says_where_its_quote_stands(writer):
    fields = changed(_opened(writer), quotes__0__exact="the fund", quotes__0__start="", statement="")

    page = _done(writer, fields)

    assert page.status_code == 200
    assert len(parsed(page).select(".places input")) == 4


def test_what_nobody_could_find_is_not_handed_in_but_kept(writer, session):
    fields = _whole(writer, quotes__0__exact="the fund", quotes__0__start="")

    answer = writer.post("/drafts", [*fields, ("_do", "review")])

    assert "stand at 4 places" in _said_beside(answer, "quotes.0.exact")
    assert [draft.state.label for draft in session.scalars(select(Draft))] == ["draft"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("statement", "", "missing"),
        ("kind", "", "missing"),
        ("claimant", "", "missing"),
        ("claimant", "Nobody Known", "no actor is called"),
        ("claimant", "Ana Weil", "did you mean anna weil"),
        ("said", "yesterday", "write 2025"),
        ("hedges", "perhaps", "asserted with hedges"),
        ("quotes.0.source", "No such source", "no source is called"),
        ("quotes.0.source", "", "missing"),
        ("attribution.0.cue", "he shouted", "not in the source"),
        ("attribution.0.to", "Nobody Known", "no actor is called"),
        ("attribution.1.actor", "Ben Brand", "neither wrote nor published"),
        ("programmes.0", "No such fund", "no programme is called"),
        ("about.0", "Nobody Known", "no actor is called"),
        ("stances.0.name", "No such sentence", "no proposition is called"),
        ("figures.0.text", "€9 billion", "none of the quotes"),
        ("figures.0.value", "much", "does not fit"),
        ("figures.0.currency", "euros", "does not fit"),
        ("links.0.to", "no-such-claim", "no claim is called"),
        ("links.0.reason", "", "missing"),
        ("new_actors.0.kind", "", "missing"),
        ("note", "x" * 5_001, "longer than"),
        ("_reason", "x" * 501, "longer than"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(writer, field, value, said):
    rows = {
        "stances.0": {"stance": "supports", "on": "proposition", "name": "The fund should grow."},
        "figures.0": {"text": WORDS, "measure": "size", "value": "1"},
        "links.0": {"kind": "supports", "to": "another", "reason": "It says why."},
        "new_actors.0": {"name": "Jane Roe", "kind": "person"},
    }
    row = field.rpartition(".")[0]
    more = {f"{row}.{name}": one for name, one in rows.get(row, {}).items()}
    fields = [pair for pair in _whole(writer) if pair[0] not in {field, *more}]
    fields += list((more | {field: value}).items())

    answer = writer.post("/claims", fields)

    assert said in _said_beside(answer, field).lower()
    assert {(name, one) for name, one in fields if one} <= set(fields_of(answer.text))


def test_rules_over_several_fields_stand_where_they_can_be_mended(writer):
    chain = writer.post("/claims", _whole(writer, claimant="The Gazette"))
    hedged = writer.post("/claims", _whole(writer, certainty="hedged"))
    topics = writer.post("/claims", [pair for pair in _whole(writer) if pair[0] != "topics"])

    assert "start it with the claimant" in text_of(parsed(chain).select_one("#f-attribution"))
    assert "hedged without hedges" in _said_beside(hedged, "hedges")
    assert "missing" in text_of(parsed(topics).select_one("#f-topics .error"))


def test_a_new_actor_comes_with_the_claim(writer, session):
    fields = _whole(writer, claimant="Jane Roe", attribution__0__actor="Jane Roe")
    fields += [("new_actors.0.name", "Jane Roe"), ("new_actors.0.kind", "person")]

    claim = _claim(session, writer.post("/claims", fields))

    assert session.get(Actor, claim.claimant_id).name == "Jane Roe"


def test_a_link_to_another_claim_comes_with_it(writer, session):
    add(
        session,
        a_claim(
            key="fund-is-fund", statement="It is what it is.", quotes=[{"source": "report", "exact": "The Gazette"}]
        ),
    )
    session.commit()
    fields = [*_whole(writer), ("links.0.kind", "supports"), ("links.0.to", "fund-is-fund"), ("links.0.reason", "So.")]

    claim = _claim(session, writer.post("/claims", fields))

    assert session.scalar(select(Link.reason).where(Link.from_id == claim.id)) == "So."


def test_somebody_who_writes_what_is_there_already_is_asked_once(writer, session):
    add(session, a_claim())
    session.commit()

    asked = writer.post("/claims", _whole(writer, statement="The fund should really grow."))
    fields = fields_of(asked.text)
    answer = writer.post("/claims", [*fields, ("_sure", "1")])

    box = parsed(asked).select_one("#similar")
    assert asked.status_code == 422
    assert box.select_one("a")["href"] == "/claims/fund-should-grow"
    assert text_of(box.select_one("button[name=_sure]")) == "Publish it all the same"
    assert dict(fields)["statement"] == "The fund should really grow."
    assert _claim(session, answer).statement == "The fund should really grow."


def test_another_claim_on_other_words_is_not_like_it(writer, session):
    add(
        session,
        a_claim(
            key="shrink",
            statement="It should become smaller.",
            quotes=[{"source": "report", "exact": "the fund should shrink"}],
        ),
    )
    session.commit()

    _claim(session, writer.post("/claims", _whole(writer)))
    assert session.scalar(select(func.count(Claim.id))) == 2


def test_soft_rules_warn_beside_the_form_and_stop_nothing(writer, session):
    add(session, a_proposition())
    add(session, a_programme())
    session.commit()
    fields = _whole(writer, "It could reach €2 billion by 2030", stances__0__stance="supports")
    fields = changed(fields, stances__0__on="programme", stances__0__name="The Fund")
    fields = changed(fields, figures__0__text="€2 billion", figures__0__measure="size", figures__0__value="2e9")

    kept = _done(writer, fields)

    warned = text_of(parsed(kept).select_one(".warnings"))
    assert "one source alone reports it" in warned
    assert "a figure has no period" in warned
    assert "no stance is toward a proposition" in warned
    _claim(session, writer.post("/claims", fields_of(kept.text)))


def test_what_the_quote_names_is_proposed_and_taken_over_by_a_button(writer, session):
    add(session, a_programme(key="anna-fund", name="Anna Weil Fund"))
    session.commit()

    start, stop = TEXT.index("In short"), TEXT.index(" by 2030")
    page = parsed(writer.get(f"/claims/new?source=report&start={start}&stop={stop}"))
    fields = fields_of(str(page))
    for label in ("Anna Weil “said”", "€2 billion", "could"):
        answer = _done(writer, fields, _button(page, label))
        page, fields = parsed(answer), fields_of(answer.text)

    values = dict(fields)
    assert (values["claimant"], values["attribution.0.actor"]) == ("Anna Weil", "Anna Weil")
    assert (values["attribution.0.cue"], values["attribution.0.mode"]) == ("said", "paraphrase")
    assert (values["attribution.1.actor"], values["attribution.1.mode"]) == ("The Gazette", "own_voice")
    assert (values["figures.0.text"], values["figures.0.value"]) == ("€2 billion", "2000000000")
    assert (values["hedges"], values["certainty"]) == ("could", "hedged")
    assert not [one for one in page.select(".proposed button") if text_of(one).startswith("€2 billion")]


def test_a_step_is_added_before_the_one_that_stands_on_the_page(writer):
    fields = changed(_opened(writer), claimant="Anna Weil")

    answer = _done(writer, fields, "add attribution")

    values = dict(fields_of(answer.text))
    assert (values["attribution.0.actor"], values["attribution.1.actor"]) == ("Anna Weil", "The Gazette")
    assert values["attribution.1.mode"] == "own_voice"


def test_enter_in_a_field_keeps_the_draft(writer):
    """The first button of a form is what Enter presses."""
    form = parsed(writer.get("/claims/new")).select_one("form.entry")

    assert form.select_one("button")["value"] == "keep"


def test_parts_that_are_empty_are_folded_and_open_when_something_is_in_them(writer):
    def is_open(answer, title: str) -> bool:
        (part,) = (one for one in parsed(answer).select("details.part") if title in text_of(one.summary))
        return part.has_attr("open")

    blank = writer.get("/claims/new")
    wrong = writer.post("/claims", [*_whole(writer), ("links.0.reason", "So.")])

    assert not is_open(blank, "How it bears")
    assert is_open(wrong, "How it bears")
    assert not is_open(wrong, "Figures")


def test_readers_who_are_not_signed_in_see_no_way_to_claim(client, writer):
    own, others = parsed(writer.get("/sources/report")), parsed(client.get("/sources/report"))

    links = [one["href"] for one in own.select(".claim-from a")]
    assert links
    assert f"/claims/new?source=report&start={TEXT.index('In short')}" in links[0]
    assert own.select_one("[data-marking]")
    assert not others.select(".claim-from, [data-marking], script[src*=marking]")


def test_names_are_offered_of_one_noun_alone(writer, session):
    add(session, a_claim())
    session.commit()

    def offered(noun: str, q: str) -> list[tuple[str, str]]:
        items = writer.get(f"/search/suggest.json?noun={noun}&q={q}").json()["items"]
        return [(one["noun"], one["slug"]) for one in items]

    assert offered("actor", "anna") == [("actor", "anna-weil")]
    assert offered("claim", "fund") == [("claim", "fund-should-grow")]
    assert offered("source", "gazette") == [("source", "report")]
    assert offered("topic", "anna") == []


def test_words_behind_other_records_are_found_in_their_source_too(writer, session):
    fields = changed(fields_of(writer.get("/actors/new").text), name="Jane Roe", kind="person", description="Grows.")
    quoting = changed(fields, description_quote__source="report", description_quote__exact="the fund")

    several = writer.post("/actors", quoting)
    last = str(parsed(several).select('[name="description_quote.start"]')[-1]["value"])
    made = writer.post("/actors", changed(fields_of(several.text), description_quote__start=last))
    taken_out = changed(fields_of(writer.get("/actors/jane-roe/edit").text), reason="Nothing states it.")
    taken_out = changed(taken_out, description_quote__exact="", description_quote__source="")
    unquoted = writer.post("/actors/jane-roe", taken_out)

    assert "stand at 4 places" in _said_beside(several, "description_quote.exact")
    assert (made.status_code, unquoted.status_code) == (303, 303)
    session.expire_all()
    assert session.scalar(select(Actor).where(Actor.slug == "jane-roe")).description_quote is None
