"""Where a form says whose return it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wres_excel.domain.model import Place
from wres_excel.vocabulary import normalise
from wres_excel.workbook.locate.answers import Answer, Answers
from wres_excel.workbook.locate.lexicon import Lexicon
from wres_excel.workbook.locate.records import Location, OrganisationCells, Spot
from wres_excel.workbook.locate.survey import Mark, Survey, reason_of

PARTS = ("code", "name")


@dataclass(frozen=True, slots=True)
class Named:
    """A label that asks for the organisation, with the cell that answers it."""

    part: str
    survey: Survey
    label: Mark
    answer: Answer

    @property
    def spot(self) -> Spot:
        """The cell of the answer."""
        return self.survey.sheet.name, self.answer.row, self.answer.column

    @property
    def answer_text(self) -> str:
        """The answer, without the label if both stand in one cell."""
        cell = self.survey.sheet.cells.get((self.answer.row, self.answer.column))
        return cell.raw[self.answer.after :].strip() if cell else ""

    @property
    def folded(self) -> str:
        """The answer without regard to case, spaces and punctuation."""
        return normalise(self.answer_text)

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """What makes one cell a better source than another; the lowest is the best.

        A visible sheet before a hidden one, a typed answer before a formula that repeats it,
        "Name of organisation" before a lone "Trust".
        """
        cell = self.survey.sheet.cells.get((self.answer.row, self.answer.column))
        hidden = self.survey.sheet.state != "visible"
        return hidden, bool(cell and cell.formula), not self.label.reading.specific


def find_organisation(pairs: Sequence[tuple[Survey, Answers]]) -> list[Named]:
    """Return the cells that say whose return it is, the best of the code and of the name first."""
    found = [named for survey, answers in pairs for named in _on_sheet(survey, answers)]
    return sorted(found, key=lambda named: named.rank)


def organisation_cells(found: Sequence[Named]) -> OrganisationCells:
    """Return the best cells as a record, with the others as repeats."""
    best = {part: next((n for n in found if n.part == part), None) for part in PARTS}
    code, name = best["code"], best["name"]
    spots = {named.spot for named in (code, name) if named}
    return OrganisationCells(
        code=code.spot if code else None,
        name=name.spot if name else None,
        repeats=tuple((n.part, n.spot) for n in found if n.spot not in spots),
        after={named.part: named.answer.after for named in (code, name) if named},
    )


def organisation_locations(found: Sequence[Named], lexicon: Lexicon) -> Iterator[Location]:
    """Yield the location of the edition's own items for the organisation."""
    for part, item in lexicon.organisation.items():
        named = next((n for n in found if n.part == part), None)
        if named:
            place = Place(item.key, "current", "all")
            yield Location(place, *named.spot, (reason_of(named.label),), named.answer.after)


def _on_sheet(survey: Survey, answers: Answers) -> Iterator[Named]:
    for label in survey.organisation:
        part = label.reading.organisation
        answer = answers.find(label)
        named = Named(part or "", survey, label, answer)
        if label.reading.specific or named.answer_text:
            yield named
