"""The nouns: every table of the first base."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "base_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_base_state_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_state")),
    )
    op.create_table(
        "redirects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redirects")),
        sa.UniqueConstraint("noun", "slug", name=op.f("uq_redirects_noun_slug")),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_seed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revisions_counted_from_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("noun", "record_id", "number", name=op.f("uq_revisions_noun_record_id_number")),
    )
    op.create_table(
        "sources",
        sa.Column(
            "kind",
            sa.Enum(
                "news_item",
                "digest",
                "policy_brief",
                "analysis",
                "report",
                "speech",
                "legal_act",
                "web_page",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("short", sa.String(length=60), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("supplied_title", sa.Text(), nullable=True),
        sa.Column("container", sa.Text(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("series_number", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("updated", sa.String(length=10), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("title IS NOT NULL OR supplied_title IS NOT NULL", name=op.f("ck_sources_has_a_title")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("slug", name=op.f("uq_sources_slug")),
    )
    op.create_table(
        "topics",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("slug", name=op.f("uq_topics_slug")),
    )
    op.create_index(op.f("ix_topics_name"), "topics", ["name"])

    op.create_table(
        "blocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "heading",
                "paragraph",
                "list_item",
                "pull_quote",
                "boilerplate",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.CheckConstraint("start >= 0 AND start < stop", name=op.f("ck_blocks_start_before_stop")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_blocks_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
        sa.UniqueConstraint("source_id", "start", name=op.f("uq_blocks_source_id_start")),
    )
    op.create_table(
        "propositions",
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_propositions_topic_id_topics")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_propositions")),
        sa.UniqueConstraint("slug", name=op.f("uq_propositions_slug")),
    )
    op.create_index(op.f("ix_propositions_topic_id"), "propositions", ["topic_id"])

    op.create_table(
        "quotes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.CheckConstraint("length(exact) = stop - start", name=op.f("ck_quotes_as_long_as_its_place")),
        sa.CheckConstraint("start >= 0 AND start < stop", name=op.f("ck_quotes_start_before_stop")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_quotes_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotes")),
        sa.UniqueConstraint("source_id", "start", "stop", name=op.f("uq_quotes_source_id_start_stop")),
    )
    op.create_table(
        "actors",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "institution",
                "state",
                "alliance",
                "company",
                "think_tank",
                "publisher",
                "agency",
                "group",
                "unnamed_group",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("description_quote_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["description_quote_id"], ["quotes.id"], name=op.f("fk_actors_description_quote_id_quotes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        sa.UniqueConstraint("slug", name=op.f("uq_actors_slug")),
    )
    op.create_index(op.f("ix_actors_description_quote_id"), "actors", ["description_quote_id"])
    op.create_index(op.f("ix_actors_name"), "actors", ["name"])

    op.create_table(
        "programmes",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "programme",
                "fund",
                "instrument",
                "strategy",
                "law",
                "mandate",
                "target",
                "platform",
                "contract",
                "forum",
                "document",
                "proposal",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "adopted",
                "in_force",
                "ended",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("description_quote_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["description_quote_id"], ["quotes.id"], name=op.f("fk_programmes_description_quote_id_quotes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("slug", name=op.f("uq_programmes_slug")),
    )
    op.create_index(op.f("ix_programmes_description_quote_id"), "programmes", ["description_quote_id"])
    op.create_index(op.f("ix_programmes_name"), "programmes", ["name"])

    op.create_table(
        "actor_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_actor_aliases_actor_id_actors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_aliases")),
        sa.UniqueConstraint("actor_id", "text", name=op.f("uq_actor_aliases_actor_id_text")),
    )
    op.create_index(op.f("ix_actor_aliases_text"), "actor_aliases", ["text"])

    op.create_table(
        "affiliations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("until", sa.String(length=10), nullable=True),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_affiliations_actor_id_actors")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["actors.id"], name=op.f("fk_affiliations_organisation_id_actors")
        ),
        sa.ForeignKeyConstraint(["quote_id"], ["quotes.id"], name=op.f("fk_affiliations_quote_id_quotes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliations")),
    )
    op.create_index(op.f("ix_affiliations_actor_id"), "affiliations", ["actor_id"])
    op.create_index(op.f("ix_affiliations_organisation_id"), "affiliations", ["organisation_id"])
    op.create_index(op.f("ix_affiliations_quote_id"), "affiliations", ["quote_id"])

    op.create_table(
        "claims",
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "factual",
                "causal",
                "evaluative",
                "normative",
                "predictive",
                "position",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "certainty",
            sa.Enum(
                "asserted",
                "hedged",
                "reported",
                "denied",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("hedges", sa.JSON(), nullable=False),
        sa.Column("claimant_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=10), nullable=True),
        sa.Column("dated", sa.String(length=10), nullable=False),
        sa.Column("first_hand", sa.Boolean(), nullable=False),
        sa.Column("has_figures", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "in_review",
                "published",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["claimant_id"], ["actors.id"], name=op.f("fk_claims_claimant_id_actors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("slug", name=op.f("uq_claims_slug")),
    )
    op.create_index("ix_claims_claimant_sorted", "claims", ["claimant_id", "status", "dated", "id"])
    op.create_index(
        "ix_claims_counted", "claims", ["status", "kind", "certainty", "first_hand", "has_figures", "dated"]
    )
    op.create_index("ix_claims_status_sorted", "claims", ["status", "dated", "id"])

    op.create_table(
        "contributors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "author",
                "editor",
                "publisher",
                "head",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_contributors_actor_id_actors")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_contributors_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contributors")),
        sa.UniqueConstraint("source_id", "actor_id", "role", name=op.f("uq_contributors_source_id_actor_id_role")),
    )
    op.create_index(op.f("ix_contributors_actor_id"), "contributors", ["actor_id"])

    op.create_table(
        "facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN source_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN actor_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN programme_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_facts_one_subject"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_facts_actor_id_actors")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_facts_programme_id_programmes")),
        sa.ForeignKeyConstraint(["quote_id"], ["quotes.id"], name=op.f("fk_facts_quote_id_quotes")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_facts_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    op.create_index(op.f("ix_facts_actor_id"), "facts", ["actor_id"])
    op.create_index(op.f("ix_facts_programme_id"), "facts", ["programme_id"])
    op.create_index(op.f("ix_facts_quote_id"), "facts", ["quote_id"])
    op.create_index(op.f("ix_facts_source_id"), "facts", ["source_id"])

    op.create_table(
        "held_stances",
        sa.Column(
            "target_type",
            sa.Enum(
                "proposition",
                "programme",
                "actor",
                "topic",
                name="target_type",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("target_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "supports",
                "mixed",
                "neutral",
                "opposes",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_held_stances_not_negative")),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_held_stances_actor_id_actors")),
        sa.PrimaryKeyConstraint("target_type", "target_id", "actor_id", "stance", name=op.f("pk_held_stances")),
    )
    op.create_index("ix_held_stances_actor", "held_stances", ["actor_id"])

    op.create_table(
        "programme_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_programme_aliases_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_aliases")),
        sa.UniqueConstraint("programme_id", "text", name=op.f("uq_programme_aliases_programme_id_text")),
    )
    op.create_index(op.f("ix_programme_aliases_text"), "programme_aliases", ["text"])

    op.create_table(
        "relations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "part_of",
                "financed_by",
                "same_legal_basis",
                "based_on",
                "succeeds",
                "complements",
                "reforms",
                "alternative_to",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("programme_id <> other_id", name=op.f("ck_relations_two_programmes")),
        sa.ForeignKeyConstraint(["other_id"], ["programmes.id"], name=op.f("fk_relations_other_id_programmes")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_relations_programme_id_programmes")),
        sa.ForeignKeyConstraint(["quote_id"], ["quotes.id"], name=op.f("fk_relations_quote_id_quotes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relations")),
        sa.UniqueConstraint("programme_id", "kind", "other_id", name=op.f("uq_relations_programme_id_kind_other_id")),
    )
    op.create_index(op.f("ix_relations_other_id"), "relations", ["other_id"])
    op.create_index(op.f("ix_relations_quote_id"), "relations", ["quote_id"])

    op.create_table(
        "claim_actors",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_claim_actors_actor_id_actors")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_actors_claim_id_claims")),
        sa.PrimaryKeyConstraint("claim_id", "actor_id", name=op.f("pk_claim_actors")),
    )
    op.create_index("ix_claim_actors_sorted", "claim_actors", ["actor_id", "dated", "claim_id"])

    op.create_table(
        "claim_programmes",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_programmes_claim_id_claims")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_claim_programmes_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("claim_id", "programme_id", name=op.f("pk_claim_programmes")),
    )
    op.create_index("ix_claim_programmes_sorted", "claim_programmes", ["programme_id", "dated", "claim_id"])

    op.create_table(
        "claim_quotes",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_quotes_claim_id_claims")),
        sa.ForeignKeyConstraint(["quote_id"], ["quotes.id"], name=op.f("fk_claim_quotes_quote_id_quotes")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claim_quotes")),
        sa.UniqueConstraint("claim_id", "quote_id", name=op.f("uq_claim_quotes_claim_id_quote_id")),
    )
    op.create_index(op.f("ix_claim_quotes_quote_id"), "claim_quotes", ["quote_id"])

    op.create_table(
        "claim_topics",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_topics_claim_id_claims")),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_claim_topics_topic_id_topics")),
        sa.PrimaryKeyConstraint("claim_id", "topic_id", name=op.f("pk_claim_topics")),
    )
    op.create_index("ix_claim_topics_sorted", "claim_topics", ["topic_id", "dated", "claim_id"])

    op.create_table(
        "figures",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("scale", sa.Text(), nullable=True),
        sa.Column(
            "qualifier",
            sa.Enum(
                "at least",
                "over",
                "approximately",
                "up to",
                "under",
                name="qualifier",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("period", sa.Text(), nullable=True),
        sa.CheckConstraint("(value IS NULL) <> (low IS NULL AND high IS NULL)", name=op.f("ck_figures_value_or_range")),
        sa.CheckConstraint("low IS NULL OR high IS NULL OR low <= high", name=op.f("ck_figures_low_to_high")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_figures_claim_id_claims")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_figures")),
    )
    op.create_table(
        "hops",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "direct", "paraphrase", "own_voice", name="mode", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_hops_actor_id_actors")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_hops_claim_id_claims")),
        sa.ForeignKeyConstraint(["to_id"], ["actors.id"], name=op.f("fk_hops_to_id_actors")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_hops")),
    )
    op.create_index(op.f("ix_hops_actor_id"), "hops", ["actor_id"])
    op.create_index(op.f("ix_hops_to_id"), "hops", ["to_id"])

    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "supports",
                "contradicts",
                "in_tension_with",
                "qualifies",
                "repeats",
                "updates",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("withdrawn_because", sa.Text(), nullable=True),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_links_two_claims")),
        sa.ForeignKeyConstraint(["from_id"], ["claims.id"], name=op.f("fk_links_from_id_claims")),
        sa.ForeignKeyConstraint(["to_id"], ["claims.id"], name=op.f("fk_links_to_id_claims")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("from_id", "kind", "to_id", name=op.f("uq_links_from_id_kind_to_id")),
    )
    op.create_index(op.f("ix_links_to_id"), "links", ["to_id"])

    op.create_table(
        "stances",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("proposition_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column(
            "stance",
            sa.Enum(
                "supports",
                "mixed",
                "neutral",
                "opposes",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("dated", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN proposition_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN programme_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN actor_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN topic_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_stances_one_target"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_stances_actor_id_actors")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_stances_claim_id_claims")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_stances_programme_id_programmes")),
        sa.ForeignKeyConstraint(
            ["proposition_id"], ["propositions.id"], name=op.f("fk_stances_proposition_id_propositions")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name=op.f("fk_stances_topic_id_topics")),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_stances")),
    )
    op.create_index(op.f("ix_stances_actor_id"), "stances", ["actor_id"])
    op.create_index(op.f("ix_stances_programme_id"), "stances", ["programme_id"])
    op.create_index("ix_stances_proposition_sorted", "stances", ["proposition_id", "stance", "dated", "claim_id"])
    op.create_index(op.f("ix_stances_topic_id"), "stances", ["topic_id"])

    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("proposed", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open", "accepted", "rejected", name="status", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("start >= 0 AND start < stop", name=op.f("ck_suggestions_start_before_stop")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_suggestions_claim_id_claims")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_suggestions_source_id_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
    )
    op.create_index(op.f("ix_suggestions_claim_id"), "suggestions", ["claim_id"])
    op.create_index(op.f("ix_suggestions_source_id"), "suggestions", ["source_id"])
    op.execute("INSERT INTO base_state (id, version) VALUES (1, 0)")


def downgrade() -> None:
    op.drop_index(op.f("ix_suggestions_source_id"), table_name="suggestions")
    op.drop_index(op.f("ix_suggestions_claim_id"), table_name="suggestions")

    op.drop_table("suggestions")
    op.drop_index(op.f("ix_stances_topic_id"), table_name="stances")
    op.drop_index("ix_stances_proposition_sorted", table_name="stances")
    op.drop_index(op.f("ix_stances_programme_id"), table_name="stances")
    op.drop_index(op.f("ix_stances_actor_id"), table_name="stances")

    op.drop_table("stances")
    op.drop_index(op.f("ix_links_to_id"), table_name="links")

    op.drop_table("links")
    op.drop_index(op.f("ix_hops_to_id"), table_name="hops")
    op.drop_index(op.f("ix_hops_actor_id"), table_name="hops")

    op.drop_table("hops")
    op.drop_table("figures")
    op.drop_index("ix_claim_topics_sorted", table_name="claim_topics")

    op.drop_table("claim_topics")
    op.drop_index(op.f("ix_claim_quotes_quote_id"), table_name="claim_quotes")

    op.drop_table("claim_quotes")
    op.drop_index("ix_claim_programmes_sorted", table_name="claim_programmes")

    op.drop_table("claim_programmes")
    op.drop_index("ix_claim_actors_sorted", table_name="claim_actors")

    op.drop_table("claim_actors")
    op.drop_index(op.f("ix_relations_quote_id"), table_name="relations")
    op.drop_index(op.f("ix_relations_other_id"), table_name="relations")

    op.drop_table("relations")
    op.drop_index(op.f("ix_programme_aliases_text"), table_name="programme_aliases")

    op.drop_table("programme_aliases")
    op.drop_index("ix_held_stances_actor", table_name="held_stances")

    op.drop_table("held_stances")
    op.drop_index(op.f("ix_facts_source_id"), table_name="facts")
    op.drop_index(op.f("ix_facts_quote_id"), table_name="facts")
    op.drop_index(op.f("ix_facts_programme_id"), table_name="facts")
    op.drop_index(op.f("ix_facts_actor_id"), table_name="facts")

    op.drop_table("facts")
    op.drop_index(op.f("ix_contributors_actor_id"), table_name="contributors")

    op.drop_table("contributors")
    op.drop_index("ix_claims_status_sorted", table_name="claims")
    op.drop_index("ix_claims_counted", table_name="claims")
    op.drop_index("ix_claims_claimant_sorted", table_name="claims")

    op.drop_table("claims")
    op.drop_index(op.f("ix_affiliations_quote_id"), table_name="affiliations")
    op.drop_index(op.f("ix_affiliations_organisation_id"), table_name="affiliations")
    op.drop_index(op.f("ix_affiliations_actor_id"), table_name="affiliations")

    op.drop_table("affiliations")
    op.drop_index(op.f("ix_actor_aliases_text"), table_name="actor_aliases")

    op.drop_table("actor_aliases")
    op.drop_index(op.f("ix_programmes_name"), table_name="programmes")
    op.drop_index(op.f("ix_programmes_description_quote_id"), table_name="programmes")

    op.drop_table("programmes")
    op.drop_index(op.f("ix_actors_name"), table_name="actors")
    op.drop_index(op.f("ix_actors_description_quote_id"), table_name="actors")

    op.drop_table("actors")
    op.drop_table("quotes")
    op.drop_index(op.f("ix_propositions_topic_id"), table_name="propositions")

    op.drop_table("propositions")
    op.drop_table("blocks")
    op.drop_index(op.f("ix_topics_name"), table_name="topics")

    op.drop_table("topics")
    op.drop_table("sources")
    op.drop_table("revisions")
    op.drop_table("redirects")
    op.drop_table("base_state")
