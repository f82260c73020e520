"""What waits: the queue of what others hand in, what came back, and claims that could be better founded."""

from app.store import revise
from tests.factories import EDIT, a_claim, a_figure, a_quote, a_source, add, an_actor
from tests.people import signed_in
from tests.web.drafting import NEW, hand_in, hand_in_change, page_of, publish
from tests.web.many import counting
from tests.web.reading import parsed, text_of


def test_the_queue_shows_what_waits_longest_first(base, cy, ada):
    first = hand_in(cy, **NEW)
    second = hand_in_change(cy, statement="The fund must grow.", note="Seen.", reason="Stronger.")
    cy.post(f"/drafts/{first}/comments", {"comment": "Please look."})

    page = page_of(ada, "/review")

    rows = page.select("#queue ~ .changes > li")
    assert [row["id"] for row in rows] == [f"draft-{first}", f"draft-{second}"]
    new, change = (text_of(row) for row in rows)
    assert "The fund could double." in new
    assert "A new claim by Cy · since" in new
    assert "1 comment" in new
    assert "A change of this claim by Cy" in change
    assert "2 fields changed: Statement, Editor’s note" in change or "2 fields changed: Statement, Note" in change


def test_what_is_published_or_sent_back_waits_no_longer(base, cy, ada):
    first, second = hand_in(cy, **NEW), hand_in(cy, **NEW | {"note": "Twice."})
    publish(ada, first)
    ada.post(f"/drafts/{second}/send-back", {"comment": "Twice."})

    assert not page_of(ada, "/review").select("#queue ~ .changes > li")


def test_a_contributor_sees_how_far_their_own_drafts_are_and_nobody_elses(base, client, session, cy, ada):
    waiting, back, done = (hand_in(cy, **NEW | {"statement": f"The fund should grow, {word}."}) for word in "abc")
    ada.post(f"/drafts/{back}/send-back", {"comment": "Who?"})
    publish(ada, done)
    bea = signed_in(client, session, "contributor", "Bea")

    page = page_of(cy, "/review")

    states = {section.h2["id"]: [li["id"] for li in section.select("li")] for section in page.select("main section")}
    assert states == {
        "sent_back": [f"draft-{back}"],
        "in_review": [f"draft-{waiting}"],
        "accepted": [f"draft-{done}"],
    }
    assert not page.select("form[action^='/drafts/']")
    assert "You have proposed nothing yet" in page_of(bea, "/review").main.get_text()


def test_an_editor_finds_what_was_sent_back_to_them(base, client, session, ada):
    bob = signed_in(client, session, "editor", "Bob")
    number = hand_in(ada, **NEW)
    bob.post(f"/drafts/{number}/send-back", {"comment": "Who?"})

    assert page_of(ada, "/review").select_one("#sent-back ~ ul li")["id"] == f"draft-{number}"
    assert not page_of(bob, "/review").select("#sent-back")


def test_an_empty_queue_says_what_would_be_there_and_what_to_do(ada):
    told = [text_of(one) for one in page_of(ada, "/review").select(".empty")]

    assert told[0].startswith("Nothing waits for review. What contributors hand in appears here.")
    assert told[1].startswith("No claim breaks a rule.")


def test_claims_that_could_be_better_founded_are_listed_by_what_they_lack(base, session, ada):
    add(session, an_actor(key="officials", name="Officials", kind="unnamed_group"))
    add(session, a_claim(key="unnamed", claimant="officials", quotes=[a_quote("the fund should shrink")]))
    own = a_claim(
        key="figures",
        claimant="the-gazette",
        quotes=[a_quote("It could reach €2 billion by 2030")],
        figures=[a_figure()],
    )
    add(session, own)
    session.commit()

    page = page_of(ada, "/review")

    found = {text_of(h3): [a["href"] for a in h3.find_next("ul").select("a.statement")] for h3 in page.select("h3")}
    assert found == {
        "One source alone reports it 2 claims": ["/claims/unnamed", "/claims/fund-should-grow"],
        "A figure has no period 1 claim": ["/claims/figures"],
        "The claimant has no name 1 claim": ["/claims/unnamed"],
    }


def test_work_that_is_done_or_withdrawn_waits_no_longer(base, session, ada):
    from app.store import withdraw

    add(session, a_source(key="second", short="Second 2026"))
    revise(session, base, a_claim(quotes=[a_quote(), a_quote(source="second")]), EDIT, 1)
    other = add(session, a_claim(key="other", quotes=[a_quote("the fund should shrink")]))
    withdraw(session, other, EDIT, 1)
    session.commit()

    assert not page_of(ada, "/review").select("h3")


def test_of_many_claims_only_the_newest_are_looked_at_and_that_is_said(sqlite_session):
    from app.queries.waiting import list_work

    for number in range(4):
        add(sqlite_session, a_claim(key=f"claim-{number}", statement=f"The fund should grow, {number}."))

    found = list_work(sqlite_session, most=3)

    assert (found.looked_at, found.published) == (3, 4)
    assert [slug for slug, _ in found.work[0].claims] == ["claim-3", "claim-2", "claim-1"]


def test_however_long_the_queue_is_the_database_is_asked_the_same(sqlite_app, sqlite_client, sqlite_session):
    add(sqlite_session, an_actor(key="the-gazette", name="The Gazette"))
    add(sqlite_session, a_claim())
    sqlite_session.commit()
    cy, ada = (signed_in(sqlite_client, sqlite_session, role) for role in ("contributor", "editor"))
    sent = []
    for count in (1, 8):
        for number in range(count):
            hand_in_change(cy, statement=f"The fund must grow, {number}.", reason="Stronger.")
        with counting(sqlite_app.state.engine) as statements:
            assert ada.get("/review").status_code == 200
        sent.append(len(statements))

    assert sent[0] == sent[1]


def test_readers_are_asked_to_sign_in_first(client):
    answer = client.get("/review")

    assert answer.status_code == 401
    assert parsed(answer).select_one("[name=then]")["value"] == "/review"
