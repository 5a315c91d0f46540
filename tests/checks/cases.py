"""For each rule that checking applies: a planted fault, the whole finding, and what it needs.

A case begins from a return without fault. `changes` plant the fault, `needs` take away what the
rule looks at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from wres_excel.domain.model import Item, Organisation, Place, Return
from wres_excel.domain.terms import Period

from .given import BLANK, NOT_COLLECTED, Changes, Typed, at, returned, without_part

REPORT = (
    "report",
    "background",
    "staff",
    "self_reporting",
    "workforce_data",
    "indicators",
    "closing",
)
DATA = (
    "non_clinical",
    "clinical",
    "medical",
    "recruitment",
    "disciplinary",
    "training",
    "survey",
    "board",
)


@dataclass(frozen=True)
class Case:
    """One fault: what is planted, where it is found and how it is told; what the rule needs.

    others: rules that rightly find the same fault too.
    """

    rule: str
    changes: Changes
    place: Place | None
    severity: str
    message: str
    found: str | None = None
    expected: str | None = None
    needs: Callable[[], Return] = returned
    edition: str = "2024"
    previous: Return | None = None
    others: frozenset[str] = field(default_factory=frozenset)


def _gone(*sections: str) -> Callable[[], Return]:
    return lambda: without_part(returned(), *sections)


def _blank(*items: str) -> Callable[[], Return]:
    groups, periods = ("white", "bme", "unknown", "all"), ("current", "previous")
    return lambda: returned({at(i, g, p): BLANK for i in items for g in groups for p in periods})


def _last_year(changes: Changes | None = None) -> Return:
    """Return a return of 2023 whose figures are those that the one of 2024 repeats."""
    this = returned()
    figures = {
        v.place._replace(period="current"): v.value
        for v in this.values
        if v.place.period == "previous" and not this.edition.by_key[v.place.item].derived
    }
    last = returned(figures | dict(changes or {}), edition="2023")
    return replace(last, source=replace(last.source, file="last.xlsx"))


def _figures_of_last_year(section: str) -> Changes:
    """Return last year's figures of a section as if they were this year's."""
    this = returned()
    known = {v.place: v.value for v in this.values}
    items = [i for i in this.edition.section_items(section) if not i.derived]
    return {p: known[p._replace(period="previous")] for p in _places(items, "current")}


def _places(items: Iterable[Item], period: Period) -> list[Place]:
    return [Place(item.key, period, group) for item in items for group in item.groups]


def _section(key: str, period: Period, content: float | Typed) -> Changes:
    items = [i for i in returned().edition.section_items(key) if not i.derived]
    return dict.fromkeys(_places(items, period), content)


SHORTLISTED, APPOINTED = "recruitment.shortlisted", "recruitment.appointed"
RATIO = at("recruitment.relative_likelihood")

COMPLETENESS = [
    Case(
        "figures-blank",
        {at("clinical.band_5", "bme"): BLANK},
        at("clinical.band_5", "bme"),
        "error",
        "This figure is blank",
        "1 of 42: Data!I43",
        needs=_gone(*DATA, *REPORT),
    ),
    Case(
        "previous-figures-blank",
        {
            at("clinical.band_5", "bme", "previous"): BLANK,
            at("clinical.band_6", "bme", "previous"): BLANK,
        },
        at("clinical.band_5", "bme", "previous"),
        "warning",
        "This figure and 1 other of the section are blank in the previous year",
        "2 of 42: Data!E43, E45",
        needs=lambda: returned(edition="2015"),
    ),
    Case(
        "figures-not-given",
        _section("training", "current", NOT_COLLECTED),
        at("training.accessed", "white"),
        "note",
        "This figure and 2 others of the section are answered in words "
        "(N/A, not collected, suppressed)",
        "3 of 3: Data!H89, I89, J89",
        needs=_gone(*DATA, *REPORT),
    ),
    Case(
        "front-page-blank",
        {at("report.board_lead"): BLANK},
        at("report.board_lead"),
        "warning",
        "'Name and title of Board lead for the Workforce Race Equality Standard' is not answered",
        "nothing",
        needs=_gone("report"),
    ),
    Case(
        "not-signed-off",
        {at("report.signed_off"): BLANK},
        at("report.signed_off"),
        "warning",
        "The report does not say who signed it off on behalf of the Board, and when",
        "nothing",
        needs=_gone("report"),
    ),
    Case(
        "self-reporting-blank",
        {at("self_reporting.steps_taken"): BLANK},
        at("self_reporting.steps_taken"),
        "warning",
        "'Steps taken in the last reporting period to improve the level of self-reporting by "
        "ethnicity' is not answered",
        "nothing",
        needs=_gone("self_reporting"),
    ),
    Case(
        "background-blank",
        {at("background.completeness"): BLANK},
        at("background.completeness"),
        "warning",
        "'Any issues of completeness of data' is not answered",
        "nothing",
        needs=_gone("background", "staff", "workforce_data"),
    ),
    Case(
        "action-plan-blank",
        {at("action_plan"): BLANK},
        at("action_plan"),
        "warning",
        "The report gives no action plan",
        "nothing",
        needs=_gone("closing"),
    ),
    Case(
        "narrative-missing",
        {at("indicator_2.narrative"): BLANK, at(APPOINTED, "bme"): 31},
        at("indicator_2.narrative"),
        "warning",
        "Indicator 2, Appointment from shortlisting, shows a relative likelihood of 1.69, "
        "and its narrative is blank",
        "no narrative",
        needs=_gone("indicators"),
    ),
    Case(
        "narrative-missing",
        {at("indicator_5.narrative"): BLANK, at("survey.harassment_public", "bme"): 40},
        at("indicator_5.narrative"),
        "warning",
        "Indicator 5, Harassment by patients, relatives or the public, shows 22.5 % of White "
        "and 40 % of BME staff, and its narrative is blank",
        "no narrative",
        needs=_gone("indicators"),
    ),
    Case(
        "narrative-missing",
        {at("indicator_9.narrative"): BLANK, at("board.total", "bme"): 345},
        at("indicator_9.narrative"),
        "warning",
        "Indicator 9, Board representation, shows a difference of +5.6 percentage points for BME, "
        "and its narrative is blank",
        "no narrative",
        needs=_gone("indicators"),
    ),
]

ARITHMETIC = [
    Case(
        "part-exceeds-whole",
        {at(APPOINTED, "bme"): 290, at(APPOINTED, "bme", "previous"): 250},
        at(APPOINTED, "bme"),
        "error",
        "290 is more than the 263 of 'Number of shortlisted applicants' in Data!I71",
        "290",
        "at most 263",
        needs=_blank(SHORTLISTED, "board.total", "medical.consultants"),
        others=frozenset({"figures-blank"}),
    ),
    Case(
        "part-exceeds-whole",
        {at("board.executive", "bme"): 290, at("board.executive", "bme", "previous"): 250},
        at("board.executive", "bme"),
        "error",
        "290 is more than the 263 of '9 Board representation: Total Board members' in Data!I103",
        "290",
        "at most 263",
    ),
    Case(
        "part-exceeds-whole",
        {at("medical.senior_medical_managers", "unknown"): 24},
        at("medical.senior_medical_managers", "unknown"),
        "error",
        "24 is more than the 23 of 'Consultants' in Data!J61",
        "24",
        "at most 23",
    ),
    Case(
        "total-mismatch",
        {at("disciplinary.workforce", "bme"): Typed(8_461)},
        at("disciplinary.workforce", "bme"),
        "error",
        "The total typed here is not what its parts add up to",
        "8461",
        "8,416",
        needs=_gone(*DATA),
    ),
    Case(
        "shares-not-100",
        {at("board.total_share", "bme"): Typed(12.3)},
        at("board.total_share", "white"),
        "warning",
        "The shares in this row do not add up to 100 %, even if each was rounded or cut off",
        "71.0819 + 12.3 + 2.3256 = 85.7075 %",
        "100 %",
        needs=_gone("board"),
    ),
    Case(
        "staff-total-differs",
        {at("staff.employed"): 27_500},
        at("staff.employed"),
        "warning",
        "The report says that 27,500 staff are employed, and the bands and grades add up to 31,648",
        "27500",
        "31,648",
        needs=_blank("staff.employed"),
    ),
    Case(
        "bme-proportion-differs",
        {at("staff.bme_proportion"): 24.1},
        at("staff.bme_proportion"),
        "warning",
        "The report says that 24.1 % of staff are BME, and by band and grade it is 26.6 %",
        "24.1",
        "26.6 %",
        needs=_blank("clinical.band_5"),
    ),
    Case(
        "self-reporting-differs",
        {at("self_reporting.proportion"): 90},
        at("self_reporting.proportion"),
        "warning",
        "The report says that 90 % of staff have self-reported their ethnicity, and by band and "
        "grade it is known of 97.7 %",
        "90",
        "97.7 %",
        needs=_blank("self_reporting.proportion"),
    ),
]

DIRECTION = [
    Case(
        "ratio-other-way-round",
        {RATIO: Typed(0.82)},
        RATIO,
        "error",
        "0.82 is the reciprocal: in this edition it is White divided by BME, which gives 1.218",
        "0.82",
        "1.218, White divided by BME",
        needs=_blank(APPOINTED),
    ),
    Case(
        "rounded-before-division",
        {RATIO: Typed(1.25)},
        RATIO,
        "note",
        "The relative likelihood follows from likelihoods that were rounded first",
        "1.25",
        "1.218 from the counts themselves",
        needs=_gone(*DATA),
    ),
    Case(
        "columns-swapped",
        {
            at(SHORTLISTED, "white"): 263,
            at(SHORTLISTED, "bme"): 703,
            at(APPOINTED, "white"): 132,
            at(APPOINTED, "bme"): 52,
        },
        at(SHORTLISTED, "white"),
        "warning",
        "White people are 73 % in the previous year and 27 % in the reporting year, as if the "
        "White and BME columns had changed places",
        "73 % White in the previous year, 27 % in the reporting year",
        "much the same share in both",
        needs=lambda: returned(edition="2015"),
        others=frozenset({"ratio-implausible"}),
    ),
]

PLAUSIBILITY = [
    Case(
        "ratio-implausible",
        {
            at(APPOINTED, "white"): 140,
            at(APPOINTED, "bme"): 2,
        },
        RATIO,
        "warning",
        "A relative likelihood this far from 1 is rare",
        "26.1878",
        "from 0.05 to 20",
        needs=_gone(*DATA),
    ),
    Case(
        "full-time-equivalents",
        {at(f"non_clinical.band_{band}", "white"): 702.4 for band in (2, 3, 4)},
        at("non_clinical.band_2", "white"),
        "error",
        "Figures of this section have decimals, as full-time equivalents do",
        "702.4, 702.4, 702.4 and so on in Data!H9, H11, H13",
        "headcounts: whole people",
        needs=_gone(*DATA, *REPORT),
    ),
    Case(
        "headcount-moved",
        {at("clinical.band_5", "white"): 400},
        at("clinical.band_5", "white"),
        "warning",
        "700 in the previous year and 400 in the reporting year: -43 %",
        "700 then 400, -43 %",
        "a change of at most 33 %",
        needs=lambda: returned(edition="2015"),
    ),
    Case(
        "nothing-but-zero",
        _section("medical", "current", 0),
        at("medical.consultants", "white"),
        "warning",
        "Every figure of this section is 0 for this date",
        "0 in all of Data!H61, I61, J61, H63, I63, J63, H65, I65, J65, H67, I67, J67 and 3 more",
        needs=_gone(*DATA, *REPORT),
        others=frozenset({"staff-total-differs"}),
    ),
    Case(
        "years-identical",
        _figures_of_last_year("clinical"),
        at("clinical.under_band_1", "white"),
        "warning",
        "Every figure of this section is the same as in the previous year",
        "the same 42 figures in both years",
        needs=lambda: returned(edition="2015"),
    ),
    Case(
        "many-unknown",
        {at(SHORTLISTED, "unknown"): 300, at(SHORTLISTED, "unknown", "previous"): 230},
        at(SHORTLISTED, "unknown"),
        "warning",
        "The ethnicity of 24 % is unknown",
        "23.7 %",
        "at most 20 %",
        needs=_gone(*DATA),
    ),
]

PREVIOUS = [
    Case(
        "previous-return-fits",
        {},
        None,
        "error",
        "The earlier return cannot be compared: its figures are of 31 March 2022",
        "31 March 2022",
        "31 March 2023",
        previous=returned(edition="2022"),
    ),
    Case(
        "previous-return-fits",
        {},
        None,
        "error",
        "The earlier return cannot be compared: it is of the organisation RAB, not of RXY",
        "RAB",
        "RXY",
        previous=replace(_last_year(), organisation=Organisation("RAB", None)),
    ),
    Case(
        "previous-figures-differ",
        {},
        at("clinical.band_6", "bme", "previous"),
        "warning",
        "The previous year's figure is 260 here and was 206 in last year's return",
        "260",
        "206 in last.xlsx, Data!I45",
        previous=_last_year({at("clinical.band_6", "bme"): 206}),
    ),
    Case(
        "previous-figures-differ",
        {},
        at("clinical.band_6", "bme", "previous"),
        "warning",
        "The previous year's figure is 260 here and was blank in last year's return",
        "260",
        "blank in last.xlsx, Data!I45",
        previous=_last_year({at("clinical.band_6", "bme"): BLANK}),
    ),
]

DATES = [
    Case(
        "stale-date",
        {at("report.date"): "2022-10"},
        at("report.date"),
        "warning",
        "The date is not one on which a report on the figures of 31 March 2024 can have been made",
        "2022-10",
        "a date from 31 March 2024 to 30 September 2025",
        needs=_blank("report.date", "report.signed_off"),
    ),
    Case(
        "stale-date",
        {at("report.signed_off"): "A Chair, 1 March 2023"},
        at("report.signed_off"),
        "warning",
        "The date is not one on which a report on the figures of 31 March 2024 can have been made",
        "A Chair, 1 March 2023",
        "a date from 31 March 2024 to 30 September 2025",
        needs=_blank("report.date", "report.signed_off"),
    ),
    Case(
        "stale-period",
        {at("workforce_data.period"): "April 2020 to March 2021"},
        at("workforce_data.period"),
        "warning",
        "The period named for the workforce data is not that of this edition",
        "April 2020 to March 2021",
        "31 March 2024",
        needs=_blank("workforce_data.period"),
    ),
]

SMALL_NUMBERS = [
    Case(
        "small-counts",
        {at("clinical.band_5", "unknown"): 3, at("clinical.band_6", "unknown"): 9},
        at("clinical.band_5", "unknown"),
        "note",
        "This figure and 1 other of the section are from 1 to 9",
        "2 of 42: Data!J43, J45",
        needs=_gone(*DATA, *REPORT),
    ),
    Case(
        "telling-percentages",
        {at("disciplinary.entered", "bme"): 3},
        at("disciplinary.likelihood", "bme"),
        "note",
        "From this figure a headcount from 1 to 9 can be told",
        "Data!I83",
        needs=_gone(*DATA),
    ),
]

CASES = [
    *COMPLETENESS,
    *ARITHMETIC,
    *DIRECTION,
    *PLAUSIBILITY,
    *PREVIOUS,
    *DATES,
    *SMALL_NUMBERS,
]
