"""From the rows of a metrics file to the answers of each organisation, with every bad row named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.naming import Locator
from wres_excel.domain.refusals import Refusals, RefusedError, short
from wres_excel.domain.row_values import ValueReader
from wres_excel.domain.rows import Metrics, MetricsRow
from wres_excel.domain.spellings import Spellings
from wres_excel.domain.terms import Period
from wres_excel.domain.wide import WideRows, split_record
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
        self._locator = Locator(edition, spellings)
        self._several = any(row.organisation.strip() for row in metrics.rows)
        self._codes: dict[str, str | None] = {}
        self._editions: set[str] = {""}
        self._gathered: dict[str | None, _Gathered] = {}
        self._refusals = Refusals(metrics.file, edition)
        self._values = ValueReader(metrics, self._refusals, spellings)
        self._wide = WideRows(metrics.file, edition)
        self._no_value: list[int] = []

    def result(self) -> Understood:
        for _, rows in groupby(self._metrics.rows, key=attrgetter("line")):
            self._record(tuple(rows))
        organisations = {code: got.frozen() for code, got in self._gathered.items()}
        for code, organisation in organisations.items():
            self._check_code(code, organisation)
        more = (*self._wide.findings(), *self._without_values())
        return Understood(organisations, self._refusals.by_line(more))

    def _record(self, rows: Sequence[MetricsRow]) -> None:
        """Understand the rows of one line: one, or in the wide form one for each group."""
        first = rows[0]
        if first.edition not in self._editions:
            self._check_edition(first)
        gathered = self._organisation(first)
        try:
            item = self._locator.item(first.item)
        except RefusedError as err:
            self._refusals.add(first.line, err)
            return
        try:
            period = self._locator.period(first.period, item)
        except RefusedError as err:
            self._refusals.add(first.line, err, item)
            return
        given = [row for row in rows if self._has_value(row, item, period)]
        if gathered is not None:
            self._sort(given, item, period, gathered)

    def _sort(
        self, given: Sequence[MetricsRow], item: Item, period: Period, gathered: _Gathered
    ) -> None:
        """Place the values of one line; in the wide form look first at what fits no column."""
        kept: Sequence[MetricsRow] = given
        beside: Sequence[MetricsRow] = ()
        if self._metrics.wide and item.groups == ("all",):
            kept = self._wide.keep_single(given, item, self._locator)
        elif self._metrics.wide:
            kept, beside = split_record(given, self._locator)
        answers = [self._place(row, item, period, gathered) for row in kept]
        for row in beside:
            self._look_at_beside(row, item, period, answers)

    def _look_at_beside(
        self, row: MetricsRow, item: Item, period: Period, answers: Sequence[Answer | None]
    ) -> None:
        """Compare a total with the figures of its line; refuse a value of no group beside them."""
        if not row.group:
            self._wide.refuse_beside(row)
            return
        finding = self._wide.compare(row, item, period, self._values.number(row, item), answers)
        self._refusals.findings += [finding] if finding else []

    def _place(
        self, row: MetricsRow, item: Item, period: Period, gathered: _Gathered
    ) -> Answer | None:
        """Return the answer that a row gives, once it is gathered, or None for none."""
        try:
            group = self._locator.group(row.group, item)
        except RefusedError as err:
            self._refusals.add(row.line, err, item, period)
            return None
        place = Place(item.key, period, group)
        if place in gathered.lines:
            self._given_twice(row, place, gathered)
            return None
        answer = self._values.answer(row, item, place)
        if answer is not None:
            (gathered.claims if item.derived else gathered.answers)[place] = answer
            gathered.lines[place] = row.line
        return answer

    def _has_value(self, row: MetricsRow, item: Item, period: Period) -> bool:
        """Return whether a row gives a value; what a status says in its place is not one."""
        if row.value and (item.measure == "text" or row.value.strip()):
            return True
        if row.status in ("error", "unreadable"):
            self._values.refuse_status(row, item, period)
        elif not row.status:
            self._no_value.append(row.line)
        return False

    def _given_twice(self, row: MetricsRow, place: Place, gathered: _Gathered) -> None:
        first = gathered.lines[place]
        where, remedy = f"lines {first} and {row.line}", "Remove one of the two rows."
        if first == row.line:
            where, remedy = "two columns of this row", "Empty one of the two cells."
        refusal = RefusedError(
            "given-twice",
            "The same value is given twice",
            where,
            "one row for each item, period, group and organisation",
            remedy,
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
