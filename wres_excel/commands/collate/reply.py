"""One return given back with what was found in it, made by a worker like the reading itself."""

from hashlib import sha256
from pathlib import PurePosixPath
from typing import NamedTuple

from wres_excel.collation.records import Summary
from wres_excel.commands.annotate import annotated
from wres_excel.commands.check import check_return
from wres_excel.commands.collate.arrivals import Arrival, reason_of
from wres_excel.commands.collate.fetch import fetch
from wres_excel.commands.collate.take import FAULT, MEMORY, Began, fault_in_words, unreadable
from wres_excel.commands.read import read_bytes
from wres_excel.errors import UnreadableFile, WresError
from wres_excel.workbook.legacy import is_legacy

_OTHER_KIND = "A workbook of this kind (.xls, .xlsb or .ods) cannot be annotated"


class Reply(NamedTuple):
    """An annotated copy, or in the summary the problem why there is none."""

    summary: Summary
    copy: bytes


def reply_to(arrival: Arrival, began: Began) -> Reply:
    """Return a return with each finding at its cell; it is read anew, and nothing is written."""
    summary = Summary(arrival.file, "", 0)
    try:
        data = fetch(arrival)
        summary = Summary(arrival.file, sha256(data).hexdigest(), len(data))
        began(summary.sha256, summary.size)
        return Reply(summary, _copy(data, PurePosixPath(arrival.file).name))
    except WresError as err:
        problem, remedy = reason_of(err)
    except MemoryError:
        problem, remedy = "Annotating the file takes more memory than a return may take", MEMORY
    except Exception as err:
        problem, remedy = fault_in_words(err), FAULT
    return Reply(unreadable(summary, problem, remedy), b"")


def _copy(data: bytes, name: str) -> bytes:
    if is_legacy(data, name):
        raise UnreadableFile(
            _OTHER_KIND,
            remedy=f"Send what `wres-excel check '{name}' -o findings.txt` writes, and ask for the "
            "return as an Excel Workbook (.xlsx).",
        )
    return annotated(data, name, check_return(read_bytes(data, name)))
