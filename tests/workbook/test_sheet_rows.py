"""Sheets and strings read by patterns are what the parser of XML reads, or are left to it."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from forms.layouts import LAYOUTS
from fuzz.mutations import KINDS, Mutation, mutated_package
from fuzz.trials import SEEDS, seed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wres_excel.workbook import strings
from wres_excel.workbook.cell_stream import Context
from wres_excel.workbook.cells import Cell, Formula
from wres_excel.workbook.records import Sheet
from wres_excel.workbook.sheet_xml import read_any, read_plain

from .strangers import rows

SHEET = Sheet("Data", "xl/worksheets/sheet1.xml", "hidden")
CONTEXT = Context("return.xlsx", "Data", ("one", "two"), {str(n): n for n in range(40)}, 5_000)
MANY = settings(
    max_examples=300,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PIECES = (
    *("<row>", '<row r="1">', '<row r="2">', '<row r="2" hidden="1">', '<row r="3"/>', "</row>"),
    *('<c r="A1">', '<c r="B1" s="2">', '<c r="A2" t="s">', '<c r="B2" t="inlineStr">', "</c>"),
    *('<c r="C2" t="str">', '<c r="A1"/>', '<c r="C1" s="99"/>', '<c r="D2" r="D2"/>', "<c>"),
    *("<v>1</v>", "<v> 7 </v>", "<v>0.50</v>", "<v></v>", "<v/>", "<v>", "</v>", "<v>a&amp;b</v>"),
    *(
        "<f>A1&gt;2</f>",
        "<f/>",
        '<f t="shared" si="0" ref="A1:B2">A1</f>',
        "<f>",
        "</f>",
        "<f>A</f>",
    ),
    *("<is><t>x</t></is>", '<is><t xml:space="preserve"> y&lt;</t></is>', "<is>", "</is>", "<t>"),
    *(
        "<is><t>x</v></is>",
        "<v>x</t>",
        "<!-- <v>9</v> -->",
        "<![CDATA[<v>1</v>]]>",
        "<?x <v>1</v>?>",
    ),
    *("\n", "\r\n", "\x0b", "\x00", "\ufffe", "]]>", "&#10;", "_x0041_", "&amp;lt;", "text", ">"),
    *("</sheetData>", "<sheetData>", "<sheetData/>", "<x:row r='9'/>", '<c r="ZZZ1"/>', "<v>٣</v>"),
    *('<mergeCell ref="A1:B2"/>', "<v>1e5</v>", "<v>1e999</v>", "<v>inlineStr</v>", '<c r="A3"/>'),
)


def parts(data: bytes, prefix: str) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith(prefix):
                yield archive.read(name)


def agree(data: bytes) -> bool:
    """Return whether a sheet is read by patterns; then it has to be as the parser reads it."""
    plain = read_plain(data, SHEET, CONTEXT)
    if plain is None:
        return False
    full = read_any(data, SHEET, CONTEXT)
    assert plain == full
    assert list(plain.cells) == list(full.cells)
    return True


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_form_of_the_corpus_is_read_by_patterns_just_as_by_the_parser(name: str):
    sheets = list(parts(LAYOUTS[name].build(), "xl/worksheets/sheet"))
    assert [agree(sheet) for sheet in sheets] == [True] * len(sheets)


def test_our_own_workbook_is_read_by_patterns_just_as_by_the_parser():
    sheets = list(parts(seed("own"), "xl/worksheets/sheet"))
    assert [agree(sheet) for sheet in sheets] == [True] * 5


@MANY
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_rows_are_read_by_patterns_that_the_parser_reads_otherwise(pieces: list[str]):
    agree(rows("".join(pieces)).encode())


@MANY
@given(st.lists(st.sampled_from(PIECES), max_size=4), st.lists(st.sampled_from(PIECES), max_size=4))
def test_nothing_in_a_sound_row_is_read_otherwise(before: list[str], within: list[str]):
    row = f'<row r="5"><c r="A5">{"".join(within)}</c><c r="B5"><v>1</v></c></row>'
    agree(rows("".join(before) + row).encode())


MUTATIONS = st.lists(
    st.builds(Mutation, st.sampled_from(KINDS), *[st.integers(0, 2**20)] * 3),
    min_size=1,
    max_size=3,
)


@MANY
@given(st.sampled_from(SEEDS), MUTATIONS)
def test_no_broken_part_is_read_by_patterns_otherwise(name: str, mutations: list[Mutation]):
    broken = mutated_package(seed(name), mutations)
    for data in parts(broken, "xl/worksheets/sheet"):
        agree(data)
    for data in parts(broken, "xl/sharedStrings"):
        found = strings.read_plain(data)
        assert found is None or found == strings.read_any(data, "", "")


def test_a_row_in_the_plain_form_keeps_all_that_its_cells_say():
    sheet = read_plain(
        rows(
            '<row r="1"/><row r="2" spans="1:4" hidden="1" x14ac:dyDescent="0.25">'
            '<c r="A2" s="3" t="s"><v>1</v></c><c r="B2"><f>A1&gt;1</f><v>2.50</v></c>'
            '<c r="C2" t="inlineStr"><is><t xml:space="preserve"> A&amp;amp; </t></is></c>'
            '<c r="D2" s="99"/><c r="E2" t="e"><v>#N/A</v></c></row>'
        ).encode(),
        SHEET,
        CONTEXT,
    )
    assert sheet == Sheet(
        "Data",
        SHEET.part,
        "hidden",
        {
            (2, 1): Cell(2, 1, "text", "two", 3),
            (2, 2): Cell(2, 2, "number", "2.50", 0, Formula("A1>1")),
            (2, 3): Cell(2, 3, "text", " A&amp; "),
            (2, 4): Cell(2, 4, "blank", ""),
            (2, 5): Cell(2, 5, "error", "#N/A"),
        },
        hidden_rows=frozenset({2}),
    )


@pytest.mark.parametrize(
    "content",
    [
        '<row r="1"><c r="A1"><!-- --><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="2"/><row r="1"/>',
        '<row r="1"><c r="A1"/><c r="A1"/></row>',
        '<row r="1"><c r="A2"/></row>',
        '<row r="1"><c r="A1" t="n"><is><t>inlineStr</t></is></c></row>',
        '<row r="1"><c r="A1"><v>1</v>\0</c></row>',
        "<x:row r='1'/>",
    ],
)
def test_rows_in_any_other_form_are_left_to_the_parser(content: str):
    assert read_plain(rows(content).encode(), SHEET, CONTEXT) is None


def test_a_sheet_of_more_cells_than_there_is_room_for_is_left_to_the_parser():
    data = rows('<row r="1"><c r="A1"/><c r="B1"/></row>').encode()
    assert read_plain(data, SHEET, Context("", "", room=1)) is None
    assert read_plain(data, SHEET, Context("", "", room=2)) is not None


@pytest.mark.parametrize("text", ["café", "a&lt;b &amp;lt; _x0041_", "  two\nlines ", ""])
def test_plain_strings_and_strings_of_runs_keep_their_order(text: str):
    item = f"<si><t>{text}</t></si>"
    runs = '<si><r><t>a_x0042_</t></r><r><t xml:space="preserve"> &amp;amp;</t></r></si>'
    part = f'<sst count="4">{item}{runs}<si/>\n{item}</sst>'.encode()
    assert strings.read_plain(part) == strings.read_any(part, "", "")


@pytest.mark.parametrize(
    "part",
    [
        b"<sst><si><t>a</t></si><!-- --></sst>",
        b"<sst><si><t>a</t></si></sst></sst>",
        b"<sst><si><t>a</t></si></si></sst>",
        b'<sst a="1" a="2"><si><t>a</t></si></sst>',
        b"<sst><si><t>\xff</t></si></sst>",
        b"<sst><si><t>&x;</t></si></sst>",
        b"<x:sst><si><t>a</t></si></x:sst>",
    ],
)
def test_strings_in_any_other_form_are_left_to_the_parser(part: bytes):
    assert strings.read_plain(part) is None


def test_what_is_kept_of_one_sheet_is_no_part_of_another():
    first, second = (
        read_plain(rows(f'<row r="1"><c r="A1"><v>{n}</v></c></row>').encode(), SHEET, CONTEXT)
        for n in (1, 2)
    )
    assert first is not None
    assert second is not None
    assert (first.cells[1, 1].raw, second.cells[1, 1].raw) == ("1", "2")
