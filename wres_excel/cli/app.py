"""The application that commands register with, and the exit codes they leave with."""

from collections.abc import Iterable
from typing import Annotated, NoReturn

import typer

from wres_excel.findings import Finding

DONE, WITH_FINDINGS, REFUSED, FAULT, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    help="Fill, read, check and collate returns of the Workforce Race Equality Standard (WRES).",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


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


def leave(findings: Iterable[Finding], *, strict: bool = False) -> NoReturn:
    """Exit with the code that the findings ask for; strict: warnings count as errors do."""
    counting = {"error", "warning"} if strict else {"error"}
    found = any(finding.severity in counting for finding in findings)
    raise typer.Exit(WITH_FINDINGS if found else DONE)
