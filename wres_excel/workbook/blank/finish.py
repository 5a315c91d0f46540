"""What XlsxWriter does not do for our own forms: language, headings, and rows that grow.

A form says nothing of when it was saved until somebody saves it: the time that XlsxWriter writes
would be taken for that by whoever must tell which of two returns is the newer one.

XlsxWriter fixes every row height that is set, and a fixed row does not grow while somebody types
into it; and a result that is an empty text it leaves without its type, as if it had never been
computed. The parts are our own, written a moment before.
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from wres_excel.workbook.document import CORE, STYLES, set_language, style_headings

SHEETS = "xl/worksheets/sheet"
TIMES = re.compile(r"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
EMPTY_RESULT = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)(><f>[^<]*</f><v></v>)')


def finish(data: bytes) -> bytes:
    """Return a workbook of XlsxWriter with its language set and its headings styled as such."""
    changes = {CORE: _finish_properties, STYLES: style_headings}
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename in changes:
                part = changes[entry.filename](part.decode()).encode()
            elif entry.filename.startswith(SHEETS):
                part = EMPTY_RESULT.sub(rb'\1 t="str"\2', part.replace(b' customHeight="1"', b""))
            new.writestr(entry, part, ZIP_DEFLATED)
    return buffer.getvalue()


def _finish_properties(core: str) -> str:
    return TIMES.sub("", set_language(core))
