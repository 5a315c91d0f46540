"""The command that makes one dataset of many returns: collate."""

from typing import Annotated

import typer

from wres_excel.cli.app import DONE, WITH_FINDINGS, app
from wres_excel.cli.options import EditionOption, Force, Jobs, Quiet
from wres_excel.errors import UsageError
from wres_excel.terminal import note, progress_of_returns, report, say

Returns = Annotated[
    list[str], typer.Argument(metavar="RETURNS...", help="Files, folders, .zip archives or URLs.")
]
Output = Annotated[
    str,
    typer.Option("-o", "--output", help="A .xlsx, .csv, .parquet or .duckdb file, or its URL."),
]
Register = Annotated[
    list[str] | None,
    typer.Option("--register", help="Who is expected (.csv or .xlsx); may be given again."),
]
Merged = Annotated[
    list[str] | None, typer.Option("--merge", help="Add up merged organisations: NEW=OLD,OLD.")
]
Publish = Annotated[bool, typer.Option("--publish", help="Write only what may be published.")]
Threshold = Annotated[
    int | None,
    typer.Option("--threshold", min=2, help="With --publish: hide counts below it (else 10)."),
]
TimeLimit = Annotated[
    float, typer.Option("--time-limit", min=1, help="Seconds that one file may take.")
]
Replies = Annotated[
    str | None,
    typer.Option("--replies", help="A folder for annotated copies of returns with findings."),
]


@app.command("collate")
def collate_command(
    returns: Returns,
    output: Output,
    register: Register = None,
    edition: EditionOption = None,
    jobs: Jobs = 1,
    merge: Merged = None,
    publish: Publish = False,
    threshold: Threshold = None,
    time_limit: TimeLimit = 60,
    replies: Replies = None,
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
