"""A workbook put together: what XlsxWriter made of its frame, and tables streamed into it.

XlsxWriter's own streaming refuses tables, and takes ten times as long a row. So it writes every
sheet with its table down to one sample row, and the rows are written in that row's place.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wres_excel.workbook.collated.row_xml import RowXml, letters
from wres_excel.workbook.collated.sheet import TableSheet
from wres_excel.workbook.collated.styles import STYLES, Style
from wres_excel.workbook.document import CORE, set_language, style_headings
from wres_excel.workbook.document import STYLES as STYLES_PART

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6
_AT_ONCE = 500
_STYLE = re.compile(r'<c r="[A-Z]+\d+" s="(\d+)"/>')


def write_package(frame: bytes, sheets: Mapping[int, TableSheet], target: Path) -> None:
    """Write a workbook with the rows of its tables.

    frame: what XlsxWriter wrote; sheets: those that are streamed, by their number in the workbook
    from 1. Equal content gives equal bytes. Raises OSError if the target cannot be written.
    """
    streamed = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in sheets.items()}
    refs = {sheet.table: _ref(sheet) for sheet in sheets.values()}
    with ZipFile(BytesIO(frame)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in streamed:
                _stream(new, entry.filename, content.decode(), streamed[entry.filename])
            else:
                content = _changed(entry.filename, content, refs)
                new.writestr(_info(entry.filename), content, ZIP_DEFLATED, _LEVEL)


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _LONG_AGO)
    info.compress_type = ZIP_DEFLATED
    return info


def _changed(name: str, content: bytes, refs: Mapping[str, str]) -> bytes:
    if name == CORE:
        return set_language(content.decode()).encode()
    if name == STYLES_PART:
        return style_headings(content.decode()).encode()
    if name.startswith("xl/tables/"):
        return _stretch(content.decode(), refs).encode()
    if name.startswith("xl/worksheets/sheet"):
        return content.replace(b' customHeight="1"', b"")
    return content


def _stretch(table: str, refs: Mapping[str, str]) -> str:
    """Let a table that was made for one row span all of them."""
    name = re.search(r' displayName="([^"]+)"', table)
    if name is None or name[1] not in refs:
        return table
    return re.sub(r' ref="[A-Z0-9:]+"', f' ref="{refs[name[1]]}"', table)


def _ref(sheet: TableSheet) -> str:
    last = sheet.heading_row + sheet.count
    return f"A{sheet.heading_row}:{letters(len(sheet.columns))}{last}"


def _stream(package: ZipFile, name: str, frame: str, sheet: TableSheet) -> None:
    """Write a sheet with its rows in place of the sample row."""
    sample = re.search(rf'<row r="{sheet.heading_row + 1}".*?</row>', frame)
    if sample is None:
        raise RuntimeError(f"the frame of the sheet {sheet.name} has no sample row")
    corner = f"{letters(len(sheet.columns))}{sheet.heading_row + sheet.count}"
    head = re.sub(
        r'<dimension ref="[^"]+"/>', f'<dimension ref="A1:{corner}"/>', frame[: sample.start()]
    )
    info = _info(name)
    with package.open(info, "w") as part:
        part.write(head.replace(' customHeight="1"', "").encode())
        for chunk in _chunks(sheet, _style_numbers(sample[0])):
            part.write(chunk.encode())
        part.write(frame[sample.end() :].encode())


def _style_numbers(sample: str) -> dict[Style, int]:
    """Return the number of each style from the sample row, which has a cell of each in order."""
    return dict(zip(STYLES, map(int, _STYLE.findall(sample)), strict=True))


def _chunks(sheet: TableSheet, index: Mapping[Style, int]) -> Iterator[str]:
    writer = RowXml(sheet.columns, index)
    number, rows = sheet.heading_row, list[str]()
    for number, cells in enumerate(sheet.rows, sheet.heading_row + 1):
        rows.append(writer.row(number, cells))
        if len(rows) >= _AT_ONCE:
            yield "".join(rows)
            rows.clear()
    yield "".join(rows)
    _check_count(sheet, number - sheet.heading_row)


def _check_count(sheet: TableSheet, written: int) -> None:
    if written != sheet.count:
        raise RuntimeError(f"{sheet.name}: {written} rows came where {sheet.count} were counted")
