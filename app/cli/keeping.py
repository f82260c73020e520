"""The commands that keep a base: its schema, its index, its formatted citations, and who may write."""

import click
from pydantic import ValidationError
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from app import search
from app.citations import styles
from app.cli.base import err, format_citations, opened
from app.entries.accounts import NewAccount
from app.entries.complaints import complaints_of
from app.errors import Refused
from app.queries.accounts import list_accounts
from app.settings import Settings
from app.store import accounts
from app.vocabulary import Role


@click.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    with opened(Settings()):
        err.print("The schema is up to date.")


@click.command()
def reindex() -> None:
    """Make anew what searches look in. Nothing else can write meanwhile."""
    with opened(Settings()) as session:
        search.rebuild(session)
    err.print("Everything can be found.")


@click.command()
@click.option(
    "--style", "wanted", multiple=True, help="a CSL style by its name, such as nature [default: those of the pages]"
)
def cite(wanted: tuple[str, ...]) -> None:
    """Format every citation that pages show and nobody has formatted yet."""
    if not styles.available():
        raise click.ClickException("Formatted citations need pandoc: install the extra “styles”.")
    settings = Settings()
    with opened(settings):
        pass
    columns = (TextColumn("Formatting citations"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("cite", total=None)
        new = format_citations(settings, wanted or tuple(styles.STYLES), lambda done: progress.advance(task, done))
    err.print(f"{new:,} citations were formatted.")


@click.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help="what they may do [default: editor; the first account is always an admin]",
)
def add_editor(name: str, role: str | None) -> None:
    """Add an account for NAME, who can then sign in. The password is asked for."""
    password = click.prompt("Password (at least 10 characters)", hide_input=True, confirmation_prompt="Once more")
    try:
        with opened(Settings()) as session:
            first = not list_accounts(session)
            as_role = Role.ADMIN if first else Role(role or Role.EDITOR)
            new = NewAccount.model_validate({"name": name, "role": as_role, "password": password})
            account = accounts.add_account(session, new)
            err.print(f"{account.name} can sign in at /sign-in as {account.role.label}.", markup=False)
    except ValidationError as error:
        raise click.ClickException("\n".join(map(str, complaints_of(error, NewAccount)))) from None
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
