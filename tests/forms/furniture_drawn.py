"""Features that are drawn over the data sheet: pictures, boxes, controls, and comments."""

import base64

from lxml import etree

from .package import BOOK, MAIN, MC, SHEET_CT, X14, Package, R, main
from .paper import row_column
from .sheet import Sheet

XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
DRAWING = "xl/drawings/drawing90.xml"
VML = "xl/drawings/vmlDrawing90.vml"
COMMENTS = "xl/comments90.xml"
THREADS = "xl/threadedComments/threadedComment90.xml"
PEOPLE = "xl/persons/person.xml"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_MS = "http://schemas.microsoft.com/office"
_THREADED = f"{_MS}/spreadsheetml/2018/threadedcomments"
_PERSON = "{7E0C3B1A-5D1F-4C59-8E55-3F6B7A9D0C11}"
_THREAD = "{2B6C9D3E-1F47-4A0B-9C38-6D5E4F3A2B10}"


def _ensure_drawing(package: Package, sheet: Sheet) -> None:
    if DRAWING in package.parts:
        return
    content_type = "application/vnd.openxmlformats-officedocument.drawing+xml"
    text = f'<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}"/>'
    package.add(DRAWING, text, content_type)
    _refer(sheet, "drawing", package.relate(sheet.part, "drawing", DRAWING))


def _refer(sheet: Sheet, tag: str, number: str) -> None:
    """Point from the sheet to a part by the id of its relationship."""
    element = main(tag)
    element.set(f"{{{R}}}id", number)
    sheet.add(element)


def _draw(package: Package, shape: str) -> None:
    """Anchor a shape over columns 14 to 16, beside the table."""
    root = package.xml(DRAWING)
    row = len(root) * 4
    text = (
        f'<xdr:twoCellAnchor xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:r="{R}">'
        f"<xdr:from>{_corner(14, row)}</xdr:from><xdr:to>{_corner(16, row + 3)}</xdr:to>"
        f"{shape}<xdr:clientData/></xdr:twoCellAnchor>"
    )
    root.append(etree.fromstring(text))
    package.save(DRAWING, root)


def _corner(column: int, row: int) -> str:
    return (
        f"<xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    )


_BOX = (
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1200000" cy="600000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
)


def add_text_box(package: Package) -> None:
    """Add a text box with advice for whoever fills the form."""
    sheet = Sheet(package)
    _ensure_drawing(package, sheet)
    sheet.save()
    _draw(
        package,
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="11" name="TextBox 1"/>'
        f'<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>{_BOX}</xdr:spPr><xdr:txBody>'
        "<a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>Please ask Example Commissioning about VSM</a:t>"
        "</a:r></a:p></xdr:txBody></xdr:sp>",
    )


def add_image(package: Package) -> None:
    """Add a picture of one pixel, standing in for a logo."""
    sheet = Sheet(package)
    _ensure_drawing(package, sheet)
    sheet.save()
    package.suffix_type("png", "image/png")
    package.add("xl/media/image90.png", PNG)
    number = package.relate(DRAWING, "image", "xl/media/image90.png")
    _draw(
        package,
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="12" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{number}"/><a:stretch><a:fillRect/></a:stretch>'
        f"</xdr:blipFill><xdr:spPr>{_BOX}</xdr:spPr></xdr:pic>",
    )


def _ensure_vml(package: Package, sheet: Sheet) -> None:
    if VML in package.parts:
        return
    package.suffix_type("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    package.add(
        VML,
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="90"/></o:shapelayout>'
        f"{_shape_type(201)}{_shape_type(202)}</xml>",
    )
    _refer(sheet, "legacyDrawing", package.relate(sheet.part, "vmlDrawing", VML))


def _shape_type(number: int) -> str:
    """Return the kind of shape that controls (201) and notes (202) refer to."""
    return (
        f'<v:shapetype id="_x0000_t{number}" coordsize="21600,21600" o:spt="{number}" '
        'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/></v:shapetype>'
    )


def _draw_vml(package: Package, number: int, kind: str, client: str) -> None:
    drawn_as = 202 if kind == "Note" else 201
    shape = (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t{drawn_as}" style="position:absolute;'
        'margin-left:60pt;margin-top:2pt;width:96pt;height:55pt;visibility:hidden">'
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>14, 0, 1, 0, 16, 0, 3, 0</x:Anchor>'
        f"{client}</x:ClientData></v:shape></xml>"
    )
    package.parts[VML] = package.parts[VML].replace(b"</xml>", shape.encode())


def add_check_box(package: Package) -> None:
    """Add a form control: a shape in the old drawing, its properties, and the control itself."""
    sheet = Sheet(package)
    _ensure_vml(package, sheet)
    _draw_vml(
        package, 92180, "Checkbox", "<x:Checked>1</x:Checked><x:TextHAlign>Left</x:TextHAlign>"
    )
    part = package.add(
        "xl/ctrlProps/ctrlProp90.xml",
        f'<formControlPr xmlns="{X14}" objectType="CheckBox" checked="Checked" noThreeD="1"/>',
        "application/vnd.ms-excel.controlproperties+xml",
    )
    number = package.relate(sheet.part, "ctrlProp", part)
    sheet.add(etree.fromstring(_control(number)))
    sheet.save()


def _control(number: str) -> str:
    return (
        f'<mc:AlternateContent xmlns="{MAIN}" xmlns:mc="{MC}" xmlns:x14="{X14}" xmlns:xdr="{XDR}" '
        f'xmlns:r="{R}"><mc:Choice Requires="x14"><controls>'
        f'<control shapeId="92180" r:id="{number}" name="Signed off by the Board">'
        '<controlPr defaultSize="0" autoFill="0" autoLine="0" autoPict="0">'
        f'<anchor moveWithCells="1"><from>{_corner(14, 1)}</from><to>{_corner(16, 2)}</to></anchor>'
        "</controlPr></control></controls></mc:Choice></mc:AlternateContent>"
    )


def _ensure_comments(package: Package, sheet: Sheet) -> None:
    if COMMENTS in package.parts:
        return
    text = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
    package.add(COMMENTS, text, f"{SHEET_CT}.comments+xml")
    package.relate(sheet.part, "comments", COMMENTS)
    _ensure_vml(package, sheet)
    sheet.save()


def _comment(package: Package, cell: str, author: str, text: str) -> None:
    root = package.xml(COMMENTS)
    authors, comments = root
    etree.SubElement(authors, f"{{{MAIN}}}author").text = author
    attributes = {"ref": cell, "authorId": str(len(authors) - 1)}
    comment = etree.SubElement(comments, f"{{{MAIN}}}comment", attributes)
    run = etree.SubElement(etree.SubElement(comment, f"{{{MAIN}}}text"), f"{{{MAIN}}}r")
    etree.SubElement(run, f"{{{MAIN}}}t").text = text
    package.save(COMMENTS, root)
    row, column = row_column(cell)
    client = f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
    _draw_vml(package, 92160 + len(comments), "Note", client)


def add_comments(package: Package) -> None:
    """Add a comment of the old kind, a yellow note, on the first figure."""
    sheet = Sheet(package)
    _ensure_comments(package, sheet)
    _comment(package, sheet.figures()[0], "Example author", "Headcount, not WTE")


def add_threaded_comments(package: Package) -> None:
    """Add a conversation on the second figure, with the note that older programs see instead."""
    sheet = Sheet(package)
    cell = sheet.figures()[1]
    _ensure_comments(package, sheet)
    _comment(package, cell, f"tc={_THREAD}", "[Threaded comment] Comment: Is this restated?")
    thread = (
        f'<ThreadedComments xmlns="{_THREADED}"><threadedComment ref="{cell}" '
        f'dT="2019-06-03T09:00:00.00" personId="{_PERSON}" id="{_THREAD}">'
        "<text>Is this restated?</text></threadedComment></ThreadedComments>"
    )
    package.add(THREADS, thread, "application/vnd.ms-excel.threadedcomments+xml")
    package.relate(sheet.part, f"{_MS}/2017/10/relationships/threadedComment", THREADS)
    person = (
        f'<personList xmlns="{_THREADED}"><person displayName="Example Person" id="{_PERSON}" '
        'userId="example" providerId="None"/></personList>'
    )
    package.add(PEOPLE, person, "application/vnd.ms-excel.person+xml")
    package.relate(BOOK, f"{_MS}/2017/10/relationships/person", PEOPLE)
