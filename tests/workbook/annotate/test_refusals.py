"""Names of copies that Excel would not open."""

import pytest

from wres_excel.errors import UsageError
from wres_excel.workbook.annotate import check_copy_name

from .given import TYPES, small

MACROS = TYPES.replace(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
)


@pytest.mark.parametrize(("types", "copy"), [(TYPES, "a.XLSX"), (MACROS, "folder/b.xlsm")])
def test_a_copy_of_the_same_kind_is_accepted(types: str, copy: str) -> None:
    check_copy_name(small(more={"[Content_Types].xml": types}), "return.xlsx", copy)


@pytest.mark.parametrize(
    ("types", "copy", "found", "wanted"),
    [
        (TYPES, "a.xlsm", ".xlsm", ".xlsx"),
        (MACROS, "a.xlsx", ".xlsx", ".xlsm"),
        (TYPES, "a", "no suffix", ".xlsx"),
    ],
)
def test_a_copy_of_another_kind_is_refused(types: str, copy: str, found: str, wanted: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_copy_name(small(more={"[Content_Types].xml": types}), "return.xlsx", copy)
    assert str(caught.value) == (
        f"{copy}: The copy must be a workbook of the same kind as the one that is checked "
        f"(found {found}; expected {wanted}). Give the copy a name that ends in {wanted}."
    )
