"""What changed records are cited as is formatted behind the answer."""

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.citations import styles
from app.models import FormattedCitation
from tests.databases import open_app, open_session
from tests.factories import a_claim, add
from tests.people import changed, fields_of, signed_in

pytestmark = pytest.mark.skipif(not styles.available(), reason="pandoc is not installed")


def test_a_published_change_is_formatted_soon_after(database_url, engine, tmp_path):
    with open_session(engine) as session, open_app(database_url, tmp_path, format_citations=True) as app:
        add(session, a_claim())
        session.commit()
        writer = signed_in(TestClient(app), session)
        form = fields_of(writer.get("/claims/fund-should-grow/edit").text)

        writer.post("/claims/fund-should-grow", changed(form, statement="The fund must grow.", reason="As it says."))
        app.state.citations.wait()

        found = session.scalars(select(FormattedCitation.html).where(FormattedCitation.style == "apa")).all()
        assert any("The fund must grow" in html for html in found)
