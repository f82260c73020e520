"""The rules that tests/test_architecture.py holds app/ to: the layers of DESIGN.md, and what else a machine can see.

Each rule is a function from one module to what is wrong in it, with its line.
"""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent

LAYERS = {
    6: {"__main__"},
    5: {"main", "cli", "export"},
    4: {"web"},
    3: {"store", "queries", "search", "values", "db"},
    2: {"models", "citations", "analysis", "entries", "settings", "extraction", "documents"},
    1: {"vocabulary", "dates", "errors"},
}
LAYER = {part: layer for layer, parts in LAYERS.items() for part in parts}

# Who may import whom on the same layer.
BESIDE = {
    ("cli", "main"),  # `serve` serves what main builds
    ("cli", "export"),
    ("extraction", "documents"),
    ("store", "search"),
    ("store", "db"),
    ("store", "values"),
    ("values", "db"),
    ("queries", "values"),
    ("queries", "search"),
    ("queries", "db"),
}

WEB_LIBRARIES = {"fastapi", "starlette", "jinja2", "python_multipart", "uvicorn"}
PURE = {"documents", "extraction", "citations", "analysis", "entries"} | LAYERS[1]
SQL = {f"sqlalchemy.{name}" for name in ("select", "insert", "update", "delete", "text", "func")}

# Parts of a declared library that have a distribution of their own.
COMES_WITH = {"pydantic-core": "pydantic"}


@dataclass(frozen=True)
class Module:
    """A Python file of app/."""

    path: str  # from the root of the repository
    code: str

    @property
    def part(self) -> str:
        """`store` for app/store/claims.py, `dates` for app/dates.py, nothing for app/__init__.py."""
        return self.path.split("/")[1].removesuffix(".py").replace("__init__", "")

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.code)))

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """Line and full name, wherever in the file: `from app.store import claims` gives `app.store.claims`."""
        statements = [node for node in self.nodes if isinstance(node, ast.Import | ast.ImportFrom)]
        return [(statement.lineno, name) for statement in statements for name in self._names(statement)]

    def _names(self, node: ast.Import | ast.ImportFrom) -> list[str]:
        if isinstance(node, ast.Import):
            return [alias.name for alias in node.names]
        start = [node.module] if node.module else []
        if node.level:
            start = [*self.path.split("/")[: -node.level], *start]
        return [".".join([*start, alias.name]) for alias in node.names]


def imports_against_the_arrows(module: Module) -> Iterator[str]:
    for line, name in module.imports:
        package, _, rest = name.partition(".")
        other = rest.split(".")[0]
        if package != "app" or other not in LAYER or other == module.part:
            continue
        mine, theirs = LAYER.get(module.part, 0), LAYER[other]
        if theirs > mine:
            yield f"{module.path}:{line} imports {name} from a layer above its own"
        if theirs == mine and (module.part, other) not in BESIDE:
            yield f"{module.path}:{line} imports {name} from its own layer"


def web_libraries_below_the_web(module: Module) -> Iterator[str]:
    if LAYER.get(module.part, 0) < LAYER["web"]:
        for line, name in module.imports:
            if name.split(".")[0] in WEB_LIBRARIES:
                yield f"{module.path}:{line} imports {name}; HTTP lives in app/web"


def databases_in_pure_code(module: Module) -> Iterator[str]:
    if module.part in PURE:
        for line, name in module.imports:
            if name.split(".")[0] in {"sqlalchemy", "alembic", "sqlite3", "psycopg"}:
                yield f"{module.path}:{line} imports {name}; app/{module.part} knows no database"


def sql_in_the_web(module: Module) -> Iterator[str]:
    if module.part == "web":
        for line, name in module.imports:
            if name in SQL:
                yield f"{module.path}:{line} imports {name}; questions belong in app/queries"


def commits_below_the_web(module: Module) -> Iterator[str]:
    if module.part in {"store", "queries", "search"}:
        for node in module.nodes:
            if isinstance(node, ast.Attribute) and node.attr == "commit":
                yield f"{module.path}:{node.lineno} commits; only a writing route and a command do"


def readers_of_the_environment(module: Module) -> Iterator[str]:
    if module.path != "app/settings.py":
        for node in module.nodes:
            if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in {"os.environ", "os.getenv"}:
                yield f"{module.path}:{node.lineno} reads the environment; only app/settings.py does"
        for line, name in module.imports:
            if name in {"os.environ", "os.getenv"}:
                yield f"{module.path}:{line} imports {name}; only app/settings.py reads the environment"


def http_errors_outside_their_table(module: Module) -> Iterator[str]:
    if module.path != "app/web/errors.py":
        for line, name in module.imports:
            if name.endswith(".HTTPException"):
                yield f"{module.path}:{line} imports {name}; raise an error of app/errors.py"
    if module.part != "web":
        for node in module.nodes:
            if isinstance(node, ast.keyword) and node.arg in {"status", "status_code"} and _is_number(node.value):
                yield f"{module.path}:{node.lineno} names a status number; only app/web knows them"


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


def libraries_not_declared(module: Module) -> Iterator[str]:
    for line, name in module.imports:
        top = name.split(".")[0]
        if top in sys.stdlib_module_names | {"app"}:
            continue
        offered = {_normal(distribution) for distribution in _distributions().get(top, [top])}
        if not {COMES_WITH.get(distribution, distribution) for distribution in offered} & _declared():
            yield f"{module.path}:{line} imports {name}, which pyproject.toml does not list"


@cache
def _distributions() -> Mapping[str, list[str]]:
    """The libraries that bring each package: asking takes a second."""
    return importlib.metadata.packages_distributions()


NOT_OURS = {"test", "bench"}  # extras that app/ must not need


@cache
def _declared() -> set[str]:
    """The libraries that app/ may use: all of pyproject.toml but those for tests and measurements."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [requirements for name, requirements in project["optional-dependencies"].items() if name not in NOT_OURS]
    return {_normal(requirement) for group in [project["dependencies"], *extras] for requirement in group}


def _normal(requirement: str) -> str:
    """The name alone, as package indexes compare it."""
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


RULES = [
    imports_against_the_arrows,
    web_libraries_below_the_web,
    databases_in_pure_code,
    sql_in_the_web,
    commits_below_the_web,
    readers_of_the_environment,
    http_errors_outside_their_table,
    libraries_not_declared,
]


def unused_templates(templates: dict[str, str], modules: list[Module]) -> list[str]:
    in_code = [pattern for module in modules for node in module.nodes for pattern in _templates_named_by(node)]
    return [
        name
        for name in templates
        if not any(re.fullmatch(pattern, name) for pattern in in_code)
        and not any(
            re.search(f"""["']{re.escape(name)}["']""", templates[other]) for other in templates if other != name
        )
    ]


def _templates_named_by(node: ast.AST) -> list[str]:
    """Patterns: a text stands for itself, a text with values in it (f"{noun}/index.html") for whatever they may be."""
    if isinstance(node, ast.Constant):
        return [re.escape(str(node.value))] if str(node.value).endswith(".html") else []
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[^/]+" for part in node.values]
        return ["".join(parts)] if parts[-1:] and parts[-1].endswith("html") else []
    return []
