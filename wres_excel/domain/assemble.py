"""From the declarations of an edition and its forms to the edition that everything reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import cast

from wres_excel.domain.declaration import (
    EditionDeclaration,
    FormDeclaration,
    ItemDeclaration,
    SectionDeclaration,
    mistake,
)
from wres_excel.domain.expressions import (
    Binary,
    Expression,
    Ref,
    Sum,
    Word,
    parse_expression,
    refs,
)
from wres_excel.domain.model import Column, Edition, Form, Indicator, Item, Section
from wres_excel.domain.terms import GROUP_WORDS, Group, Period

Directions = Mapping[int, tuple[Group, Group]]
NOTED_SHEET = "Data"


def assemble(declared: EditionDeclaration, forms: Sequence[FormDeclaration], file: str) -> Edition:
    """Return the edition that an edition file and its form files declare together.

    file names the edition file in messages. Raises EditionError for what does not fit together:
    a key or number given twice, a formula that names no item, a direction that is missing.
    """
    return _Assembly(declared, forms, file).edition()


class _Assembly:
    """The declarations at hand while one edition is put together."""

    def __init__(
        self, declared: EditionDeclaration, forms: Sequence[FormDeclaration], file: str
    ) -> None:
        self._declared = declared
        self._forms = forms
        self._file = file
        self._directions = _directions(declared, file)
        self._raw = [item for form in forms for item in self._declared_items(form)]

    def edition(self) -> Edition:
        d = self._declared
        items = tuple(self._items())
        self._check_references(items)
        return Edition(
            name=d.edition,
            snapshot=d.snapshot,
            previous_snapshot=d.previous_snapshot,
            submission_route=d.submission_route,
            submission_deadline=d.submission_deadline,
            publication_deadline=d.publication_deadline,
            verified=d.verified,
            source=d.source,
            evidence=d.evidence,
            note=d.note,
            rolling_average=d.rolling_average,
            board_headline=d.board_headline,
            directions=self._directions,
            survey=_numbered(d.survey, "survey", self._file),
            basis=_numbered(d.basis, "basis", self._file),
            breaks=_numbered(d.breaks, "breaks", self._file),
            contract_value_above=d.contract_value_above,
            forms=tuple(Form(f.name, f.title, f.verified, f.source) for f in self._forms),
            indicators=tuple(
                Indicator(i.number, i.title, i.wording, i.shows, i.compares)
                for f in self._forms
                for i in f.indicators
            ),
            sections=tuple(_section(s) for f in self._forms for s in f.sections),
            items=items,
            origin=self._file,
        )

    def _declared_items(
        self, form: FormDeclaration
    ) -> Iterator[tuple[SectionDeclaration, ItemDeclaration]]:
        for section in form.sections:
            for item in (*section.items, *self._grid_items(section)):
                yield section, item

    def _grid_items(self, section: SectionDeclaration) -> Iterator[ItemDeclaration]:
        """Return an item for each indicator and each column of a section that has columns."""
        indicators = [i for form in self._forms for i in form.indicators] if section.columns else []
        for indicator in indicators:
            for column in section.columns:
                yield ItemDeclaration(
                    key=f"indicator_{indicator.number}.{column.key}",
                    label=f"Indicator {indicator.number}: {column.label}",
                    indicator=indicator.number,
                    optional=column.period == "previous" and not self._declared.previous_snapshot,
                )

    def _items(self) -> Iterator[Item]:
        keys: set[str] = set()
        numbers: set[int] = set()
        for section, declared in self._raw:
            if declared.key in keys or declared.number in numbers:
                raise mistake(
                    self._file, declared.key, "An item's key or data item number stands twice"
                )
            keys.add(declared.key)
            numbers |= {declared.number} - {None}  # type: ignore[arg-type]
            item = self._item(section, declared)
            yield item
            if section.sheet == NOTED_SHEET:
                yield _note(item)

    def _item(self, section: SectionDeclaration, declared: ItemDeclaration) -> Item:
        item = Item(
            key=declared.key,
            label=declared.label,
            measure=declared.measure or section.measure,
            section=section.key,
            sheet=section.sheet,
            groups=declared.groups or section.groups,
            periods=self._periods(section),
            number=declared.number,
            indicator=declared.indicator or section.indicator,
            field=declared.field,
            subset_of=declared.subset_of,
            averaged=declared.averaged and self._declared.rolling_average,
            optional=declared.optional,
        )
        formula = self._formula(declared, item) if declared.formula else None
        return replace(item, label=self._label(item), formula=formula)

    def _periods(self, section: SectionDeclaration) -> tuple[Period, ...]:
        if section.sheet == NOTED_SHEET and self._declared.previous_snapshot:
            return ("previous", "current")
        return ("current",)

    def _label(self, item: Item) -> str:
        """Name the groups of a relative likelihood in the edition's direction."""
        if "{" not in item.label:
            return item.label
        first, second = self._direction(item)
        return item.label.format(first=GROUP_WORDS[first], second=GROUP_WORDS[second])

    def _direction(self, item: Item) -> tuple[Group, Group]:
        direction = self._directions.get(item.indicator or 0)
        if direction is None:
            raise mistake(
                self._file,
                "directions",
                f"The item {item.key!r} needs the direction of its indicator",
                expected=f'{item.indicator} = "white / bme" or "bme / white"',
            )
        return direction

    def _formula(self, declared: ItemDeclaration, item: Item) -> Expression:
        words: dict[str, Word] = {
            "total": self._total,
            "across": self._across,
            "compare": lambda names: self._compare(names, item),
        }
        try:
            keys = frozenset(raw.key for _, raw in self._raw)
            return parse_expression(declared.formula or "", keys, words)
        except ValueError as err:
            raise mistake(
                self._file,
                f"{declared.key}.formula",
                "A formula is not understood",
                found=declared.formula or "",
                expected="item keys, + - * /, total(sections), across(item) or compare(item)",
                remedy=f"{err}.".capitalize(),
            ) from err

    def _total(self, sections: tuple[str, ...]) -> Sum:
        """Return the sum of all items of the sections, subsets left out."""
        known = {section.key for section, _ in self._raw}
        for key in sections:
            if key not in known:
                raise ValueError(f"there is no section {key!r}")
        return Sum(
            tuple(
                Ref(item.key)
                for section, item in self._raw
                if section.key in sections and not item.subset_of
            )
        )

    def _across(self, names: tuple[str, ...]) -> Sum:
        section, item = self._one(names)
        return Sum(tuple(Ref(item.key, group) for group in item.groups or section.groups))

    def _compare(self, names: tuple[str, ...], item: Item) -> Binary:
        _, compared = self._one(names)
        first, second = self._direction(item)
        return Binary("/", Ref(compared.key, first), Ref(compared.key, second))

    def _one(self, names: tuple[str, ...]) -> tuple[SectionDeclaration, ItemDeclaration]:
        found = [pair for pair in self._raw if names == (pair[1].key,)]
        if not found:
            raise ValueError(f"there is no item {', '.join(names)!r}")
        return found[0]

    def _check_references(self, items: Sequence[Item]) -> None:
        """Refuse a subset of nothing, a headline of nothing and formulas that run in a circle."""
        by_key = {item.key: item for item in items}
        named = [(f"{i.key}.subset_of", i.subset_of) for i in items if i.subset_of]
        named += [("board_headline", key) for key in self._declared.board_headline]
        for indicator in (i for form in self._forms for i in form.indicators):
            named += [(f"indicators.{indicator.number}", indicator.shows)]
            named += [(f"indicators.{indicator.number}", k) for k in (indicator.compares,) if k]
        for where, key in named:
            if key not in by_key:
                near = get_close_matches(key, by_key, n=1)
                raise mistake(
                    self._file,
                    where,
                    f"There is no item {key!r}",
                    remedy=f"Did you mean {near[0]!r}?" if near else "",
                )
        for item in items:
            self._check_circle(item, by_key, (item.key,))

    def _check_circle(self, item: Item, items: Mapping[str, Item], path: tuple[str, ...]) -> None:
        for ref in refs(item.formula) if item.formula else ():
            if ref.item in path:
                raise mistake(
                    self._file,
                    f"{path[0]}.formula",
                    "The formulas run in a circle",
                    found=" needs ".join((*path, ref.item)),
                )
            self._check_circle(items[ref.item], items, (*path, ref.item))


def _section(declared: SectionDeclaration) -> Section:
    columns = tuple(Column(c.key, c.label, c.period) for c in declared.columns)
    return Section(declared.key, declared.title, declared.sheet, declared.indicator, columns)


def _note(item: Item) -> Item:
    return Item(
        key=f"note.{item.key}",
        label=f"Notes on {item.label}",
        measure="text",
        section=item.section,
        sheet=item.sheet,
        groups=("all",),
        periods=("current",),
        indicator=item.indicator,
        optional=True,
        note_of=item.key,
    )


def _directions(declared: EditionDeclaration, file: str) -> Directions:
    return {
        number: _direction(text, f"directions.{number}", file)
        for number, text in _numbered(declared.directions, "directions", file).items()
    }


def _direction(text: str, where: str, file: str) -> tuple[Group, Group]:
    groups = tuple(text.split(" / "))
    if sorted(groups) != ["bme", "white"]:
        raise mistake(
            file,
            where,
            "A direction is not understood",
            found=repr(text),
            expected='"white / bme" or "bme / white"',
        )
    return cast(tuple[Group, Group], groups)


def _numbered(table: Mapping[str, str], where: str, file: str) -> dict[int, str]:
    """Return a table of the file by indicator number."""
    for key in table:
        if key not in {str(number) for number in range(1, 10)}:
            raise mistake(
                file, where, "An indicator has a number", found=repr(key), expected="1 to 9"
            )
    return {int(key): text for key, text in table.items()}
