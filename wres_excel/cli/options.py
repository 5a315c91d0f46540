"""The options that commands share."""

from pathlib import Path
from typing import Annotated

import typer

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
