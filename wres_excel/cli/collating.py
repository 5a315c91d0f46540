"""The command that makes one dataset of many returns: collate."""

from typing import Annotated

import typer

from wres_excel.cli.app import DONE, WITH_FINDINGS, app
from wres_excel.cli.options import EditionOption, Force, Jobs, Quiet
from wres_excel.errors import UsageError
from wres_excel.terminal import note, progress_of_returns, report, say


@app.command("collate")
def collate_command(
    returns: Annotated[
        list[str],
        typer.Argument(metavar="RETURNS...", help="Files, folders, .zip archives or URLs."),
    ],
    output: Annotated[
        str,
        typer.Option("-o", "--output", help="A .xlsx, .csv, .parquet or .duckdb file, or its URL."),
    ],
    register: Annotated[
        list[str] | None,
        typer.Option("--register", help="Who is expected (.csv or .xlsx); may be given again."),
    ] = None,
    edition: EditionOption = None,
    jobs: Jobs = 1,
    merge: Annotated[
        list[str] | None,
        typer.Option("--merge", help="Add up merged organisations: NEW=OLD,OLD."),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Write only what may be published.")
    ] = False,
    threshold: Annotated[
        int | None,
        typer.Option("--threshold", min=2, help="With --publish: hide counts below it (else 10)."),
    ] = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=1, help="Seconds that one file may take.")
    ] = 60,
    replies: Annotated[
        str | None,
        typer.Option("--replies", help="A folder for annotated copies of returns with findings."),
    ] = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Make one dataset of many returns, with a register of who has returned.

    --edition names the round that the register is about; each return is read as what it is.

    Example: wres-excel collate returns --register providers.csv -o collated.xlsx

    Example: wres-excel collate returns more-returns.zip -o wres.duckdb --jobs 4

    Example: wres-excel collate returns -o collated.xlsx --replies replies
    """
    if threshold is not None and not publish:
        raise _threshold_alone()
    from wres_excel.commands.collate.collating import THRESHOLD, collate
    from wres_excel.commands.collate.result import UNREADABLE, tell

    with progress_of_returns() as told:
        result = collate(
            returns,
            output,
            register=register,
            edition=edition,
            jobs=jobs,
            force=force,
            merge=merge or (),
            publish=publish,
            threshold=THRESHOLD if threshold is None else threshold,
            progress=told,
            time_limit=time_limit,
            replies=replies,
        )
    report(result.findings, quiet)
    for line in tell(result):
        if line.startswith(UNREADABLE):
            say(line)
        else:
            note(line, quiet)
    note(f"Wrote {', '.join(result.written)}", quiet)
    raise typer.Exit(WITH_FINDINGS if result.failed else DONE)


def _threshold_alone() -> UsageError:
    return UsageError(
        "--threshold goes with --publish, without which no count is hidden",
        remedy="Add --publish for a file that may be published, or leave --threshold out.",
    )
