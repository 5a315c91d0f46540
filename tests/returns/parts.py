"""Surgery on the parts of a return: what no library writes, and damage."""

from forms.package import MAIN, Package
from lxml import etree


def sheet_of(package: Package, sheet: str | None = None) -> str:
    """Return the part of a sheet by its name, or of the one with most cells."""
    return package.sheets()[sheet] if sheet else package.data_sheet()


def put_cell(package: Package, cell: str, content: str, **attributes: str) -> None:
    """Replace what stands in a cell; attributes: of the cell beside its address and style."""
    part = sheet_of(package)
    root = package.xml(part)
    element = next(each for each in root.iter(f"{{{MAIN}}}c") if each.get("r") == cell)
    element.attrib.pop("t", None)
    element.attrib.update(attributes)
    element[:] = etree.fromstring(f'<c xmlns="{MAIN}">{content}</c>')[:]
    package.save(part, root)


def put_text(package: Package, part: str, old: str, new: str) -> None:
    """Replace a text that stands in a part once."""
    before = package.parts[part].decode()
    assert before.count(old) == 1, (part, old)
    package.parts[part] = before.replace(old, new).encode()
