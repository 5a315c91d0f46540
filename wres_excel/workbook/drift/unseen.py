"""What a reader of the sheet does not see at once: hidden, struck-through and commented values."""

from collections.abc import Iterator

from wres_excel.findings import Finding
from wres_excel.workbook.addresses import column_letters
from wres_excel.workbook.drift.form import Entry, Form
from wres_excel.workbook.gather import brief
from wres_excel.workbook.records import Sheet

HIDDEN = Finding(
    "hidden-value",
    "note",
    "Values stand where nobody sees them, and were read",
    "Unhide it and check that these values are meant.",
)
STRUCK = Finding(
    "struck-through",
    "note",
    "The value is struck through, and was read",
    "Delete the value if it no longer holds, or take the line away.",
)
PARTLY_STRUCK = Finding(
    "struck-through",
    "note",
    "Part of the text is struck through, and all of it was read",
    "Delete the part that no longer holds, or take the line away.",
)
COMMENT = Finding(
    "comment",
    "note",
    "A comment is pinned to this value",
    "Read what it says about the value.",
)


def hidden(form: Form) -> Iterator[Finding]:
    """Yield one finding for each hidden sheet, row or column that values were read from."""
    if not any(_hides(sheet) for sheet in form.sheets.values()):
        return
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in form.entries:
        for what in _hiding(form, entry):
            groups.setdefault((entry.location.sheet, what), []).append(entry)
    for (_, what), entries in groups.items():
        first = entries[0]
        count = "1 value" if len(entries) == 1 else f"{len(entries)} values"
        yield form.finding(HIDDEN, first, found=f"{count} in {what}")


def _hides(sheet: Sheet) -> bool:
    return sheet.state != "visible" or bool(sheet.hidden_rows or sheet.hidden_columns)


def _hiding(form: Form, entry: Entry) -> Iterator[str]:
    """Yield what hides a value: the sheet, or else its row and its column."""
    sheet, at = form.sheets[entry.location.sheet], entry.location
    if sheet.state != "visible":
        yield "a hidden sheet"
        return
    if at.row in sheet.hidden_rows:
        yield f"hidden row {at.row}"
    if at.column in sheet.hidden_columns:
        yield f"hidden column {column_letters(at.column)}"


def struck(form: Form) -> Iterator[Finding]:
    """Yield the values whose cells, or parts of whose texts, are struck through."""
    styles = {style for style, flag in enumerate(form.workbook.struck) if flag}
    if not (styles or any(sheet.struck for sheet in form.sheets.values())):
        return
    for entry in form.entries:
        raw, at = entry.cell.raw, entry.location
        part = form.sheets[at.sheet].struck.get((at.row, at.column))
        if raw and (entry.cell.style in styles or part == " ".join(raw.split())):
            yield form.finding(STRUCK, entry, found=brief(raw))
        elif part:
            yield form.finding(PARTLY_STRUCK, entry, found=f"'{brief(part)}' in '{brief(raw)}'")


def comments(form: Form) -> Iterator[Finding]:
    """Yield the comments on cells that hold a value, with their text."""
    if not any(sheet.comments for sheet in form.sheets.values()):
        return
    for entry in form.entries:
        at = entry.location
        text = form.sheets[at.sheet].comments.get((at.row, at.column))
        if text and entry.cell.raw:
            yield form.finding(COMMENT, entry, found=" ".join(text.split()))
