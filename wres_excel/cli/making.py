"""The commands with which a trust makes its return: editions, template and fill."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from wres_excel.cli.app import app, leave
from wres_excel.cli.options import (
    DryRun,
    EditionOption,
    Filled,
    Force,
    Into,
    Jobs,
    KeepGoing,
    MapFile,
    Metrics,
    Output,
    Overwrite,
    Quiet,
    Receipt,
    UseMap,
)
from wres_excel.errors import UsageError
from wres_excel.terminal import note, progress, report, say, show


@app.command("editions")
def editions_command(
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """List the editions known, with their dates and whether their layout is verified.

    Example: wres-excel editions
    """
    from wres_excel.commands.editions import editions_as_json, editions_as_text
    from wres_excel.editions import editions

    known = editions()
    show(editions_as_json(known) if as_json else editions_as_text(known))


@app.command("template")
def template_command(
    edition: Annotated[str, typer.Argument(help="A year, such as 2024, or an edition file.")],
    output: Output,
    metrics: Annotated[
        bool, typer.Option("--metrics", help="Write the empty metrics file (.csv) instead.")
    ] = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write a blank workbook for one edition.

    Example: wres-excel template 2024 -o wres-2024.xlsx

    Example: wres-excel template 2024 --metrics -o metrics.csv
    """
    from wres_excel.commands.template import write_template

    write_template(edition, output, metrics=metrics, force=force)
    note(f"Wrote {output}", quiet)


@app.command("fill")
def fill_command(
    metrics: Metrics,
    output: Filled = None,
    edition: EditionOption = None,
    into: Into = None,
    overwrite: Overwrite = False,
    receipt: Receipt = None,
    dry_run: DryRun = False,
    map_file: MapFile = None,
    use_map: UseMap = None,
    jobs: Jobs = 1,
    keep_going: KeepGoing = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write a completed workbook from a metrics file.

    Example: wres-excel fill metrics.csv -o return.xlsx --edition 2024

    Example: wres-excel fill metrics.csv --into form.xlsx -o return.xlsx --receipt receipt.json

    Example: wres-excel fill metrics.csv --into form.xlsx --dry-run --map map.csv
    """
    if map_file and output and not dry_run:
        raise _map_and_workbook()
    if dry_run or map_file:
        _show_map(metrics, into, edition, use_map, map_file, force, quiet)
    if output is None:
        raise UsageError("fill needs the workbook to write", remedy="Name it with -o.")
    from wres_excel.commands.fill import fill

    with progress() as told:
        result = fill(
            metrics,
            output,
            edition=edition,
            into=into,
            force=force,
            keep_going=keep_going,
            overwrite=overwrite,
            receipt=receipt,
            use_map=use_map,
            jobs=jobs,
            progress=told,
        )
    report(result.findings, quiet)
    _say_written(result.written, output, result.not_written, quiet)
    leave(result.findings)


def _map_and_workbook() -> UsageError:
    return UsageError(
        "--map goes with --dry-run, which writes no workbook",
        remedy="Leave out -o to write the map, or --map to write the workbook.",
    )


def _say_written(written: Sequence[Path], output: Path, not_written: int, quiet: bool) -> None:
    values = "value was" if not_written == 1 else "values were"
    lost = f"; {not_written:,} {values} not written" if not_written else ""
    if not written:
        say("Nothing was written. Mend the rows named above, or add --keep-going.")
    elif len(written) == 1:
        note(f"Wrote {written[0]}{lost}", quiet)
    else:
        note(f"Wrote {len(written)} workbooks to {output}{lost}", quiet)


def _show_map(
    metrics: Path,
    form: Path | None,
    edition: str | None,
    use_map: Path | None,
    output: Path | None,
    force: bool,
    quiet: bool,
) -> NoReturn:
    """Print where the items stand in a form, and leave."""
    from wres_excel.commands.map_form import map_form

    if form is None:
        raise UsageError("--dry-run and --map go with --into", remedy="Name the form with --into.")
    result = map_form(metrics, form, edition=edition, use_map=use_map, output=output, force=force)
    for item, period, group, sheet, cell, why in result.rows:
        where = f"{sheet}!{cell}" if cell else "-"
        show(f"{item}  {period}  {group}  {where}  {why}")
    report(result.findings, quiet)
    if output is not None:
        note(f"Wrote {output}", quiet)
    leave(result.findings)
