"""The 'data for reporting year' cells of the Reporting Template, written from the figures."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import TYPE_CHECKING, Any

from wres_excel.domain.answers import Answer
from wres_excel.domain.derived import Outcome
from wres_excel.domain.model import Edition, Indicator, Place
from wres_excel.domain.numbers import Number, rounded, to_percent
from wres_excel.domain.terms import GROUP_WORDS, Group, Period

if TYPE_CHECKING:
    from jinja2 import Environment

NOT_GIVEN = "not given"


def write_narrative(
    edition: Edition, answers: Mapping[Place, Answer], outcomes: Mapping[Place, Outcome]
) -> dict[Place, Answer]:
    """Return the texts of the indicator rows that the figures give and nobody wrote.

    answers: what the metrics say, by place; outcomes: what follows from it. A cell whose text is
    in answers already is left to its author, and a period without any figure of an indicator
    has no text.
    """
    texts = {}
    columns = [column for section in edition.sections for column in section.columns]
    for indicator, column in product(edition.indicators, columns):
        place = Place(f"indicator_{indicator.number}.{column.key}", "current", "all")
        if column.period not in edition.periods or _is_given(answers, place):
            continue
        if _has_figures(edition, indicator, column.period, answers):
            text = _Figures(edition, indicator, column.period, answers, outcomes).render()
            texts[place] = Answer("reported", text=text, raw=text)
    return texts


def _is_given(answers: Mapping[Place, Answer], place: Place) -> bool:
    return place in answers and answers[place].status != "blank"


def _has_figures(
    edition: Edition, indicator: Indicator, period: Period, answers: Mapping[Place, Answer]
) -> bool:
    return any(
        answers[place].value is not None
        for place in answers
        if place.period == period and edition.by_key[place.item].indicator == indicator.number
    )


class _Figures:
    """The figures of one indicator and period, as its sentence asks for them."""

    def __init__(
        self,
        edition: Edition,
        indicator: Indicator,
        period: Period,
        answers: Mapping[Place, Answer],
        outcomes: Mapping[Place, Outcome],
    ) -> None:
        self._edition = edition
        self._indicator = indicator
        self._period = period
        self._answers = answers
        self._outcomes = outcomes

    def render(self) -> str:
        template = _environment().get_template(f"indicator_{self._indicator.number}.txt")
        return template.render(self._context()).strip()

    def _context(self) -> dict[str, Any]:
        edition, number = self._edition, self._indicator.number
        moment = edition.snapshot_of(self._period)
        first, second = (GROUP_WORDS[g] for g in edition.directions.get(number, ("bme", "white")))
        return {
            "day": f"{moment.day} {moment:%B %Y}",
            "figure": self._figure,
            "has": self._has,
            "has_words": lambda item: _is_given(self._answers, Place(item, self._period, "all")),
            "likelihood_percent": self._likelihood_percent,
            "knows": self._knows,
            "first": first,
            "second": second,
            "survey_year": moment.year - 1,
            "question": edition.survey.get(number, "") if self._period == "current" else "",
            "rolling_average": edition.rolling_average,
            "sections": self._sections,
            "headline": [
                (key.removeprefix("board."), f"{key}_share") for key in edition.board_headline
            ],
        }

    def _number(self, item: str, group: Group) -> Number | None:
        place = Place(item, self._period, group)
        if place in self._outcomes:
            return self._outcomes[place].number
        answer = self._answers.get(place)
        return answer.value if answer else None

    def _knows(self, item: str) -> bool:
        return item in self._edition.by_key

    def _has(self, item: str, group: Group) -> bool:
        return self._number(item, group) is not None

    def _figure(self, item: str, group: Group) -> str:
        """Return a figure as a reader expects it, or in words why there is none."""
        number = self._number(item, group)
        if number is not None:
            return _shown(number, self._edition.by_key[item].measure)
        place = Place(item, self._period, group)
        if place in self._outcomes:
            return f"no result: {self._outcomes[place].reason}"
        answer = self._answers.get(place)
        return (answer.text or answer.raw) if answer and answer.raw else NOT_GIVEN

    def _likelihood_percent(self, item: str, group: Group) -> str:
        return f"{rounded(to_percent(self._number(item, group) or 0), 2)}%"

    def _sections(self) -> Iterator[tuple[str, list[dict[str, str]]]]:
        """Yield each section of pay bands that has figures, with the BME share of each band."""
        for section in self._edition.sections:
            items = self._edition.section_items(section.key) if section.indicator == 1 else ()
            bands = [
                {"label": item.label, "share": self._bme_share(item.key)}
                for item in items
                if not item.derived
            ]
            if any(band["share"] != NOT_GIVEN for band in bands):
                yield section.title, bands

    def _bme_share(self, item: str) -> str:
        groups: tuple[Group, ...] = ("white", "bme", "unknown")
        white, bme, unknown = (self._number(item, group) for group in groups)
        if white is None or bme is None or unknown is None:
            return NOT_GIVEN
        total = white + bme + unknown
        return f"{rounded(100 * bme / total, 1)}%" if total else "no staff"


def _shown(number: Number, measure: str) -> str:
    match measure:
        case "percentage":
            return f"{rounded(number, 1)}%"
        case "percentage points":
            return f"{rounded(number, 1):+} percentage points"
        case "ratio":
            return str(rounded(number, 2))
    return f"{number:,}"


@lru_cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = resources.files("wres_excel.templates") / "report"
    return Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=False,  # noqa: S701 - plain text for a cell, which escapes it itself
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
