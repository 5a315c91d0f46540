"""Styles: the number format and the lock of each, however many there are."""

import time

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS

from wres_excel.workbook import styles

from .strangers import ASK_SENDER, MAIN, read, refusal


def sheet_of_styles(formats: str, codes: str = "") -> str:
    """Return the XML of styles; a format of conditional formatting shares a number with another."""
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId="9"/>'
        f'</cellStyleXfs><cellXfs>{formats}</cellXfs><dxfs><dxf><numFmt numFmtId="164" '
        'formatCode="wrong"/><protection locked="0"/></dxf></dxfs></styleSheet>'
    )


def test_codes_and_locks_stand_in_the_order_of_the_styles():
    workbook = read(
        styles=sheet_of_styles(
            '<xf/><xf numFmtId="10"/><xf numFmtId="164"><alignment/><protection locked="0"/></xf>'
            '<xf numFmtId="999"><protection hidden="1"/></xf><xf numFmtId="5"/>',
            '<numFmt numFmtId="164" formatCode="0.0&quot;%&quot;"/>'
            '<numFmt numFmtId="5" formatCode="&quot;£&quot;#,##0"/>',
        )
    )
    assert workbook.formats == ("General", "0.00%", '0.0"%"', "General", '"£"#,##0')
    assert workbook.locked == (True, True, False, True, True)


@pytest.mark.parametrize("part", [None, f'<styleSheet xmlns="{MAIN}"/>'])
def test_without_styles_there_is_one(part: str | None):
    workbook = read(**({"styles": part} if part else {}))
    assert (workbook.formats, workbook.locked) == (("General",), (True,))


def test_the_built_in_formats_are_those_of_openpyxl():
    numbers = sorted(BUILTIN_FORMATS)
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in numbers)
    assert read(styles=sheet_of_styles(formats)).formats == tuple(
        BUILTIN_FORMATS[number] for number in numbers
    )


def test_a_hundred_thousand_styles_are_read_quickly():
    part = sheet_of_styles("".join(f'<xf numFmtId="10" fontId="{n}"/>' for n in range(100_000)))
    before = time.perf_counter()
    assert len(read(styles=part).formats) == 100_000
    assert time.perf_counter() - before < 1.5


def test_more_styles_than_the_cap_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(styles, "MAX_STYLES", 2)
    assert refusal(lambda: read(styles=sheet_of_styles("<xf/>" * 3))) == (
        "return.xlsx: The workbook holds too many cell styles to be a WRES return (found more than "
        f"2 styles in xl/styles.xml; expected at most 2 styles). {ASK_SENDER}"
    )
