"""What the command line says: results on stdout, everything else on stderr.

Only cli and this module print.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

import typer

from wres_excel.errors import UsageError
from wres_excel.findings import Finding

SHOWN_OF_A_RULE = 5


def report(findings: Iterable[Finding], quiet: bool) -> None:
    """Show findings on stderr, notes only if they are wanted.

    Every error is shown; of a rule that only warns, the first few and how many more there are.
    """
    counts: Counter[str] = Counter()
    for finding in findings:
        if quiet and finding.severity == "note":
            continue
        counts[finding.rule] += finding.severity != "error"
        if counts[finding.rule] <= SHOWN_OF_A_RULE or finding.severity == "error":
            say(str(finding))
    for rule, count in counts.items():
        if count > SHOWN_OF_A_RULE:
            say(f"... and {count - SHOWN_OF_A_RULE} more findings of the rule {rule}")


def note(text: str, quiet: bool) -> None:
    """Write what need not be known to stderr, unless nobody wants it."""
    if not quiet:
        say(text)


def say(text: str) -> None:
    """Write to stderr; where that cannot be, there is nobody left to tell."""
    try:
        typer.echo(text, err=True)
    except OSError:
        silence(sys.stderr)


def show(text: str) -> None:
    """Write to stdout, and go on in silence once whoever reads it has closed it."""
    try:
        typer.echo(text)
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as err:
        silence(sys.stdout)
        raise UsageError(f"The output cannot be written: {err.strerror}") from err


def silence(stream: TextIO) -> None:
    """Let what is still to be written to a stream vanish, also when Python closes it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """Give a progress bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Filling", visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=total > 1)


@contextmanager
def progress_of_returns() -> Iterator[Callable[[int, int, int], None] | None]:
    """Give a progress bar that counts returns read, failed and remaining, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    counts = TextColumn(
        "read {task.fields[read]}, failed {task.fields[failed]}, left {task.fields[left]}"
    )
    bar = Progress(
        BarColumn(), counts, TimeRemainingColumn(), console=Console(stderr=True), transient=True
    )
    with bar:
        task = bar.add_task("Collating", read=0, failed=0, left=0)

        def told(done: int, failed: int, total: int) -> None:
            bar.update(
                task,
                completed=done,
                total=total,
                read=done - failed,
                failed=failed,
                left=total - done,
            )

        yield told
