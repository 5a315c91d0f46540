"""One file that came in as rows; whatever is wrong with it, it is a row with its reason."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from wres_excel.codes import load_code_book
from wres_excel.collation.codes import split_codes
from wres_excel.collation.flatten import flatten
from wres_excel.collation.records import Summary, Taken
from wres_excel.commands.check import check_return
from wres_excel.commands.collate.arrivals import Arrival, PassedOver, reason_of
from wres_excel.commands.collate.fetch import fetch
from wres_excel.commands.read import open_workbook, read_opened
from wres_excel.domain.model import Return
from wres_excel.errors import WresError
from wres_excel.workbook.annotation_mark import is_untouched_copy
from wres_excel.workbook.collation_mark import is_collation
from wres_excel.workbook.package import package_from_bytes

Began = Callable[[str, int], None]
"""Told the hash and the size of a file before it is read, which may be the last thing it does."""

COLLATION = "a collation made by wres-excel"
ANNOTATED = "an annotated copy made by wres-excel and not saved since: its original counts"
FAULT = "Please report it with the file, or with a copy without its figures."
_BLANK = "The form is blank: nothing in it was filled in but whose it is"
MEMORY = "Remove sheets and pictures that do not belong to the return, save it, then try again."


def take(arrival: Arrival, began: Began) -> Taken | PassedOver:
    """Return a file as rows of values and findings, or with the problem why it has none.

    What this program wrote itself, and that is no return, is passed over with the reason.
    """
    summary = Summary(arrival.file, "", 0)
    try:
        data = fetch(arrival)
        summary = Summary(arrival.file, sha256(data).hexdigest(), len(data))
        began(summary.sha256, summary.size)
        return _taken(data, arrival)
    except WresError as err:
        problem, remedy = reason_of(err)
    except MemoryError:
        problem, remedy = "Reading the file takes more memory than a return may take", MEMORY
    except Exception as err:
        problem, remedy = fault_in_words(err), FAULT
    return Taken(unreadable(summary, problem, remedy))


def _taken(data: bytes, arrival: Arrival) -> Taken | PassedOver:
    """Return the rows of a return, with everything that the rules find about it."""
    name = PurePosixPath(arrival.file).name
    opened, notes = open_workbook(data, name)
    if is_collation(opened):
        return PassedOver(arrival.file, COLLATION)
    if not notes and is_untouched_copy(opened, package_from_bytes(data, name)):
        return PassedOver(arrival.file, ANNOTATED)
    result = read_opened(opened, notes, name)
    judged = replace(result, findings=check_return(result).findings)
    codes = split_codes(judged.organisation.code, load_code_book())
    taken = flatten(judged, arrival.file, len(data), codes)
    return _without_answers(taken) if _is_blank(judged) else taken


def fault_in_words(err: Exception) -> str:
    """Return what to say where an exception says that there is a mistake in this program."""
    return f"This is a fault of wres-excel, not of the file: {type(err).__name__}: {err}"


def unreadable(summary: Summary, problem: str, remedy: str | None) -> Summary:
    """Return the summary of a file that could not be read."""
    return replace(summary, problem=problem, remedy=remedy)


def _is_blank(result: Return) -> bool:
    return any(finding.rule == "blank-form" for finding in result.findings)


def _without_answers(taken: Taken) -> Taken:
    """Return a blank form as what it is to whoever waits for a return: none at all."""
    known = replace(taken.summary, errors=0, warnings=0, notes=0)
    return Taken(unreadable(known, _BLANK, "Ask for the completed return."))
