"""Finding every record that an entry names, so that none can dangle."""

from app.entries.text import parts, references
from tests.factories import a_claim, a_hop, a_link, a_programme, a_proposition, a_quote, a_source, a_stance, an_actor


def named(entry):
    return {(".".join(map(str, one.path)), one.noun, one.slug) for one in references(entry)}


def test_a_claim_names_actors_sources_subjects_and_targets():
    claim = a_claim(
        claimant="weil",
        attribution=[a_hop("weil", "direct", to="press"), a_hop("gazette")],
        about=["nato"],
        programmes=["safe"],
        topics=["money", "time"],
        stances=[a_stance(actor="eu"), a_stance(topic="money"), a_stance(programme="safe"), a_stance(proposition="p")],
    )

    assert named(claim) == {
        ("claimant", "actor", "weil"),
        ("attribution.0.actor", "actor", "weil"),
        ("attribution.0.to", "actor", "press"),
        ("attribution.1.actor", "actor", "gazette"),
        ("quotes.0.source", "source", "report"),
        ("about.0", "actor", "nato"),
        ("programmes.0", "programme", "safe"),
        ("topics.0", "topic", "money"),
        ("topics.1", "topic", "time"),
        ("stances.0.actor", "actor", "eu"),
        ("stances.1.topic", "topic", "money"),
        ("stances.2.programme", "programme", "safe"),
        ("stances.3.proposition", "proposition", "p"),
    }


def test_actors_and_programmes_name_what_their_parts_name():
    quote = a_quote(source="brief")
    actor = an_actor(
        description_quote=quote,
        affiliations=[{"office": "Chair", "organisation": "nato", "quote": quote}],
        facts=[{"what": "Born", "value": "1970", "quote": quote}],
    )
    programme = a_programme(related=[{"kind": "part_of", "programme": "budget", "quote": quote}])

    assert named(actor) == {
        ("description_quote.source", "source", "brief"),
        ("affiliations.0.organisation", "actor", "nato"),
        ("affiliations.0.quote.source", "source", "brief"),
        ("facts.0.quote.source", "source", "brief"),
    }
    assert named(programme) == {
        ("related.0.programme", "programme", "budget"),
        ("related.0.quote.source", "source", "brief"),
    }


def test_sources_propositions_and_links_name_theirs():
    source = a_source(contributors=[{"actor": "weil"}], publisher="press")

    assert named(source) == {("contributors.0.actor", "actor", "weil"), ("publisher", "actor", "press")}
    assert named(a_proposition(topic="money")) == {("topic", "topic", "money")}
    assert named(a_link(**{"from": "a", "to": "b"})) == {("from_claim", "claim", "a"), ("to_claim", "claim", "b")}


def test_what_is_not_named_is_no_reference():
    assert named(a_proposition()) == named(an_actor()) == set()


def test_the_parts_of_an_entry_come_with_their_paths():
    found = {path: type(part).__name__ for path, part in parts(a_claim(stances=[a_stance()]))}

    assert found == {
        (): "NewClaim",
        ("attribution", 0): "NewHop",
        ("attribution", 1): "NewHop",
        ("quotes", 0): "NewQuote",
        ("stances", 0): "NewStance",
    }
