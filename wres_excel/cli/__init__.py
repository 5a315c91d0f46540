"""The command line: options and exit codes; the only place that exits or catches errors."""

import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any, NoReturn

import typer

from wres_excel.cli import collating, making, receiving
from wres_excel.cli.app import DONE, FAULT, INTERRUPTED, REFUSED, app
from wres_excel.errors import WresError
from wres_excel.terminal import say

__all__ = ["app", "collating", "main", "making", "receiving"]

TyperError: type[Any] = typer.BadParameter.__mro__[2]
"""The base of typer's own errors, which it keeps to itself."""


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
        say(
            "Stopped. What was being written has been left as it was before; a .duckdb keeps what "
            "was read, and the same command goes on from there."
        )
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
