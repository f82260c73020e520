"""`python -m bench`: build the bases, serve them, measure, print."""

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from bench import report
from bench.bases import Built, base_of
from bench.cases import cases_for, exports_for
from bench.exports import time_beside, time_export
from bench.servers import Server, ascribe, datasette, has_datasette
from bench.timing import Timed, time_case, time_unchanged

SHORT = (1_000, 10_000, 100_000)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--claims", multiple=True, type=click.IntRange(100, 2_000_000), help="size of a base; several may be given"
)
@click.option("--datasette", "peer", type=Path, default=Path(sys.executable), help="a Python that has Datasette")
@click.option("--build-only", is_flag=True, help="load the bases and stop")
def main(claims: tuple[int, ...], peer: Path, build_only: bool) -> None:
    """Measure our pages, and Datasette's over the same content. Without --claims: 1,000, 10,000 and 100,000."""
    sizes = sorted(set(claims)) or list(SHORT)
    bases = []
    for size in sizes:
        bases.append(base_of(size))
        print(f"{size:,} claims. {report.load_line(bases[-1])}", flush=True)
    if build_only:
        return
    if not (compared := has_datasette(peer)):
        print("Datasette is not installed here, so there is nothing to compare with (see bench/README.md).")
    results = [measure(built, peer if compared else None) for built in bases]
    if len(bases) > 1:
        print("\n" + report.growth_table(bases[0], bases[-1], results[0], results[-1]))


def measure(built: Built, peer: Path | None) -> list[Timed]:
    """Everything over one base, printed as it comes."""
    print(f"\n## {built.claims:,} claims\n", flush=True)
    with ExitStack() as servers:
        ours = servers.enter_context(ascribe(built))
        theirs = servers.enter_context(datasette(built, peer)) if peer else None
        rows = [time_case(case, built, ours, theirs) for case in cases_for(built)]
        print(report.cases_table(rows) + "\n", flush=True)
        _print_rest(built, ours, theirs, rows)
    return rows


def _print_rest(built: Built, ours: Server, theirs: Server | None, rows: list[Timed]) -> None:
    by_name = {row.case.name: row for row in rows}
    deep, claim = by_name["deep page of the same"], by_name["claim page"]
    if deep.first and rows[0].first:
        print(f"Deep page over first page, first visits: {deep.first / rows[0].first:.2f}.")
    for row in (by_name["actor's own page"], claim):
        if row.status == 200:
            full, unchanged = time_unchanged(row.case, ours)
            again = f"{(row.first or 0) / unchanged:,.0f}× as fast as a first visit"
            print(f"304 of the {row.case.name}: {full / unchanged:.1f}× as fast as the full page kept, {again}.")
    own, mapped = ours.memory()
    print(f"Memory of our worker: {own:,.0f} MB, {mapped:,.0f} MB with what it has mapped of the base's file.")
    export = exports_for(built)
    exported, beside = time_export(export, built, ours, theirs), time_beside(export, claim.case, built, ours)
    print(report.export_lines(exported, beside, built.claims), flush=True)


if __name__ == "__main__":
    main()
