"""The command line: options and exit codes; the only place that exits or catches errors."""

import sys
import traceback
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from wres_excel.errors import UsageError, WresError
from wres_excel.findings import Finding, has_errors
from wres_excel.terminal import note, progress, report, say, show

DONE, WITH_FINDINGS, REFUSED, FAULT, INTERRUPTED = 0, 1, 2, 3, 130
TyperError: type[Any] = typer.BadParameter.__mro__[2]
"""The base of typer's own errors, which it keeps to itself."""

app = typer.Typer(
    help="Fill and read NHS Workforce Race Equality Standard (WRES) returns in Excel.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Output = Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing but warnings and errors.")]
EditionOption = Annotated[
    str | None,
    typer.Option("--edition", help="The edition, such as 2020, or an edition file (.toml)."),
]
Metrics = Annotated[Path, typer.Argument(help="The metrics, a CSV file or a workbook.")]
Filled = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", help="The workbook to write, or a folder for several organisations."
    ),
]
Into = Annotated[
    Path | None, typer.Option("--into", help="A form that somebody else made, to copy and fill.")
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace values that stand in the form.")
]
Receipt = Annotated[
    Path | None, typer.Option("--receipt", help="Account for every change in a .json file.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show where each item would go; write no workbook.")
]
MapFile = Annotated[
    Path | None, typer.Option("--map", help="With --dry-run: write the map to a .csv file.")
]
UseMap = Annotated[Path | None, typer.Option("--use-map", help="Place items as a map says (.csv).")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="How many processes.")]
KeepGoing = Annotated[
    bool, typer.Option("--keep-going", help="Leave out rows that are not understood.")
]


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"wres-excel {version('wres-excel')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    _debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of a fault of the program.")
    ] = False,
) -> None:
    pass


def _leave(findings: Iterable[Finding]) -> None:
    """Exit with the code that the findings ask for."""
    raise typer.Exit(WITH_FINDINGS if has_errors(findings) else DONE)


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
    _say_written(result.written, output, quiet)
    _leave(result.findings)


def _map_and_workbook() -> UsageError:
    return UsageError(
        "--map goes with --dry-run, which writes no workbook",
        remedy="Leave out -o to write the map, or --map to write the workbook.",
    )


def _say_written(written: Sequence[Path], output: Path, quiet: bool) -> None:
    if not written:
        say("Nothing was written. Mend the rows named above, or add --keep-going.")
    elif len(written) == 1:
        note(f"Wrote {written[0]}", quiet)
    else:
        note(f"Wrote {len(written)} workbooks to {output}", quiet)


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
    raise typer.Exit(WITH_FINDINGS if has_errors(result.findings) else DONE)


@app.command("read")
def read_command(
    workbooks: Annotated[
        list[Path], typer.Argument(metavar="WORKBOOK...", help="The returned workbooks.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="A .json, .csv or .parquet file; JSON on stdout without it."
        ),
    ] = None,
    edition: EditionOption = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Read a returned workbook, or several, into one dataset.

    Example: wres-excel read return.xlsx -o return.csv

    Example: wres-excel read first.xlsx second.xlsx -o returns.csv
    """
    from wres_excel.commands.read import read
    from wres_excel.commands.save import check_dataset_target, save_dataset
    from wres_excel.tables.dataset import returns_to_json

    if output is not None:
        check_dataset_target(output, force=force, inputs=workbooks)
    results = [read(workbook, edition=edition) for workbook in workbooks]
    if output is None:
        show(returns_to_json(results).rstrip("\n"))
    else:
        save_dataset(results, output, force=force, inputs=workbooks)
        note(f"Wrote {output}", quiet)
    for result in results:
        report(result.findings, quiet)
    _leave(finding for result in results for finding in result.findings)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: the one boundary at which an error becomes a message."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(sys.argv[1:] if arguments is None else arguments))


def _run(arguments: list[str]) -> int:
    """Return the exit code of one run."""
    answer = _answer(arguments)
    if answer == INTERRUPTED:
        say("Stopped. What was being written has been left as it was before.")
    return answer if isinstance(answer, int) else DONE


def _answer(arguments: list[str]) -> object:
    """Return what typer answers to arguments, or the exit code that an error asks for."""
    try:
        return app(arguments, standalone_mode=False, prog_name="wres-excel")
    except WresError as err:
        say(f"error: {err}")
        return REFUSED
    except TyperError as err:
        err.show()
        return REFUSED
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit as err:
        if isinstance(err.__context__, BrokenPipeError):
            return DONE
        raise
    except Exception as err:
        return _fault(err, arguments)


def _fault(err: Exception, arguments: Sequence[str]) -> int:
    """Ask for a report of what is no fault of the user's."""
    if "--debug" in arguments:
        traceback.print_exception(err)
    say(
        f"This is a fault of wres-excel, not of your file: {type(err).__name__}: {err}\n"
        "Please report it with the command you typed. "
        "`wres-excel --debug ...` shows where it happened."
    )
    return FAULT
