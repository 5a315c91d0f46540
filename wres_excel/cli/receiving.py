"""The commands for returns that were received: read, check, rules and diff."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wres_excel.cli.app import app, leave
from wres_excel.cli.options import EditionOption, Force, Quiet
from wres_excel.files import check_target, write_beside
from wres_excel.terminal import note, report, show

if TYPE_CHECKING:
    from wres_excel.checks.result import CheckResult
    from wres_excel.commands.output_form import Format

Previous = Annotated[
    Path | None,
    typer.Option("--previous", help="Last year's return, to compare its figures with."),
]
Annotate = Annotated[
    Path | None,
    typer.Option("--annotate", help="Also write a copy of the workbook with its findings."),
]
Selected = Annotated[
    list[str] | None, typer.Option("--select", help="Rules to check, and no others; see `rules`.")
]
Ignored = Annotated[
    list[str] | None, typer.Option("--ignore", help="Rules not to check; repeat, or use commas.")
]


class Form(StrEnum):
    """How results are said."""

    text = "text"
    json = "json"
    csv = "csv"


def not_stdout(output: Path | None) -> Path | None:
    """Return the file to write, None if it is stdout, as which - is understood."""
    return None if output == Path("-") else output


FormOption = Annotated[
    Form | None,
    typer.Option("--format", help="text, json or csv; else what the name of the output says."),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        callback=not_stdout,
        help="A .txt, .json or .csv file to write instead of stdout.",
    ),
]


@app.command("read")
def read_command(
    workbooks: Annotated[
        list[Path], typer.Argument(metavar="WORKBOOK...", help="The returned workbooks.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            callback=not_stdout,
            help="A .json, .csv or .parquet file; JSON on stdout without it.",
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
    leave(finding for result in results for finding in result.findings)


@app.command("check")
def check_command(
    workbook: Annotated[Path, typer.Argument(help="The return to check.")],
    previous: Previous = None,
    form: FormOption = None,
    output: Report = None,
    annotate: Annotate = None,
    select: Selected = None,
    ignore: Ignored = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 for warnings as well.")
    ] = False,
    edition: EditionOption = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Check a return by every rule: what is wrong, where, and what to do.

    Example: wres-excel check return.xlsx

    Example: wres-excel check return.xlsx --previous last-year.xlsx --annotate for-the-trust.xlsx
    """
    from wres_excel.commands.annotate import check_copy, write_annotated
    from wres_excel.commands.check import check
    from wres_excel.commands.output_form import choose_format

    inputs = [path for path in (workbook, previous) if path]
    chosen = choose_format(form, output)
    if output is not None:
        check_target(output, force=force, inputs=inputs)
    if annotate is not None:
        check_copy(workbook, annotate, force=force, inputs=inputs)
    result = check(
        workbook,
        previous=previous,
        edition=edition,
        select=_listed(select),
        ignore=_listed(ignore),
    )
    text = _rendered(result, chosen, quiet)
    if output is None:
        show(text)
    else:
        write_beside(output, f"{text}\n".encode(), force=force, inputs=inputs)
        note(f"Wrote {output}", quiet)
    if annotate is not None:
        write_annotated(workbook, result, annotate, force=force)
        note(f"Wrote {annotate}", quiet)
    leave(result.findings, strict=strict)


@app.command("rules")
def rules_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RULE]...", help="Rules to show in full, by their ids."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Write a page that explains every rule.")
    ] = False,
) -> None:
    """List every rule that check knows, or show some of them in full.

    Example: wres-excel rules

    Example: wres-excel rules figures-blank columns-swapped
    """
    from wres_excel.commands.check import choose_rules
    from wres_excel.commands.check_rules import rules_as_markdown, rules_as_text, rules_in_full
    from wres_excel.tables.checked import rules_to_json

    named = _listed(names)
    chosen = choose_rules(select=named)
    if as_json:
        show(rules_to_json(chosen).rstrip("\n"))
    elif as_markdown:
        show(rules_as_markdown(chosen))
    else:
        show(rules_in_full(named) if named else rules_as_text(chosen))


@app.command("diff")
def diff_command(
    old: Annotated[Path, typer.Argument(help="The earlier workbook.")],
    new: Annotated[Path, typer.Argument(help="The later workbook.")],
    form: FormOption = None,
    output: Report = None,
    forms: Annotated[
        bool, typer.Option("--forms", help="Compare the forms and not what was filled in.")
    ] = False,
    edition: EditionOption = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Show what changed between two returns of one organisation, or between two blank forms.

    Example: wres-excel diff first.xlsx resubmitted.xlsx

    Example: wres-excel diff return-2023.xlsx return-2024.xlsx -o changes.csv
    """
    from wres_excel.commands.diff import diff, render_changes, save_changes
    from wres_excel.commands.output_form import choose_format

    chosen = choose_format(form, output)
    if output is not None:
        check_target(output, force=force, inputs=[old, new])
    changes = diff(old, new, edition=edition, forms=forms)
    text = render_changes(changes, chosen)
    if output is None:
        show(text.rstrip("\r\n"))
    else:
        save_changes(text, output, force=force, inputs=[old, new])
        note(f"Wrote {output}", quiet)
    report(changes.findings, quiet)
    leave(changes.all_findings)


def _listed(names: list[str] | None) -> tuple[str, ...]:
    """Return names that may be given one by one or with commas between them."""
    return tuple(name.strip() for each in names or () for name in each.split(",") if name.strip())


def _rendered(result: "CheckResult", form: "Format", quiet: bool) -> str:
    from wres_excel.commands.check_text import check_as_text
    from wres_excel.tables.checked import check_to_csv, check_to_json

    match form:
        case "json":
            return check_to_json(result).rstrip("\n")
        case "csv":
            return check_to_csv(result).rstrip("\r\n")
    return check_as_text(result, quiet=quiet)
