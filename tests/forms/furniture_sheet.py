"""Features that live in the XML of the data sheet itself."""

from lxml import etree

from .package import BOOK, MAIN, SHEET_CT, X14, Package, R, extend, main
from .paper import address, letters, row_column
from .sheet import Sheet, ensure_lists, formula_cell, text_cell

VALIDATIONS_URI = "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"
FORMATS_URI = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"
FORMAT_ID_URI = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"
SPARKLINES_URI = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"
BAR = "{5C1F4A62-0D0B-4A5E-9E0E-7B1A40E5D901}"
# The hash of a password that nobody knows.
LOCK = {
    "algorithmName": "SHA-512",
    "hashValue": "ZXhhbXBsZS1leGFtcGxlLWV4YW1wbGUtZXhhbXBsZS1leGFtcGxlLWV4YW1wbGUtZXhhbXBsZS0hIQ==",
    "saltValue": "RXhhbXBsZVNhbHQxMjM0NQ==",
    "spinCount": "100000",
}


def add_validation(package: Package) -> None:
    """Allow only whole numbers from 0 to 100000 in the cells for headcounts."""
    sheet = Sheet(package)
    root = main("dataValidations", {"count": "1"})
    attributes = {"type": "whole", "allowBlank": "1", "showErrorMessage": "1"}
    attributes |= {"errorTitle": "Headcount", "error": "Enter a whole number."}
    attributes["sqref"] = " ".join(sheet.inputs() or sheet.figures())
    rule = etree.SubElement(root, f"{{{MAIN}}}dataValidation", attributes)
    etree.SubElement(rule, f"{{{MAIN}}}formula1").text = "0"
    etree.SubElement(rule, f"{{{MAIN}}}formula2").text = "100000"
    sheet.add(root)
    sheet.save()


def add_x14_validation(package: Package) -> None:
    """Add validations whose bounds and choices stand on a hidden sheet, which only x14 can say."""
    ensure_lists(package)
    sheet = Sheet(package)
    row = sheet.scratch_row()
    sheet.append_row(row, text_cell(f"A{row}", "Kind of provider"), main("c", {"r": f"B{row}"}))
    counts = " ".join(sheet.figures())
    extend(
        sheet.root,
        VALIDATIONS_URI,
        '<x14:dataValidations count="2">'
        '<x14:dataValidation type="whole" allowBlank="1" showErrorMessage="1">'
        "<x14:formula1><xm:f>Lists!$B$1</xm:f></x14:formula1>"
        "<x14:formula2><xm:f>Lists!$C$1</xm:f></x14:formula2>"
        f"<xm:sqref>{counts}</xm:sqref></x14:dataValidation>"
        '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1">'
        "<x14:formula1><xm:f>Lists!$A$2:$A$5</xm:f></x14:formula1>"
        f"<xm:sqref>B{row}</xm:sqref></x14:dataValidation></x14:dataValidations>",
    )
    sheet.save()


def add_x14_formats(package: Package) -> None:
    """Add data bars, whose looks are kept in an extension."""
    sheet = Sheet(package)
    figures = sheet.figures()
    span = f"{figures[0]}:{figures[-1]}"
    text = (
        f'<conditionalFormatting xmlns="{MAIN}" sqref="{span}"><cfRule type="dataBar" priority="1">'
        '<dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar>'
        f'<extLst><ext uri="{FORMAT_ID_URI}"><x14:id xmlns:x14="{X14}">{BAR}</x14:id></ext>'
        "</extLst></cfRule></conditionalFormatting>"
    )
    sheet.add(etree.fromstring(text))
    extend(
        sheet.root,
        FORMATS_URI,
        "<x14:conditionalFormattings><x14:conditionalFormatting>"
        f'<x14:cfRule type="dataBar" id="{BAR}"><x14:dataBar minLength="0" maxLength="100">'
        '<x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/>'
        '<x14:negativeFillColor rgb="FFFF0000"/><x14:axisColor rgb="FF000000"/>'
        "</x14:dataBar></x14:cfRule>"
        f"<xm:sqref>{span}</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>",
    )
    sheet.save()


def add_sparklines(package: Package) -> None:
    """Draw a sparkline of three figures in a cell far to the right."""
    sheet = Sheet(package)
    figures = sheet.figures()
    row = row_column(figures[0])[0]
    extend(
        sheet.root,
        SPARKLINES_URI,
        '<x14:sparklineGroups><x14:sparklineGroup displayEmptyCellsAs="gap">'
        '<x14:colorSeries rgb="FF376092"/><x14:sparklines><x14:sparkline>'
        f"<xm:f>'{sheet.name}'!{figures[0]}:{figures[-1]}</xm:f><xm:sqref>AB{row}</xm:sqref>"
        "</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups>",
    )
    sheet.save()


def add_protection(package: Package) -> None:
    """Protect the data sheet; the cells for answers are unlocked by their styles."""
    sheet = Sheet(package)
    sheet.add(main("sheetProtection", LOCK | {"sheet": "1", "objects": "1", "scenarios": "1"}))
    sheet.save()


def add_protected_range(package: Package) -> None:
    """Add a range that some users may edit with a password of its own."""
    sheet = Sheet(package)
    figures = sheet.figures()
    ranges = main("protectedRanges")
    attributes = LOCK | {"sqref": f"{figures[0]}:{figures[-1]}", "name": "Figures"}
    etree.SubElement(ranges, f"{{{MAIN}}}protectedRange", attributes)
    sheet.add(ranges)
    sheet.save()


def add_own_totals(package: Package) -> None:
    """Add a sum of the form's own beneath the table, with a result that is out of date."""
    sheet = Sheet(package)
    figures, row = sheet.figures(), sheet.scratch_row()
    formula = f"SUM({figures[0]}:{figures[-1]})"
    sheet.append_row(row, text_cell(f"A{row}", "Control sum"), formula_cell(f"B{row}", formula, 77))
    sheet.save()


def add_shared_formula(package: Package) -> None:
    """Add three formulas that share one text, as Excel saves what was filled across."""
    sheet = Sheet(package)
    row, first = sheet.scratch_row(), row_column(sheet.figures()[0])
    cells = [
        formula_cell(f"{letters(column)}{row}", "", 0, {"t": "shared", "si": "0"})
        for column in (2, 3, 4)
    ]
    lead = formula_cell(
        f"B{row}", f"{address(*first)}*2", 0, {"t": "shared", "ref": f"B{row}:D{row}", "si": "0"}
    )
    sheet.append_row(row, lead, *cells[1:])
    sheet.save()


def add_array_formula(package: Package) -> None:
    """Add an array formula of the old kind, entered with Ctrl+Shift+Enter."""
    sheet = Sheet(package)
    figures, row = sheet.figures(), sheet.scratch_row()
    attributes = {"t": "array", "ref": f"B{row}"}
    formula = f"SUM({figures[0]}:{figures[-1]}*2)"
    sheet.append_row(row, formula_cell(f"B{row}", formula, 88, attributes))
    sheet.save()


_METADATA = (
    f'<metadata xmlns="{MAIN}" '
    'xmlns:xda="http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray">'
    '<metadataTypes count="1"><metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" '
    'pasteAll="1" pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" '
    'clearComments="1" assign="1" coerce="1" cellMeta="1"/></metadataTypes>'
    '<futureMetadata name="XLDAPR" count="1"><bk><extLst>'
    '<ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}">'
    '<xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk>'
    '</futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>'
)


def add_dynamic_array(package: Package) -> None:
    """Add a formula that spills over three rows; the cell points into the metadata part."""
    package.add("xl/metadata.xml", _METADATA, f"{SHEET_CT}.sheetMetadata+xml")
    package.relate(BOOK, "sheetMetadata", "xl/metadata.xml")
    sheet = Sheet(package)
    figures, row = sheet.figures(), sheet.scratch_row()
    attributes = {"t": "array", "ref": f"B{row}:B{row + 2}"}
    lead = formula_cell(f"B{row}", f"{figures[0]}:{figures[-1]}*2", 66, attributes)
    lead.set("cm", "1")
    sheet.append_row(row, lead)
    for below in (row + 1, row + 2):
        spilt = main("c", {"r": f"B{below}"})
        etree.SubElement(spilt, f"{{{MAIN}}}v").text = "66"
        sheet.append_row(below, spilt)
    sheet.save()


def add_printer_settings(package: Package) -> None:
    """Add the binary part in which Excel keeps a printer's own settings."""
    package.suffix_type("bin", f"{SHEET_CT}.printerSettings")
    part = package.add("xl/printerSettings/printerSettings1.bin", b"Example printer\x00" * 16)
    sheet = Sheet(package)
    number = package.relate(sheet.part, "printerSettings", part)
    setup = main("pageSetup", {"paperSize": "9", "orientation": "landscape"})
    setup.set(f"{{{R}}}id", number)
    for old in sheet.root.findall(f"{{{MAIN}}}pageSetup"):
        sheet.root.remove(old)
    sheet.add(setup)
    sheet.save()


def hide_rows_and_columns(package: Package) -> None:
    """Hide the row of the first figure and a column far to the right."""
    sheet = Sheet(package)
    hidden = str(row_column(sheet.figures()[0])[0])
    row = next(each for each in sheet.root.iter(f"{{{MAIN}}}row") if each.get("r") == hidden)
    row.set("hidden", "1")
    columns = sheet.root.find(f"{{{MAIN}}}cols")
    if columns is None:
        columns = main("cols")
        sheet.add(columns)
    attributes = {"min": "28", "max": "28", "width": "9", "hidden": "1", "customWidth": "1"}
    etree.SubElement(columns, f"{{{MAIN}}}col", attributes)
    sheet.save()
