"""The layers of DESIGN.md hold, and so do the house rules that a machine can see.

Each rule is tried on the whole of app/, and on lines that break it, so that one which no longer bites is noticed too.
"""

import pytest

from tests.house_rules import (
    LAYER,
    ROOT,
    RULES,
    Module,
    commits_below_the_web,
    databases_in_pure_code,
    http_errors_outside_their_table,
    imports_against_the_arrows,
    libraries_not_declared,
    readers_of_the_environment,
    sql_in_the_web,
    unused_templates,
    web_libraries_below_the_web,
)

NO_NOUNS = {"utils", "util", "helpers", "helper", "common", "misc"}


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    paths = sorted((ROOT / "app").rglob("*.py"))
    return [Module(path.relative_to(ROOT).as_posix(), path.read_text()) for path in paths]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_module_breaks_the_rule(rule, modules):
    assert [wrong for module in modules for wrong in rule(module)] == []


@pytest.mark.parametrize(
    ("rule", "path", "code"),
    [
        (imports_against_the_arrows, "app/documents/html.py", "from app.store import claims"),
        (imports_against_the_arrows, "app/documents/html.py", "from app import web"),
        (imports_against_the_arrows, "app/documents/html.py", "from ..queries.claims import get_claim"),
        (imports_against_the_arrows, "app/documents/html.py", "def read():\n    import app.extraction"),
        (imports_against_the_arrows, "app/search/words.py", "from app.db import make_engine"),
        (imports_against_the_arrows, "app/dates.py", "from app.errors import Refused"),
        (web_libraries_below_the_web, "app/models/claims.py", "from fastapi import Depends"),
        (databases_in_pure_code, "app/citations/ris.py", "from sqlalchemy.orm import Session"),
        (sql_in_the_web, "app/web/pages/claims.py", "from sqlalchemy import select"),
        (commits_below_the_web, "app/store/claims.py", "def add_claim(session):\n    session.commit()"),
        (readers_of_the_environment, "app/web/deps.py", "import os\nkey = os.environ['KEY']"),
        (readers_of_the_environment, "app/web/deps.py", "from os import getenv"),
        (http_errors_outside_their_table, "app/web/pages/claims.py", "from fastapi import HTTPException"),
        (http_errors_outside_their_table, "app/main.py", "answer(status=404)"),
        (libraries_not_declared, "app/analysis/networks.py", "import pandas as pd"),
        (libraries_not_declared, "app/store/claims.py", "import hypothesis"),
    ],
)
def test_a_module_that_breaks_the_rule_is_noticed(rule, path, code):
    assert len(list(rule(Module(path, code)))) == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("app/extraction/suggest.py", "from app.documents import Document"),
        (
            "app/store/claims.py",
            "from app.search import index\nfrom app.db import dialect\nfrom app.store.slugs import free",
        ),
        ("app/web/errors.py", "from starlette.exceptions import HTTPException\nanswer(status_code=404)"),
        ("app/settings.py", "import os\nos.environ"),
        ("app/dates.py", "import re\nfrom pydantic_core import core_schema"),
    ],
)
def test_what_the_design_allows_is_left_alone(path, code):
    module = Module(path, code)

    assert [wrong for rule in RULES for wrong in rule(module)] == []


def test_everything_in_app_has_a_layer(modules):
    assert {module.part for module in modules} - set(LAYER) <= {""}


def test_every_file_is_named_for_a_noun():
    files = [path for folder in ("app", "bench", "migrations", "tests") for path in (ROOT / folder).rglob("*")]

    assert [str(path) for path in files if path.stem in NO_NOUNS] == []


def test_every_template_is_used(modules):
    folder = ROOT / "templates"
    templates = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.html")}

    assert unused_templates(templates, modules) == []


def test_a_template_that_nothing_names_is_noticed():
    module = Module("app/web/pages/claims.py", """render("claims/show.html"), render(f"errors/{status}.html")""")
    templates = {
        "base.html": "",
        "claims/show.html": """{% extends "base.html" %}""",
        "claims/old.html": """{% from "claims/old.html" import itself %}""",
        "errors/404.html": "",
    }

    assert unused_templates(templates, [module]) == ["claims/old.html"]
