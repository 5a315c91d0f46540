"""Features that belong to the workbook as a whole: links, properties, labels, macros, chains."""

from lxml import etree

from .furniture_sheet import add_own_totals
from .package import BOOK, MAIN, SHEET_CT, Package, R, main
from .sheet import LISTS, Sheet, add_to_book, ensure_lists, formula_cell

_OFFICE = "application/vnd.openxmlformats-officedocument"
_LABEL = "{9A1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D}"
_SITE = "{0F1E2D3C-4B5A-4968-8776-655443322110}"
_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
# The head of an OLE file, which is all that programs look at before they refuse to run it.
VBA = bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 1016


def add_very_hidden_sheet(package: Package) -> None:
    """Add a sheet that Excel does not offer to unhide."""
    ensure_lists(package)


def add_list_table(package: Package) -> None:
    """Turn the choices on the very hidden sheet into a table."""
    ensure_lists(package)
    part = package.sheets()[LISTS]
    table = (
        f'<table xmlns="{MAIN}" id="1" name="Kinds" displayName="Kinds" ref="A1:A5" '
        'totalsRowShown="0"><autoFilter ref="A1:A5"/><tableColumns count="1">'
        '<tableColumn id="1" name="Kind"/></tableColumns></table>'
    )
    package.add("xl/tables/table90.xml", table, f"{SHEET_CT}.table+xml")
    number = package.relate(part, "table", "xl/tables/table90.xml")
    sheet = Sheet(package, part)
    parts = main("tableParts", {"count": "1"})
    etree.SubElement(parts, f"{{{MAIN}}}tablePart", {f"{{{R}}}id": number})
    sheet.add(parts)
    sheet.save()


def add_defined_names(package: Package) -> None:
    """Name the figures, and a name that points nowhere any more."""
    sheet = Sheet(package)
    figures = sheet.figures()
    names = main("definedNames")
    targets = {"Figures": f"'{sheet.name}'!{figures[0]}:{figures[-1]}", "Gone": "#REF!"}
    for name, target in targets.items():
        etree.SubElement(names, f"{{{MAIN}}}definedName", {"name": name}).text = target
    add_to_book(package, names)


def add_custom_xml(package: Package) -> None:
    """Add data of somebody's document system, with its properties part."""
    item, props = "customXml/item1.xml", "customXml/itemProps1.xml"
    package.suffix_type("xml", "application/xml")
    package.add(item, '<form xmlns="urn:example:forms" id="42"/>')
    package.add(
        props,
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
        f' ds:itemID="{_SITE}"><ds:schemaRefs/></ds:datastoreItem>',
        f"{_OFFICE}.customXmlProperties+xml",
    )
    package.relate(BOOK, "customXml", item)
    package.relate(item, "customXmlProps", props)


def add_external_link(package: Package) -> None:
    """Add a link to another workbook, with what it last held, and a cell that uses it."""
    part = "xl/externalLinks/externalLink90.xml"
    package.add(
        part,
        f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{R}" r:id="rId101"><sheetNames>'
        '<sheetName val="Lookup"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1">'
        '<cell r="A1"><v>7</v></cell></row></sheetData></sheetDataSet></externalBook>'
        "</externalLink>",
        f"{SHEET_CT}.externalLink+xml",
    )
    package.relate(part, "externalLinkPath", "file:///C:/Example/lookup.xlsx", external=True)
    links = main("externalReferences")
    number = package.relate(BOOK, "externalLink", part)
    etree.SubElement(links, f"{{{MAIN}}}externalReference", {f"{{{R}}}id": number})
    add_to_book(package, links)
    sheet = Sheet(package)
    row = sheet.scratch_row()
    sheet.append_row(row, formula_cell(f"B{row}", "[1]Lookup!$A$1", 7))
    sheet.save()


def add_sensitivity_label(package: Package) -> None:
    """Label the document as Microsoft Purview does: a part of its own, and custom properties."""
    package.add(
        "docMetadata/LabelInfo.xml",
        '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata">'
        f'<clbl:label id="{_LABEL}" enabled="1" method="Standard" siteId="{_SITE}" '
        'contentBits="0" removed="0"/></clbl:labelList>',
        "application/vnd.ms-office.classificationlabels+xml",
    )
    kind = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
    package.relate("", kind, "docMetadata/LabelInfo.xml")
    name = f"MSIP_Label_{_LABEL.strip('{}').lower()}_Enabled"
    package.add(
        "docProps/custom.xml",
        f'<Properties xmlns="{R.rpartition("/")[0]}/custom-properties" '
        f'xmlns:vt="{R.rpartition("/")[0]}/docPropsVTypes"><property fmtid="{_PROPERTIES}" '
        f'pid="2" name="{name}"><vt:lpwstr>true</vt:lpwstr></property></Properties>',
        f"{_OFFICE}.custom-properties+xml",
    )
    package.relate("", "custom-properties", "docProps/custom.xml")


def add_macros(package: Package) -> None:
    """Make the workbook an .xlsm with a macro project that holds nothing to run."""
    package.add("xl/vbaProject.bin", VBA, "application/vnd.ms-office.vbaProject")
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    package.relate(BOOK, kind, "xl/vbaProject.bin")
    package.retype(BOOK, MACROS)


def add_calc_chain(package: Package) -> None:
    """List every formula cell in the order of calculation; add a formula where there is none."""
    if not _chain(package):
        add_own_totals(package)
    links = "".join(f'<c r="{cell}" i="{number}"/>' for number, cell in _chain(package))
    text = f'<calcChain xmlns="{MAIN}">{links}</calcChain>'
    package.add("xl/calcChain.xml", text, f"{SHEET_CT}.calcChain+xml")
    package.relate(BOOK, "calcChain", "xl/calcChain.xml")


def _chain(package: Package) -> list[tuple[str, str]]:
    """Return sheet id and address of every formula cell."""
    entries = package.xml(BOOK).iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet")
    numbers = {entry.get("name", ""): entry.get("sheetId", "") for entry in entries}
    return [
        (numbers[name], cell.get("r", ""))
        for name, part in package.sheets().items()
        for cell in package.xml(part).iter(f"{{{MAIN}}}c")
        if cell.find(f"{{{MAIN}}}f") is not None
    ]
