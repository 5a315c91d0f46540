"""One return as it may be published: which of its values stay, and how they are shown."""

import hashlib
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from wres_excel.collation.disclosure.cells import ABSENT, Cell, cell
from wres_excel.collation.disclosure.equations import Node
from wres_excel.collation.disclosure.figures import is_small
from wres_excel.collation.disclosure.rules import rules
from wres_excel.collation.disclosure.treatment import Treatment, treatment
from wres_excel.collation.records import Summary, Taken, ValueRow
from wres_excel.domain.answers import MARKERS
from wres_excel.domain.model import Edition
from wres_excel.domain.numbers import Number, digits, tidy

Table = dict[Node, Cell]
_EMPTY = ("blank", "not_applicable", "not_collected")
_NOISE = 1e-9


class Shown(NamedTuple):
    """What is published in one place."""

    value: Number | None
    text: str | None
    status: str
    raw: str
    computed: Number | None = None


def date_of(period: str) -> str:
    """Return the snapshot that a date means: 1 April 2015 is the 31 March 2015 of other forms."""
    return f"{period[:4]}-03-31" if period.endswith("-04-01") else period


def tables(taken: Taken, edition: Edition) -> dict[str, Table]:
    """Return the counts of a return by the date they are of."""
    counts = treatment(edition).counts
    found: dict[str, Table] = {}
    for row in taken.values:
        if row.item in counts:
            table = found.setdefault(date_of(row.period), {})
            table[Node(row.item, row.group)] = cell(row.status, row.value)
    return found


def release(
    taken: Taken,
    edition: Edition,
    hidden: Mapping[str, frozenset[Node]],
    withheld: frozenset[str],
    threshold: int,
) -> Taken:
    """Return a return with only what may be published.

    hidden: the counts held back, by date; withheld: dates of which nothing that counts people is
    published. Names of files and sheets may name people, and the hash of the file would confirm a
    guess at what is held back, so that a name and a hash of the published figures stand instead.
    """
    views = {
        date: _View(table, hidden.get(date, frozenset()), date in withheld, edition, threshold)
        for date, table in tables(taken, edition).items()
    }
    none = _View({}, frozenset(), False, edition, threshold)
    shown = [(row, views.get(date_of(row.period), none).show(row)) for row in taken.values]
    code = hashlib.sha256(repr([(row[:8], s) for row, s in shown]).encode()).hexdigest()
    file = f"{taken.summary.organisation} {edition.name}"
    values = (ValueRow(*row[:8], *s[:3], None, None, *s[3:], file, code) for row, s in shown)
    return Taken(_summary(taken.summary, file, code), tuple(values))


def _summary(summary: Summary, file: str, code: str) -> Summary:
    return Summary(
        file,
        code,
        0,
        summary.organisation,
        summary.organisation_name,
        summary.codes,
        summary.edition,
        summary.signed_off,
        errors=summary.errors,
        warnings=summary.warnings,
        notes=summary.notes,
    )


class _View:
    """The counts of one return and date, and what of them can be seen."""

    def __init__(
        self,
        table: Table,
        hidden: frozenset[Node],
        withheld: bool,
        edition: Edition,
        threshold: int,
    ) -> None:
        self._table = table
        self._hidden = hidden
        self._withheld = withheld
        self._treatment: Treatment = treatment(edition)
        self._threshold = threshold

    def show(self, row: ValueRow) -> Shown:
        match self._treatment.kinds.get(row.item, "closed"):
            case "count":
                return self._count(row)
            case "derived":
                return self._derived(row)
            case "repeated":
                return self._again(row)
            case "percentage":
                return self._number(row) if row.status != "suppressed" else _held(row)
            case "words" if row.text is not None:
                return Shown(None, row.text, row.status, row.text)
        return _held(row)

    def _count(self, row: ValueRow) -> Shown:
        node = Node(row.item, row.group)
        if self._withheld or node in self._hidden:
            return _held(row)
        follows = row.computed is not None and (
            row.value == row.computed or self._all_visible(self._treatment.sources.get(node, ()))
        )
        return self._number(row, row.computed if follows else None)

    def _derived(self, row: ValueRow) -> Shown:
        """Show a number that follows from published counts alone, so that it adds nothing."""
        sources = self._treatment.sources.get(Node(row.item, row.group), ())
        if self._withheld or not self._all_visible(sources):
            return _held(row)
        if row.status == "reported" and not _agrees(row, self._decimals(row)):
            return _held(row)
        return self._number(row, row.computed)

    def _again(self, row: ValueRow) -> Shown:
        if row.status != "reported" or row.value is None:
            return _held(row) if row.status not in _EMPTY else self._number(row)
        if self._withheld or not self._may_repeat(row.item, row.value):
            return _held(row)
        return self._number(row)

    def _may_repeat(self, item: str, value: Number) -> bool:
        """Return whether a figure over all groups gives no group away."""
        rule = rules()
        count = Node(rule.count, "all")
        nodes = [n for n in self._table if n.item == rule.repeated]
        present = [node for node in nodes if self._is_there(node)]
        if not self._all_visible(present) or not self._hidden.isdisjoint((count, *nodes)):
            return False
        known = [c.value for n in present if (c := self._cell(n)).value is not None]
        base = self._cell(count).value if count in self._table else None
        rest = (base or sum(known)) - sum(known)
        if len(known) < len(nodes) and known and is_small(rest, self._threshold):
            return False
        if item == rule.count:
            return True
        base = base if base is not None or len(known) < len(nodes) else sum(known)
        return base is not None and self._is_ample(value, base)

    def _is_ample(self, percent: Number, base: Number) -> bool:
        """Return whether a percentage speaks of enough people, and leaves out enough."""
        people = base * percent / 100
        small = (is_small(n, self._threshold) for n in (people, base - people))
        return not any(small)

    def _number(self, row: ValueRow, computed: Number | None = None) -> Shown:
        """Show a number rounded; what is no number keeps its status, and its words are left out."""
        rounded = None if computed is None else _rounded(computed, self._decimals(row))
        if row.status != "reported" or row.value is None:
            return Shown(None, None, row.status, _marker(row), rounded)
        value = _rounded(row.value, self._decimals(row))
        return Shown(value, None, row.status, digits(value), rounded)

    def _decimals(self, row: ValueRow) -> int | None:
        """Return how many digits are shown after the point; a count keeps all it has."""
        return self._treatment.decimals.get(row.item) or None

    def _cell(self, node: Node) -> Cell:
        return self._table.get(node, ABSENT)

    def _all_visible(self, nodes: Iterator[Node] | list[Node] | tuple[Node, ...]) -> bool:
        return all(self._is_visible(node) for node in nodes)

    def _is_visible(self, node: Node) -> bool:
        """Return whether a value is published, or follows from values that are."""
        sources = self._treatment.sources.get(node, ())
        if node.item not in self._treatment.counts:
            return bool(sources) and self._all_visible(sources)
        if self._cell(node).state == "absent":
            return bool(sources) and self._all_visible(sources)
        return node not in self._hidden

    def _is_there(self, node: Node) -> bool:
        if self._cell(node).state != "absent":
            return True
        return any(self._is_there(source) for source in self._treatment.sources.get(node, ()))


def _held(row: ValueRow) -> Shown:
    """Hold back what stands in a place; an empty one stays empty."""
    if row.status in _EMPTY:
        return Shown(None, None, row.status, _marker(row))
    return Shown(None, None, "suppressed", rules().marker)


def _marker(row: ValueRow) -> str:
    """Return the words that a status always has, in place of the sender's own."""
    return next((words for status, words in MARKERS.items() if status == row.status), "")


def _agrees(row: ValueRow, decimals: int | None) -> bool:
    """Return whether a number given is the computed one, rounded or cut off somewhere."""
    if row.value is None or row.computed is None:
        return False
    if _rounded(row.value, decimals) == _rounded(row.computed, decimals):
        return True
    exponent = Decimal(digits(row.value)).as_tuple().exponent
    unit = 10.0 ** min(int(exponent), 0)
    return abs(row.value - row.computed) < unit - _NOISE


def _rounded(number: Number, decimals: int | None) -> Number:
    if decimals is None:
        return number
    return tidy(Decimal(digits(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
