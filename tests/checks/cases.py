"""For each rule that checking applies: a planted fault, the whole finding, and what it needs.

A case begins from a return without fault. `changes` plant the fault, `needs` take away what the
rule looks at.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from wres_excel.domain.model import Item, Organisation, Place, Return
from wres_excel.domain.terms import Period

from .given import (
    BLANK,
    NAME,
    NOT_COLLECTED,
    SUPPRESSED,
    Changes,
    Typed,
    at,
    returned,
    without_part,
)

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

    others: rules that rightly find the same fault too; read: the rule by which reading tells of the
    fault as well, and where; also: the further places that the finding speaks for; facts: what
    its remedy names.
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
    read: tuple[str, Place] | None = None
    also: tuple[Place, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


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


def _small_workforce() -> Changes:
    """Return a workforce that doubled, though no band or grade of it by more than ten people."""
    items = [item for key in DATA[:3] for item in returned().edition.section_items(key)]
    before, now = ({"white": size, "bme": size, "unknown": 1} for size in (10, 20))
    return {p: before[p.group] for p in _places(items, "previous")} | {
        p: now[p.group] for p in _places(items, "current")
    }


def _year(period: Period, content: Typed) -> Changes:
    items = [item for key in DATA for item in returned().edition.section_items(key)]
    return dict.fromkeys(_places([i for i in items if not i.derived], period), content)


def _section(key: str, period: Period, content: float | Typed) -> Changes:
    items = [i for i in returned().edition.section_items(key) if not i.derived]
    return dict.fromkeys(_places(items, period), content)


KNOWN_2024 = returned().edition.by_key
BOARD_SHARES = {"white": 60, "bme": 26.6, "unknown": 13.4}
SHORTLISTED, APPOINTED = "recruitment.shortlisted", "recruitment.appointed"
RATIO = at("recruitment.relative_likelihood")
WRITTEN = """\
As at 31 March 2024.
White: 140 appointed of 703 shortlisted (19.91%).
BME: 43 appointed of 263 shortlisted (16.35%).
Relative likelihood, White to BME: 1.22."""

COMPLETENESS = [
    Case(
        "figures-blank",
        {at("clinical.band_5", "bme"): BLANK},
        at("clinical.band_5", "bme"),
        "error",
        "This figure is blank",
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
        "This figure and 1 other in this section are blank, in the previous year's column",
        "2 of 42 figures: Data!E43, E45",
        also=(at("clinical.band_6", "bme", "previous"),),
        needs=lambda: returned(edition="2015"),
    ),
    Case(
        "figures-not-given",
        _section("training", "current", NOT_COLLECTED),
        at("training.accessed", "white"),
        "note",
        "This figure and 2 others in this section are answered in words",
        "'Not collected' in 3 of 6 figures: Data!H89, I89, J89",
        also=(at("training.accessed", "bme"), at("training.accessed", "unknown")),
        needs=_gone(*DATA, *REPORT),
    ),
    Case(
        "figures-not-given",
        _year("current", NOT_COLLECTED),
        None,
        "note",
        "All 128 figures of 31 March 2024 are answered in words",
        "'Not collected' in Data!H5, I5, J5, H7, I7, J7, H9, I9, J9, H11, I11, J11 and 116 more",
        also=tuple(_year("current", BLANK)),
    ),
    Case(
        "previous-figures-blank",
        _year("previous", BLANK),
        None,
        "warning",
        "All 128 figures of 31 March 2023 are blank, in the previous year's column",
        "Data!D5, E5, F5, D7, E7, F7, D9, E9, F9, D11, E11, F11 and 116 more",
        also=tuple(_year("previous", BLANK)),
    ),
    Case(
        "figures-suppressed",
        {at("clinical.band_9", "bme"): SUPPRESSED},
        at("clinical.band_9", "bme"),
        "warning",
        "This figure is suppressed",
        "'*'",
        needs=_gone(*DATA),
    ),
    Case(
        "total-not-known",
        _section("medical", "current", Typed(None, "not_applicable", raw="N/A")),
        at("medical.consultants", "white"),
        "warning",
        "This figure and 11 others in the workforce are answered in words, so the workforce "
        "cannot be added up",
        "'N/A' in 12 of 96 figures: "
        "Data!H61, I61, J61, H65, I65, J65, H67, I67, J67, H69, I69, J69",
        also=tuple(
            p
            for p in _section("medical", "current", 0)
            if p.item != "medical.senior_medical_managers"
        )[1:],
        needs=_gone(*DATA),
    ),
    Case(
        "front-page-blank",
        {at("report.board_lead"): BLANK},
        at("report.board_lead"),
        "warning",
        "This question is not answered",
        needs=_gone("report"),
    ),
    Case(
        "not-signed-off",
        {at("report.signed_off"): BLANK},
        at("report.signed_off"),
        "warning",
        "The report does not say who signed it off on behalf of the Board, and when",
        needs=_gone("report"),
    ),
    Case(
        "self-reporting-blank",
        {at("self_reporting.steps_taken"): BLANK},
        at("self_reporting.steps_taken"),
        "warning",
        "This question about self-reporting is not answered",
        needs=_gone("self_reporting"),
    ),
    Case(
        "background-blank",
        {at("background.completeness"): BLANK},
        at("background.completeness"),
        "warning",
        "This question about the data is not answered",
        needs=_gone("background", "staff", "workforce_data"),
    ),
    Case(
        "action-plan-blank",
        {at("action_plan"): BLANK},
        at("action_plan"),
        "warning",
        "The report gives no action plan",
        needs=_gone("closing"),
    ),
    Case(
        "narrative-missing",
        {at("indicator_2.narrative"): BLANK, at(APPOINTED, "bme"): 31},
        at("indicator_2.narrative"),
        "warning",
        "The narrative is blank, though the indicator shows a relative likelihood of 1.69",
        needs=_gone("indicators"),
    ),
    Case(
        "narrative-missing",
        {at("indicator_5.narrative"): BLANK, at("survey.harassment_public", "bme"): 40},
        at("indicator_5.narrative"),
        "warning",
        "The narrative is blank, though the indicator shows 22.5 % for White and 40 % for BME "
        "staff",
        needs=_gone("indicators"),
    ),
    Case(
        "action-missing",
        {at("indicator_2.action"): BLANK, at(APPOINTED, "bme"): 31},
        at("indicator_2.action"),
        "warning",
        "No action is named, though the indicator shows a relative likelihood of 1.69",
        needs=_gone("indicators"),
    ),
    Case(
        "placeholder-answer",
        {at("indicator_2.action"): "Narrative to follow."},
        at("indicator_2.action"),
        "warning",
        "The answer only keeps the place of one that is still to come",
        "'Narrative to follow.'",
        "an answer",
        needs=_gone(*REPORT),
    ),
    Case(
        "narrative-missing",
        {at("indicator_9.narrative"): BLANK, at("board.total", "bme"): 345},
        at("indicator_9.narrative"),
        "warning",
        "The narrative is blank, though the indicator shows a difference of +5.6 percentage "
        "points for BME",
        needs=_gone("indicators"),
    ),
]

ARITHMETIC = [
    Case(
        "part-exceeds-whole",
        {at(APPOINTED, "bme"): 290, at(APPOINTED, "bme", "previous"): 250},
        at(APPOINTED, "bme"),
        "error",
        "The figure is greater than that of 'Number of shortlisted applicants', of which it is a "
        "part",
        "290",
        "at most 263, as in Data!I71",
        needs=_blank(SHORTLISTED, "board.total", "medical.consultants"),
        others=frozenset({"figures-blank"}),
    ),
    Case(
        "part-exceeds-whole",
        {at("board.executive", "bme"): 290, at("board.executive", "bme", "previous"): 250},
        at("board.executive", "bme"),
        "error",
        "The figure is greater than that of '9 Board representation: Total Board members', of "
        "which it is a part",
        "290",
        "at most 263, as in Data!I103",
    ),
    Case(
        "part-exceeds-whole",
        {at("medical.senior_medical_managers", "unknown"): 24},
        at("medical.senior_medical_managers", "unknown"),
        "error",
        "The figure is greater than that of 'Consultants', of which it is a part",
        "24",
        "at most 23, as in Data!J61",
    ),
    Case(
        "total-mismatch",
        {at("disciplinary.workforce", "bme"): Typed(8_461)},
        at("disciplinary.workforce", "bme"),
        "error",
        "The headcount typed here is not what the other figures give",
        "8,461",
        "8,416, the sum of its parts",
        needs=_gone(*DATA),
    ),
    Case(
        "shares-not-100",
        {at("board.total_share", "bme"): Typed(12.3)},
        at("board.total_share", "white"),
        "warning",
        "The shares in this row do not add up to 100 %, even allowing for rounding",
        "71.0819 + 12.3 + 2.3256 = 85.7075 %",
        "100 %",
        also=(at("board.total_share", "bme"), at("board.total_share", "unknown")),
        needs=_gone("board"),
    ),
    Case(
        "staff-total-differs",
        {at("staff.employed"): 27_500},
        at("staff.employed"),
        "warning",
        "The number of staff is far from what the pay bands and grades add up to",
        "27,500",
        "about 31,648",
        needs=_blank("staff.employed"),
    ),
    Case(
        "bme-proportion-differs",
        {at("staff.bme_proportion"): 24.1},
        at("staff.bme_proportion"),
        "warning",
        "The proportion of BME staff is not what the pay bands and grades give",
        "24.1 %",
        "about 26.6 %",
        needs=_blank("clinical.band_5"),
    ),
    Case(
        "self-reporting-differs",
        {at("self_reporting.proportion"): 90},
        at("self_reporting.proportion"),
        "warning",
        "The proportion who self-reported does not fit the number whose ethnicity is unknown",
        "90 %",
        "about 97.7 %",
        needs=_blank("self_reporting.proportion"),
    ),
    Case(
        "total-mismatch",
        {at("board.non_voting", "white"): Typed(700)},
        at("board.non_voting", "white"),
        "error",
        "The headcount typed here is not what the other figures give",
        "700",
        "668, '9 Board representation: Total Board members' less 'of which: Voting Board members'",
    ),
    Case(
        "total-mismatch",
        {at("board.total_again", "white"): Typed(307)},
        at("board.total_again", "white"),
        "error",
        "The headcount typed here is not what the other figures give",
        "307",
        "703, as in '9 Board representation: Total Board members'",
    ),
    Case(
        "report-text-differs",
        {at("indicator_2.reporting_year"): "White applicants were 1.82 times as likely (2023: 2%)"},
        at("indicator_2.reporting_year"),
        "warning",
        "The text gives another figure than the data of this return",
        "1.82",
        "1.22",
        needs=_gone("indicators"),
    ),
    Case(
        "report-text-differs",
        {at("indicator_5.reporting_year"): "White: 22.5%. BME: 25.4 per cent."},
        at("indicator_5.reporting_year"),
        "warning",
        "The text gives another figure than the data of this return",
        "22.5 % and 25.4 %",
        "22.5 % for White and 24.5 % for BME",
    ),
    Case(
        "report-text-outdated",
        {at("indicator_2.reporting_year"): WRITTEN.replace("140", "240")},
        at("indicator_2.reporting_year"),
        "warning",
        "The text was written from other figures than this return holds",
        "'White: 240 appointed of 703 shortlisted (19.91%).'",
        "'White: 140 appointed of 703 shortlisted (19.91%).'",
        needs=_gone("indicators"),
    ),
    Case(
        "report-text-other-way-round",
        {at("indicator_2.reporting_year"): "BME applicants were 0.82 times as likely."},
        at("indicator_2.reporting_year"),
        "note",
        "The text gives the relative likelihood the other way round",
        "0.82",
        "1.22, White divided by BME",
        needs=_gone("indicators"),
        facts={"shown": "0.82", "ratio": "1.22", "first": "White", "second": "BME"},
    ),
    Case(
        "likelihood-above-1",
        {at("recruitment.likelihood", "white"): Typed(20.1)},
        at("recruitment.likelihood", "white"),
        "error",
        "A likelihood cannot be greater than 1",
        "20.1",
        "from 0 to 1",
        needs=_gone(*DATA),
    ),
    Case(
        "overwritten-differs",
        {at("board.total_share", g): Typed(n) for g, n in BOARD_SHARES.items()},
        at("board.total_share", "white"),
        "warning",
        "The formula here was typed over, with a value that is not what the figures give",
        "60 %; likewise Data!J117",
        "71.0819 %",
        needs=_gone(*DATA),
        read=("formula-overwritten", at("board.total_share", "white")),
        also=(at("board.total_share", "unknown"),),
    ),
]

DIRECTION = [
    Case(
        "ratio-other-way-round",
        {RATIO: Typed(0.82)},
        RATIO,
        "error",
        "The relative likelihood is divided the other way round",
        "0.82",
        "1.22, White divided by BME",
        needs=_blank(APPOINTED),
        facts={"shown": "0.82", "computed": "1.22"},
    ),
    Case(
        "rounded-before-division",
        {RATIO: Typed(1.25)},
        RATIO,
        "note",
        "The relative likelihood was worked out from rounded likelihoods",
        "1.25",
        "1.22 from the headcounts themselves",
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
        "White and BME seem to have changed places between the two years",
        "73 % White in the previous year, 27 % in the reporting year",
        "much the same share in both",
        also=(
            at(SHORTLISTED, "white", "previous"),
            at(SHORTLISTED, "bme", "previous"),
            at(SHORTLISTED, "bme"),
        ),
        needs=lambda: returned(edition="2015"),
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
        "26.19",
        "from 0.05 to 20",
        needs=_gone(*DATA),
    ),
    Case(
        "full-time-equivalents",
        {at(f"non_clinical.band_{band}", "white"): 702.4 for band in (2, 3, 4)},
        at("non_clinical.band_2", "white"),
        "error",
        "This figure and 2 others in this section are fractions of people, as in full-time "
        "equivalents",
        "702.4, 702.4, 702.4 and so on: Data!H9, H11, H13",
        "whole people",
        also=(at("non_clinical.band_3", "white"), at("non_clinical.band_4", "white")),
        needs=_gone(*DATA, *REPORT),
    ),
    Case(
        "headcount-moved",
        {at("clinical.band_5", "white"): 400},
        at("clinical.band_5", "white"),
        "warning",
        "This headcount fell by 43 % in a year",
        "700 then 400",
        needs=lambda: returned(edition="2015"),
    ),
    Case(
        "headcount-moved",
        {at(f"non_clinical.band_{band}", "bme"): 401 for band in (4, 5, 6, 7)},
        at("non_clinical.band_4", "bme"),
        "warning",
        "This headcount and 3 others in this section moved by more than a third in a year",
        "260 then 401, 260 then 401, 260 then 401 and so on: Data!I13, I15, I17, I19",
        others=frozenset({"bme-proportion-differs"}),
        also=tuple(at(f"non_clinical.band_{band}", "bme") for band in (5, 6, 7)),
    ),
    Case(
        "headcount-moved",
        _small_workforce(),
        at("disciplinary.workforce", "white"),
        "warning",
        "The workforce rose by 95 % in a year",
        "672 then 1,312",
        others=frozenset(
            {"staff-total-differs", "bme-proportion-differs", "self-reporting-differs"}
        ),
    ),
    Case(
        "percentage-moved",
        {at("survey.harassment_public", "bme"): 0.25},
        at("survey.harassment_public", "bme"),
        "warning",
        "The percentage is about a hundred times smaller than the previous year",
        "0.25 %",
        "near 23.5 %, as in Data!E95",
        needs=lambda: returned(edition="2015"),
        others=frozenset({"narrative-missing"}),
    ),
    Case(
        "percentage-moved",
        {at("survey.harassment_public", "bme"): 54},
        at("survey.harassment_public", "bme"),
        "warning",
        "The percentage is 30.5 percentage points away from that of the previous year",
        "54 %",
        "near 23.5 %, as in Data!E95",
    ),
    Case(
        "nobody-appointed-or-trained",
        dict.fromkeys(_places([KNOWN_2024["training.accessed"]], "current"), 0),
        at("training.accessed", "white"),
        "warning",
        "Every group is 0, though there are 31,648 in '4 Non-mandatory training and CPD: Number "
        "of staff in workforce'",
        "0 in Data!H89, I89, J89",
        "at least one person",
        also=(at("training.accessed", "bme"), at("training.accessed", "unknown")),
        needs=_gone(*DATA),
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
        also=tuple(_section("medical", "current", 0))[1:],
    ),
    Case(
        "years-identical",
        _figures_of_last_year("clinical"),
        at("clinical.under_band_1", "white"),
        "warning",
        "Every figure of this section is the same as in the previous year",
        "the same 42 figures in both years",
        also=tuple(_figures_of_last_year("clinical"))[1:],
        needs=lambda: returned(edition="2015"),
    ),
    Case(
        "many-unknown",
        {at(SHORTLISTED, "unknown"): 300, at(SHORTLISTED, "unknown", "previous"): 230},
        at(SHORTLISTED, "unknown"),
        "warning",
        "The ethnicity of more than a fifth is unknown",
        "23.7 % unknown",
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
        "The earlier return cannot be compared: its figures are of another year",
        "31 March 2022",
        "31 March 2023",
        previous=returned(edition="2022"),
    ),
    Case(
        "previous-return-fits",
        {},
        None,
        "error",
        "The earlier return cannot be compared: it is another organisation's",
        "RAB",
        f"{NAME} (RXY)",
        previous=replace(_last_year(), organisation=Organisation("RAB", None)),
    ),
    Case(
        "previous-return-fits",
        {},
        None,
        "error",
        "The earlier return cannot be compared: it is another organisation's and its figures are "
        "of the same year",
        "Another Trust (RAB), 31 March 2024",
        f"{NAME} (RXY), 31 March 2023",
        previous=replace(returned(), organisation=Organisation("RAB", "Another Trust")),
    ),
    Case(
        "previous-return-fits",
        {},
        None,
        "error",
        "The earlier return cannot be compared: its figures are of another year",
        "31 March 2023",
        "no earlier year, in this edition",
        edition="2015",
        previous=returned(edition="2023"),
    ),
    Case(
        "previous-figures-differ",
        {},
        at("clinical.band_6", "bme", "previous"),
        "warning",
        "This figure of the previous year is not as in last year's return",
        "260",
        "206, as in last.xlsx, Data!I45",
        previous=_last_year({at("clinical.band_6", "bme"): 206}),
    ),
    Case(
        "previous-figures-differ",
        {},
        at("clinical.band_6", "bme", "previous"),
        "warning",
        "This figure of the previous year is not as in last year's return",
        "260",
        "nothing, as in last.xlsx, Data!I45",
        previous=_last_year({at("clinical.band_6", "bme"): BLANK}),
    ),
    Case(
        "previous-figures-differ",
        {},
        at("medical.consultants", "white", "previous"),
        "warning",
        "15 of 15 figures of the previous year in this section are not as in last year's return",
        "Data!D61, E61, F61, D63, E63, F63, D65, E65, F65, D67, E67, F67 and 3 more",
        "as in last.xlsx",
        also=tuple(_section("medical", "previous", 9))[1:],
        previous=_last_year(_section("medical", "current", 9)),
    ),
]

DATES = [
    Case(
        "stale-date",
        {at("report.date"): "2022-10"},
        at("report.date"),
        "warning",
        "The date does not fit a report on the figures of 31 March 2024",
        "2022-10",
        "a date from 31 March 2024 to 30 September 2025",
        needs=_blank("report.date", "report.signed_off"),
    ),
    Case(
        "stale-date",
        {at("report.signed_off"): "A Chair, 1 March 2023"},
        at("report.signed_off"),
        "warning",
        "The date does not fit a report on the figures of 31 March 2024",
        "A Chair, 1 March 2023",
        "a date from 31 March 2024 to 30 September 2025",
        needs=_blank("report.date", "report.signed_off"),
    ),
    Case(
        "stale-period",
        {at("workforce_data.period"): "April 2020 to March 2021"},
        at("workforce_data.period"),
        "warning",
        "The period given for the workforce data is not this year's",
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
        "This figure and 1 other in this section are between 1 and 9",
        "2 of 84 figures: Data!J43, J45",
        also=(at("clinical.band_6", "unknown"),),
        needs=_gone(*DATA, *REPORT),
    ),
    Case(
        "small-counts",
        {at("clinical.band_5", "unknown"): 9},
        at("clinical.band_5", "unknown"),
        "note",
        "This figure is between 1 and 9",
        "9",
    ),
    Case(
        "telling-percentages",
        {at("disciplinary.entered", "bme"): 3, at("disciplinary.entered", "unknown"): 3},
        at("disciplinary.likelihood", "bme"),
        "note",
        "Headcounts between 1 and 9 can be worked out from this figure and 1 other in this section",
        "Data!I83, J83",
        also=(at("disciplinary.likelihood", "unknown"),),
    ),
    Case(
        "telling-percentages",
        {at("disciplinary.entered", "bme"): 3},
        at("disciplinary.likelihood", "bme"),
        "note",
        "Headcounts between 1 and 9 can be worked out from this figure",
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
