"""The results as tables that read well in a terminal and in Markdown."""

from collections.abc import Sequence

from bench.bases import Built
from bench.exports import Beside, Exported
from bench.timing import Timed

HEADER = ("page", "first visit", "later visits", "Datasette", "first ×", "later ×", "4 at once ×", "kB")


def cases_table(rows: Sequence[Timed]) -> str:
    """Milliseconds, and how many times faster than Datasette (on one connection, and in answers a second on four)."""
    return table(HEADER, [_case_row(row) for row in rows])


def growth_table(small: Built, large: Built, before: Sequence[Timed], after: Sequence[Timed]) -> str:
    """The latency over the large base divided by that over the small one."""
    header = (f"latency at {large.claims:,} over that at {small.claims:,}", "first visit", "later visits", "Datasette")
    rows = [
        (
            two.case.name,
            _ratio(two.first, one.first),
            _ratio(two.later, one.later),
            _ratio(two.theirs, one.theirs),
        )
        for one, two in zip(before, after, strict=True)
    ]
    return table(header, rows)


def load_line(built: Built) -> str:
    rate = built.claims / built.load_seconds
    return (
        f"Bulk load: {rate:,.0f} claims a second ({built.claims:,} in {built.load_seconds:,.1f} s); making entries up"
        f" took {built.generate_seconds:,.1f} s more; the processor worked {built.cpu_seconds:,.1f} s on both."
    )


def export_lines(export: Exported, beside: Beside, rows: int) -> str:
    theirs = ""
    if export.theirs:
        ratios = f"{_ratio(export.theirs, export.first)} and {_ratio(export.theirs, export.later)}"
        theirs = f" Datasette's: {rows / export.theirs:,.0f}; ours is {ratios} as fast."
    begun = ", ".join(f"{path} {_ms(seconds)}" for path, seconds in export.beginnings.items())
    pages = "the export was over before a page could be asked for"
    if beside.busy is not None:
        pages = f"a claim page is {beside.idle / beside.busy:.2f}× as fast during it as idle (first visits)"
    return (
        f"Export as CSV, {export.size / 1e6:,.1f} MB: {rows / export.first:,.0f} rows a second on the first visit,"
        f" {rows / export.later:,.0f} on later visits.{theirs}\n"
        f"First byte, first visits: {begun}.\n"
        f"During an export memory grew by {beside.grown:,.0f} MB; {pages}."
    )


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns under each other; the first to the left, numbers to the right."""
    widths = [max(len(row[at]) for row in (header, *rows)) for at in range(len(header))]
    rule = ["-" * (width + 1) + (":" if at else "-") for at, width in enumerate(widths)]
    lines = [_line(header, widths), f"|{'|'.join(rule)}|"]
    return "\n".join([*lines, *(_line(row, widths) for row in rows)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return "| " + " | ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]) + " |"


def _case_row(row: Timed) -> tuple[str, ...]:
    if row.status != 200:
        wrong = f"answered with {row.status}" if row.status else "no answer in a minute"
        return (row.case.name, wrong, *[""] * (len(HEADER) - 2))
    return (
        row.case.name,
        _ms(row.first),
        _ms(row.later),
        _ms(row.theirs),
        _ratio(row.theirs, row.first),
        _ratio(row.theirs, row.later),
        _ratio(row.rate, row.their_rate),
        f"{row.size / 1000:,.0f}",
    )


def _ms(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds * 1000:,.2f} ms"


def _ratio(one: float | None, other: float | None) -> str:
    return "–" if not one or not other else f"{one / other:,.2f}×" if one / other < 10 else f"{one / other:,.0f}×"
