"""The same content as one table, as an analyst would give it to Datasette: indexed, with full text."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.bases import Built

TABLE = """
CREATE TABLE claims (
  id INTEGER PRIMARY KEY, slug TEXT, statement TEXT, claimant TEXT, claimant_kind TEXT, kind TEXT, certainty TEXT,
  dated TEXT, programme TEXT, topic TEXT, proposition TEXT, stance TEXT, quote TEXT, source TEXT, source_url TEXT
)
"""
FILL = """
INSERT INTO claims
SELECT c.id, c.slug, c.statement, a.name, a.kind, c.kind, c.certainty, c.dated,
  (SELECT p.name FROM base.claim_programmes l JOIN base.programmes p ON p.id = l.programme_id
   WHERE l.claim_id = c.id LIMIT 1),
  (SELECT t.name FROM base.claim_topics l JOIN base.topics t ON t.id = l.topic_id WHERE l.claim_id = c.id LIMIT 1),
  p.sentence, s.stance, q.exact, o.title, o.url
FROM base.claims c
JOIN base.actors a ON a.id = c.claimant_id
JOIN base.claim_quotes e ON e.claim_id = c.id AND e.position = 0
JOIN base.quotes q ON q.id = e.quote_id
JOIN base.sources o ON o.id = q.source_id
LEFT JOIN base.stances s ON s.claim_id = c.id AND s.position = 0
LEFT JOIN base.propositions p ON p.id = s.proposition_id
WHERE c.status = 'published'
"""
INDEXES = (
    "CREATE INDEX by_claimant ON claims (claimant, dated)",
    *(f"CREATE INDEX by_{column} ON claims ({column})" for column in ("programme", "topic", "kind", "source", "dated")),
)
SEARCH = (
    "CREATE VIRTUAL TABLE claims_fts USING fts5 (statement, quote, claimant, content='claims', content_rowid='id')",
    "INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')",
)


def flat_of(built: Built) -> Path:
    """The file with the flat table, made unless it is there already."""
    if not built.flat.exists():
        unfinished = built.flat.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("ATTACH ? AS base", (str(built.path),))
            for statement in (TABLE, FILL, *INDEXES, *SEARCH, "ANALYZE main"):
                connection.execute(statement)
            connection.commit()
        unfinished.rename(built.flat)
    return built.flat
