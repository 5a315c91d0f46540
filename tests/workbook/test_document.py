"""The language of a document, and headings as headings."""

import pytest

from wres_excel.workbook.document import set_language, style_headings

XF = '<xf numFmtId="0" fontId="{}" fillId="0" borderId="0" xfId="0"/>'
STYLES = (
    '<styleSheet><fonts><font><sz val="11"/></font><font><sz val="16"/></font>'
    '<font><sz val="13"/></font></fonts><cellStyleXfs count="1">a</cellStyleXfs>'
    f"<cellXfs>{XF.format(0)}{XF.format(1)}{XF.format(2)}</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0"/></cellStyles></styleSheet>'
)


def test_the_language_is_british_english() -> None:
    core = set_language("<cp:coreProperties></cp:coreProperties>")
    assert core == "<cp:coreProperties><dc:language>en-GB</dc:language></cp:coreProperties>"


def test_formats_with_the_size_of_a_heading_get_its_built_in_style_and_others_none() -> None:
    styled = style_headings(STYLES)
    assert [styled.count(f'borderId="0" xfId="{n}"/>') for n in range(3)] == [1, 1, 1]
    assert '<cellStyle name="Heading 1" xfId="1" builtinId="16"/>' in styled
    assert '<cellStyle name="Heading 2" xfId="2" builtinId="17"/>' in styled
    assert '<cellStyleXfs count="3">' in styled


def test_a_part_without_styles_of_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="the styles have no cellStyleXfs"):
        style_headings(STYLES.replace("cellStyleXfs", "other"))
