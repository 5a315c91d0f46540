"""What XlsxWriter cannot say: the language of a document, its headings, and rows that grow.

Screen readers need the first two. XlsxWriter fixes every row height that is set, and a fixed row
does not grow while somebody types into it; and a result that is an empty text it leaves without
its type, as if it had never been computed. The parts are our own, written a moment before.
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

CORE, STYLES = "docProps/core.xml", "xl/styles.xml"
SHEETS = "xl/worksheets/sheet"
EMPTY_RESULT = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)(><f>[^<]*</f><v></v>)')
HEADINGS = ((16, "Heading 1", 16), (13, "Heading 2", 17))


def finish(data: bytes) -> bytes:
    """Return a workbook of XlsxWriter with its language set and its headings styled as such."""
    changes = {CORE: _set_language, STYLES: _style_headings}
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


def _set_language(core: str) -> str:
    end = "</cp:coreProperties>"
    return core.replace(end, f"<dc:language>en-GB</dc:language>{end}")


def _style_headings(styles: str) -> str:
    """Give the cell formats with a heading's font size the built-in heading style."""
    for size, name, builtin in HEADINGS:
        font = _font_of_size(styles, size)
        style = styles.count("<cellStyle ")
        styles = re.sub(
            rf'(<xf numFmtId="0" fontId="{font}" [^>]*?)xfId="0"', rf'\1xfId="{style}"', styles
        )
        master = f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0"/>'
        named = f'<cellStyle name="{name}" xfId="{style}" builtinId="{builtin}"/>'
        styles = _append(styles, "cellStyleXfs", master)
        styles = _append(styles, "cellStyles", named)
    return styles


def _font_of_size(styles: str, size: int) -> int:
    fonts = re.findall(r"<font>.*?</font>", styles)
    return next(n for n, font in enumerate(fonts) if f'<sz val="{size}"/>' in font)


def _append(styles: str, tag: str, element: str) -> str:
    count = re.search(rf'<{tag} count="(\d+)">', styles)
    if count is None:
        raise ValueError(f"the styles have no {tag}")
    styles = styles.replace(count[0], f'<{tag} count="{int(count[1]) + 1}">')
    return styles.replace(f"</{tag}>", f"{element}</{tag}>")
