"""Workbooks that are not annotated, and names of copies that would not open."""

from pathlib import PurePath

from wres_excel.errors import UsageError
from wres_excel.workbook.annotate.markup import read_markup
from wres_excel.workbook.package import Package, package_from_bytes

_MACROS = "macroEnabled"


def check_copy_name(data: bytes, file: str, copy: str) -> None:
    """Raise UsageError if a copy of a workbook would have a suffix with which Excel refuses it.

    data and file: the workbook and its name; copy: the name of the copy. A workbook with macros is
    an .xlsm, and one without is an .xlsx. Raises UnreadableFile if data is no such workbook.
    """
    suffix = ".xlsm" if has_macro_type(package_from_bytes(data, file)) else ".xlsx"
    if PurePath(copy).suffix.lower() != suffix:
        raise UsageError(
            "The copy must be a workbook of the same kind as the one that is checked",
            file=copy,
            found=PurePath(copy).suffix or "no suffix",
            expected=suffix,
            remedy=f"Give the copy a name that ends in {suffix}.",
        )


def has_macro_type(package: Package) -> bool:
    """Return whether a package declares its workbook to be one with macros."""
    types = read_markup(package.part("[Content_Types].xml")).root.children
    declared = (node.attributes.get("ContentType", "") for node in types)
    return any(_MACROS in each and ".main+" in each for each in declared)


def refuse_shared(package: Package) -> None:
    """Raise UsageError for a shared workbook, whose record of changes numbers its sheets."""
    if any(name.startswith("xl/revisions/") for name in package.index):
        raise UsageError(
            "The workbook is shared in the old way, with a record of its changes, "
            "and no sheet can be added to it",
            file=package.name,
            remedy="Open it in Excel, choose Review, Unshare Workbook, save it, then try again.",
        )
