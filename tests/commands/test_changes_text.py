"""What a commissioner reads: whole sections of the text, as they stand."""

from dataclasses import replace

import pytest
from comparison.returns import Answers, full_return, make_return, number, with_value
from support import full_answers

from wres_excel.commands.changes_text import changes_as_text
from wres_excel.comparison.records import Changes
from wres_excel.comparison.returns import compare_returns
from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Place, Return
from wres_excel.editions import editions, load_edition
from wres_excel.findings import Finding

E2024 = load_edition("2024")
BAND = Place("clinical.band_5", "current", "bme")
FIGURES: Answers = {
    Place("recruitment.shortlisted", "current", "white"): number(300),
    Place("recruitment.appointed", "current", "white"): number(60),
    Place("recruitment.shortlisted", "current", "bme"): number(100),
    Place("recruitment.appointed", "current", "bme"): number(18),
}


def small(**facts: Answer) -> Return:
    extra = {Place("recruitment.appointed", "current", "bme"): a for a in facts.values()}
    return make_return(E2024, {**FIGURES, **extra}, file=f"{next(iter(facts), 'old')}.xlsx")


def text(changes: Changes) -> list[str]:
    return changes_as_text(changes).splitlines()


def test_one_figure_that_changed_is_told_with_its_effect_and_its_cell() -> None:
    old, new = small(), small(new=number(15))
    at = next(
        v.cell for v in new.values if v.place == Place("recruitment.appointed", "current", "bme")
    )
    fifths = "0.80 to 1.25 (four-fifths rule)"
    assert text(compare_returns(old, new)) == [
        "Old: old.xlsx, edition 2024, RXY, Example Trust",
        "New: new.xlsx, edition 2024, RXY, Example Trust",
        "",
        "FIGURES FOR 31 March 2024: 1 figure changed (7 answers stand in both returns)",
        "",
        "  Effect on the indicators",
        "    2 Appointment from shortlisting",
        "      Relative likelihood (White / BME) 1.11 -> 1.33: further from equal; now outside "
        f"{fifths}.",
        "      White 20.00% -> 20.00%, BME 18.00% -> 15.00%",
        "    Unchanged: 1, 3, 4, 5, 6, 7, 8, 9",
        "",
        "  Indicator 2 Shortlisting",
        f"    35 Number appointed from shortlisting  BME  18 -> 15  -3 (-16.7%)  Data!{at}",
        "",
        "  2 results that follow from these figures changed too; --format json and csv list them.",
        "",
        "FIGURES FOR 31 March 2023: no change (0 answers stand in both returns)",
    ]


def test_nothing_changed_is_said_in_a_line_for_each_date() -> None:
    r = small()
    assert text(compare_returns(r, r))[3:] == [
        "FIGURES FOR 31 March 2024: no change (7 answers stand in both returns)",
        "",
        "FIGURES FOR 31 March 2023: no change (0 answers stand in both returns)",
    ]


def test_a_year_on_year_comparison_has_restated_figures_apart_and_first() -> None:
    changes = compare_returns(full_return(load_edition("2023")), full_return(E2024, 2))
    counts = [
        sum(c.cause == "answer" and not c.item.in_words for c in comparison.changes)
        for comparison in changes.comparisons
    ]
    heads = [line for line in text(changes) if line.lower().startswith(("figures for", "from"))]
    assert heads[0].startswith(
        "FIGURES FOR 31 March 2023, reporting year of the old return and previous year of the new: "
        f"{counts[0]} figures restated ("
    )
    assert heads[1].startswith(f"FROM 31 March 2023 TO 31 March 2024: {counts[1]} figures and ")
    assert heads[2:] == [
        "Figures for 31 March 2022 stand in the old return only and were not compared."
    ]


def test_figures_that_were_not_restated_are_said_not_to_be() -> None:
    last, this = load_edition("2023"), E2024
    before = full_answers(last)
    after = {
        place: before[Place(place.item, "current", place.group)]
        for place in full_answers(this)
        if place.period == "previous"
    }
    lines = text(compare_returns(make_return(last, before), make_return(this, after)))
    assert lines[3].split(" (")[0] == (
        "FIGURES FOR 31 March 2023, reporting year of the old return and previous year of the new: "
        "none restated"
    )


def test_texts_are_shown_where_they_begin_to_differ() -> None:
    place = Place("action_plan", "current", "all")
    shared = "The plan that the Board agreed is published on our pages for staff, see "
    pair = (
        make_return(E2024, {place: Answer("reported", text=shared + end, raw=shared + end)})
        for end in ("page 4", "page 5")
    )
    (line,) = [x for x in text(compare_returns(*pair)) if "->" in x]
    assert "  '...staff, see page 4' -> '...staff, see page 5'  " in line


def test_answers_in_other_characters_are_counted() -> None:
    old, new = small(old=number(18, "18")), small(new=number(18, "18.0"))
    lines = text(compare_returns(old, new))
    assert "  1 answer says the same in other characters, and no change is counted." in lines


def test_a_result_that_changed_by_itself_stands_apart() -> None:
    place = Place("recruitment.relative_likelihood", "current", "all")
    old = small()
    lines = text(compare_returns(old, with_value(old, place, value=9.9, raw="9.9")))
    at = lines.index("  Results that changed although the figures that they follow from did not")
    assert " 1.11 -> 9.90 " in lines[at + 1]


def test_figures_that_cannot_be_compared_are_marked() -> None:
    changes = compare_returns(
        full_return(load_edition("2021")), full_return(load_edition("2022"), 2), editions()
    )
    lines = [line for line in text(changes) if line.startswith("    48 ")]
    assert len(lines) == 4
    assert all("not compared" in line for line in lines)


def test_items_of_one_edition_alone_are_listed_with_their_answers() -> None:
    key = {"senior.headcount": (15, 10, 1)}
    answers = {
        Place(item, "current", group): number(n)  # type: ignore[arg-type]
        for item, numbers in key.items()
        for group, n in zip(("white", "bme", "unknown"), numbers, strict=True)
    }
    old = make_return(load_edition("2015"), answers)
    lines = text(compare_returns(old, make_return(load_edition("2016"), {})))
    at = lines.index("7 items of edition 2015 that edition 2016 does not ask for")
    assert "White 15, BME 10, Unknown 1" in lines[at + 1]
    assert "Staff in bands 8 to 9" in lines[at + 2]
    assert lines[at + 3] == "  5 more without any answer."


def odd(rule: str = "typed", severity: str = "warning", cell: str = "K26", **facts: str) -> Finding:
    return Finding(
        rule,
        severity,  # type: ignore[arg-type]
        "An answer was typed over",
        item="clinical.band_5",
        sheet="Data",
        cell=cell,
        **facts,  # type: ignore[arg-type]
    )


def test_findings_are_listed_as_new_or_gone_and_errors_even_if_they_stayed() -> None:
    r = small()
    old = replace(r, findings=(odd("gone"), odd("kept", "error"), odd("too")))
    new = replace(r, findings=(odd("new"), odd("kept", "error"), odd("too")))
    lines = text(compare_returns(old, new))
    assert lines[7:] == [
        "Findings that are new",
        "  warning[new]  Data!K26  An answer was typed over: 20 Band 5",
        "",
        "Findings that are gone",
        "  warning[gone]  Data!K26  An answer was typed over: 20 Band 5",
        "",
        "Errors that stayed",
        "  error[kept]  Data!K26  An answer was typed over: 20 Band 5",
        "",
        "1 finding stayed; see `wres-excel read`.",
    ]


def test_many_findings_alike_are_one_line() -> None:
    r = small()
    many = tuple(odd(cell=f"K{row}", group=str(row)) for row in range(26, 30))
    lines = text(compare_returns(r, replace(r, findings=many)))
    assert lines[7:] == [
        "Findings that are new",
        "  warning[typed]  Data!K26  An answer was typed over: 4 findings, the first of them here",
    ]


def test_who_is_not_named_is_said_not_to_be() -> None:
    r = replace(small(), organisation=replace(small().organisation, code=None, name=None))
    assert text(compare_returns(r, r))[0] == (
        "Old: old.xlsx, edition 2024, organisation code not found"
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_every_answer_that_changed_has_its_line(seed: int) -> None:
    changes = compare_returns(full_return(E2024, seed), full_return(E2024, seed + 2))
    lines = text(changes)
    typed = [c for x in changes.comparisons for c in x.changes if c.cause == "answer"]
    told = [line for line in lines if line.startswith("    ") and "Data!" in line]
    assert len(told) == len(typed)
