"""What real forms carry and no library keeps, injected into a workbook by surgery on its parts."""

from collections.abc import Callable

from . import furniture_book as book
from . import furniture_drawn as drawn
from . import furniture_markup as markup
from . import furniture_sheet as sheet
from .package import Package

Feature = Callable[[bytes], bytes]


def _surgery(change: Callable[[Package], None]) -> Feature:
    """Return a feature from a function that changes an opened package."""

    def apply(data: bytes) -> bytes:
        package = Package(data)
        change(package)
        return package.to_bytes()

    apply.__doc__ = change.__doc__
    return apply


_CHANGES: dict[str, Callable[[Package], None]] = {
    "validation": sheet.add_validation,
    "x14_validation": sheet.add_x14_validation,
    "x14_formats": sheet.add_x14_formats,
    "sparklines": sheet.add_sparklines,
    "protection": sheet.add_protection,
    "protected_range": sheet.add_protected_range,
    "printer_settings": sheet.add_printer_settings,
    "hidden_rows": sheet.hide_rows_and_columns,
    "check_box": drawn.add_check_box,
    "text_box": drawn.add_text_box,
    "image": drawn.add_image,
    "comments": drawn.add_comments,
    "threaded_comments": drawn.add_threaded_comments,
    "very_hidden_sheet": book.add_very_hidden_sheet,
    "list_table": book.add_list_table,
    "defined_names": book.add_defined_names,
    "custom_xml": book.add_custom_xml,
    "external_link": book.add_external_link,
    "sensitivity_label": book.add_sensitivity_label,
    "macros": book.add_macros,
    "own_totals": sheet.add_own_totals,
    "shared_formula": sheet.add_shared_formula,
    "array_formula": sheet.add_array_formula,
    "dynamic_array": sheet.add_dynamic_array,
    "calc_chain": book.add_calc_chain,
    "iso_dates": markup.write_iso_dates,
    "rich_text": markup.make_rich_text,
    "inline_strings": markup.make_inline_strings,
    "excel_attributes": markup.add_excel_attributes,
    "implied_addresses": markup.imply_addresses,
    "prefixed": markup.make_prefixed,
    "strict": markup.make_strict,
    "utf16": markup.encode_utf16,
}

FEATURES: dict[str, Feature] = {
    **{name: _surgery(change) for name, change in _CHANGES.items()},
    "odd_zip": markup.make_odd_zip,
}

MARKUP = ("implied_addresses", "prefixed", "strict", "utf16", "odd_zip")
"""Features that write the same content another way; each is worth a form of its own."""

ADDITIONS = tuple(name for name in FEATURES if name not in (*MARKUP, "macros", "inline_strings"))
"""Features that add something and can all stand in one form."""


def furnish(data: bytes, *features: str) -> bytes:
    """Return the workbook with these features.

    They are applied in the order of FEATURES whatever order they are named in, since those that
    rewrite a sheet must find the others there already, and a chain must list every formula.
    """
    for name in features:
        if name not in FEATURES:
            raise KeyError(f"no feature {name!r}; known: {', '.join(FEATURES)}")
    for name in FEATURES:
        if name in features:
            data = FEATURES[name](data)
    return data
