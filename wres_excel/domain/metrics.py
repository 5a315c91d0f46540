"""From the rows of a metrics file to the answers of each organisation, with every bad row named."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from wres_excel.domain.answers import Answer, NotUnderstoodError, answer_from_text
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.naming import Locator
from wres_excel.domain.refusals import Refusals, RefusedError, short
from wres_excel.domain.rows import Metrics, MetricsRow
from wres_excel.domain.spellings import Spellings
from wres_excel.domain.terms import Period
from wres_excel.domain.troubles import faults_of
from wres_excel.findings import Finding

CODE = Place("report.organisation_code", "current", "all")
NAME = Place("report.organisation_name", "current", "all")

_CODE_FORM = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,19}")


@dataclass(frozen=True, slots=True)
class OrganisationMetrics:
    """What a metrics file gives for one organisation.

    answers: for inputs; claims: for derived items, to be compared and never written; lines: where
    each answer and claim stands; name: from the column organisation_name, else from the answer.
    """

    answers: Mapping[Place, Answer]
    lines: Mapping[Place, int]
    claims: Mapping[Place, Answer]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """The organisations of a metrics file by upper-case code, and every finding by line.

    The only code is None where no row names an organisation. Values that are not understood, or
    given twice, are in no organisation's answers.
    """

    organisations: Mapping[str | None, OrganisationMetrics]
    findings: tuple[Finding, ...]


def understand(metrics: Metrics, edition: Edition, spellings: Spellings) -> Understood:
    """Return what a metrics file says in terms of an edition.

    Every row that is not understood is a finding of severity error with its line; rows without a
    value are counted in one note.
    """
    return _Understanding(metrics, edition, spellings).result()


@dataclass(slots=True)
class _Gathered:
    """One organisation's answers while the rows are gone through."""

    answers: dict[Place, Answer] = field(default_factory=dict)
    claims: dict[Place, Answer] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    twice: set[Place] = field(default_factory=set)
    name: str | None = None

    def frozen(self) -> OrganisationMetrics:
        """Return the answers, without places given twice, since nobody knows which is meant."""
        for place in self.twice:
            self.answers.pop(place, None)
            self.claims.pop(place, None)
            del self.lines[place]
        named = self.answers.get(NAME)
        name = self.name or (named.text if named else None)
        return OrganisationMetrics(self.answers, self.lines, self.claims, name)


class _Understanding:
    """One pass over the rows of a file."""

    def __init__(self, metrics: Metrics, edition: Edition, spellings: Spellings) -> None:
        self._metrics = metrics
        self._edition = edition
        self._spellings = spellings
        self._locator = Locator(edition, spellings)
        self._several = any(row.organisation.strip() for row in metrics.rows)
        self._codes: dict[str, str | None] = {}
        self._editions: set[str] = {""}
        self._gathered: dict[str | None, _Gathered] = {}
        self._refusals = Refusals(metrics.file, edition)
        self._no_value: list[int] = []

    def result(self) -> Understood:
        for row in self._metrics.rows:
            self._row(row)
        organisations = {code: got.frozen() for code, got in self._gathered.items()}
        for code, organisation in organisations.items():
            self._check_code(code, organisation)
        return Understood(organisations, self._refusals.by_line(self._without_values()))

    def _row(self, row: MetricsRow) -> None:
        if row.edition not in self._editions:
            self._check_edition(row)
        gathered = self._organisation(row)
        try:
            item = self._locator.item(row.item)
        except RefusedError as err:
            self._refusals.add(row.line, err)
            return
        try:
            period = self._locator.period(row.period, item)
        except RefusedError as err:
            self._refusals.add(row.line, err, item)
            return
        if self._has_value(row, item, period) and gathered is not None:
            self._place(row, item, period, gathered)

    def _place(self, row: MetricsRow, item: Item, period: Period, gathered: _Gathered) -> None:
        try:
            group = self._locator.group(row.group, item)
        except RefusedError as err:
            self._refusals.add(row.line, err, item, period)
            return
        place = Place(item.key, period, group)
        if place in gathered.lines:
            self._given_twice(row, place, gathered)
            return
        answer = self._answer(row, item, place)
        if answer is not None:
            (gathered.claims if item.derived else gathered.answers)[place] = answer
            gathered.lines[place] = row.line

    def _answer(self, row: MetricsRow, item: Item, place: Place) -> Answer | None:
        try:
            answer = answer_from_text(
                item,
                row.value,
                self._spellings,
                decimal_comma_possible=self._metrics.decimal_comma_possible,
            )
        except NotUnderstoodError as err:
            refusal = RefusedError(
                "wrong-kind",
                "The value is not what the item asks for",
                short(row.value),
                err.expected,
                err.remedy,
            )
            self._refusals.add(row.line, refusal, item, place.period, place.group)
            return None
        if item.measure == "percentage" and not row.status and answer.value is not None:
            self._refusals.findings += self._doubts(row, item, answer, place)
        return answer

    def _doubts(
        self, row: MetricsRow, item: Item, answer: Answer, place: Place
    ) -> Iterator[Finding]:
        """Warn of what may be a share of 1, unless a program wrote the file."""
        assert answer.value is not None  # noqa: S101 - asked of numbers only
        for fault in faults_of(item, answer.value, sure="%" in row.value):
            yield replace(
                fault,
                item=item.key,
                period=self._edition.snapshot_of(place.period).isoformat(),
                group=place.group,
                file=self._metrics.file,
                line=row.line,
                found=row.value,
            )

    def _has_value(self, row: MetricsRow, item: Item, period: Period) -> bool:
        """Return whether a row gives a value; what a status says in its place is not one."""
        if row.value and (item.measure == "text" or row.value.strip()):
            return True
        if row.status in ("error", "unreadable"):
            self._refuse_status(row, item, period)
        elif not row.status:
            self._no_value.append(row.line)
        return False

    def _refuse_status(self, row: MetricsRow, item: Item, period: Period) -> None:
        if not item.derived:
            refusal = RefusedError(
                "wrong-kind",
                "The cell this row was read from held no usable value",
                f"the status {row.status}",
                "a value",
                "Give the value in the column value, and empty the column status.",
            )
            self._refusals.add(row.line, refusal, item, period)

    def _given_twice(self, row: MetricsRow, place: Place, gathered: _Gathered) -> None:
        refusal = RefusedError(
            "given-twice",
            "The same value is given twice",
            f"lines {gathered.lines[place]} and {row.line}",
            "one row for each item, period, group and organisation",
            "Remove one of the two rows.",
        )
        gathered.twice.add(place)
        self._refusals.add(
            row.line, refusal, self._edition.by_key[place.item], place.period, place.group
        )

    def _organisation(self, row: MetricsRow) -> _Gathered | None:
        """Return where a row's organisation is gathered, or None if the row names none it may."""
        if row.organisation not in self._codes:
            self._codes[row.organisation] = self._code(row)
        code = self._codes[row.organisation]
        if code is None and self._several:
            if not row.organisation.strip():
                self._refusals.add(row.line, _ORGANISATION_MISSING)
            return None
        gathered = self._gathered.get(code)
        if gathered is None:
            gathered = self._gathered[code] = _Gathered()
        gathered.name = gathered.name or row.organisation_name.strip() or None
        return gathered

    def _code(self, row: MetricsRow) -> str | None:
        """Return a row's organisation code in capitals; a code of a wrong form is found once."""
        code = row.organisation.strip().upper()
        if not code or _CODE_FORM.fullmatch(code):
            return code or None
        refusal = RefusedError(
            "organisation-code",
            "This is not an organisation code, so no row that bears it is used",
            short(row.organisation),
            "an ODS code such as RXY or G6V2S: letters, digits, - and _, at most 20",
        )
        self._refusals.add(row.line, refusal)
        return None

    def _check_edition(self, row: MetricsRow) -> None:
        self._editions.add(row.edition)
        if row.edition.strip() not in ("", self._edition.name):
            refusal = RefusedError(
                "edition-conflict",
                "The row is of another edition than the one asked for",
                row.edition.strip(),
                self._edition.name,
                f"Name the right edition, or remove the column edition if the figures are for "
                f"{self._edition.name}.",
            )
            self._refusals.add(row.line, refusal)

    def _check_code(self, code: str | None, organisation: OrganisationMetrics) -> None:
        """Refuse an answer about the code that contradicts the column organisation."""
        answer = organisation.answers.get(CODE)
        if code and answer and answer.text and answer.text.strip().upper() != code:
            refusal = RefusedError(
                "organisation-conflict",
                "The organisation code differs from the column organisation",
                short(answer.text),
                code,
                "Give the same code in both, or leave the row out.",
            )
            item = self._edition.by_key[CODE.item]
            self._refusals.add(organisation.lines[CODE], refusal, item, CODE.period, CODE.group)

    def _without_values(self) -> Iterator[Finding]:
        if not self._metrics.rows:
            yield replace(_NO_ROWS, file=self._metrics.file)
        if self._no_value:
            count = len(self._no_value)
            yield Finding(
                "no-value",
                "note",
                f"{count:,} {'rows have' if count > 1 else 'row has'} no value and will stay blank",
                "Write 0 for none, N/A for not applicable.",
                file=self._metrics.file,
                line=self._no_value[0],
            )


_NO_ROWS = Finding(
    "no-rows",
    "error",
    "The file has a header and no rows",
    "Give a row for each value.",
)
_ORGANISATION_MISSING = RefusedError(
    "organisation-missing",
    "The row names no organisation, but other rows of the file do",
    "nothing",
    "an organisation code",
    "Give the code in every row, or in none.",
)
