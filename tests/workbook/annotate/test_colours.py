"""Colours as a workbook names them, and how well they are read on one another."""

import pytest

from wres_excel.workbook.annotate.colours import BLACK, contrast, from_hex, read_palette
from wres_excel.workbook.annotate.highlight import DARK, ENOUGH, LIGHT, fill_colour

WHITE = (1.0, 1.0, 1.0)
THEME = (
    b'<a:theme xmlns:a="urn:a"><a:themeElements><a:clrScheme><a:dk1><a:sysClr val="windowText" '
    b'lastClr="010203"/></a:dk1><a:lt1><a:srgbClr val="FEFEFE"/></a:lt1><a:accent1>'
    b'<a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"rgb": "FF12436D"}, "12436D"),
        ({"rgb": "12436D"}, "12436D"),
        ({"indexed": "10"}, "FF0000"),
        ({"indexed": "0"}, "112233"),
        ({"indexed": "64"}, "000000"),
        ({"theme": "0"}, "FEFEFE"),
        ({"theme": "1"}, "010203"),
        ({"theme": "4"}, "4472C4"),
        ({"theme": "99"}, "000000"),
        ({"rgb": "nonsense"}, "000000"),
        ({"auto": "1"}, "000000"),
        ({"theme": "x"}, "000000"),
    ],
)
def test_every_way_to_name_a_colour_is_understood(
    attributes: dict[str, str], expected: str
) -> None:
    palette = read_palette(THEME, ["FF112233"])
    assert palette.resolve(attributes) == pytest.approx(from_hex(expected))


@pytest.mark.parametrize(("tint", "expected"), [("0.5", 0.75), ("-0.5", 0.25)])
def test_a_tint_lightens_or_darkens(tint: str, expected: float) -> None:
    grey = read_palette(None).resolve({"rgb": "FF808080", "tint": tint})
    assert grey == pytest.approx((expected,) * 3, abs=0.01)


@pytest.mark.parametrize("theme", [None, b"not a theme", b"<theme/>"])
def test_without_a_theme_paper_is_white_and_text_black(theme: bytes | None) -> None:
    palette = read_palette(theme)
    assert palette.resolve({"theme": "0"}) == WHITE
    assert palette.resolve({"theme": "1"}) == BLACK


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(from_hex("767676"), WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_dark_text_gets_the_light_fill_and_light_text_the_dark_one(severity: str) -> None:
    for text, fills in ((BLACK, LIGHT), (from_hex("12436D"), LIGHT), (WHITE, DARK)):
        fill = fill_colour(severity, text)  # type: ignore[arg-type]
        assert fill == fills[severity]  # type: ignore[index]
        assert contrast(text, from_hex(fill)) >= ENOUGH
