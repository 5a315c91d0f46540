"""An edition as its files declare it: the shape of the data, and its mistakes by place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_type_hints

import cattrs
from cattrs.errors import (
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from wres_excel.domain.terms import Group, Measure, Period
from wres_excel.errors import EditionError


@dataclass(frozen=True)
class IndicatorDeclaration:
    """One indicator of a form file."""

    number: int
    title: str
    wording: str
    shows: str
    compares: str | None = None


@dataclass(frozen=True)
class ColumnDeclaration:
    """One answer that every indicator's row of the Reporting Template asks for.

    period: the period whose figures it repeats, where it does.
    """

    key: str
    label: str
    period: Period | None = None


@dataclass(frozen=True)
class ItemDeclaration:
    """One item of a section; what is left out is the section's."""

    key: str
    label: str
    number: int | None = None
    indicator: int | None = None
    measure: Measure | None = None
    groups: tuple[Group, ...] | None = None
    field: str | None = None
    formula: str | None = None
    subset_of: str | None = None
    averaged: bool = False
    optional: bool = False


@dataclass(frozen=True)
class SectionDeclaration:
    """One section of a form file, with its items or with a column for each indicator's answers."""

    key: str
    title: str
    sheet: str
    measure: Measure
    groups: tuple[Group, ...]
    indicator: int | None = None
    items: tuple[ItemDeclaration, ...] = ()
    columns: tuple[ColumnDeclaration, ...] = ()


@dataclass(frozen=True)
class FormDeclaration:
    """A form file."""

    name: str
    title: str
    verified: bool
    source: str
    sections: tuple[SectionDeclaration, ...]
    indicators: tuple[IndicatorDeclaration, ...] = ()


@dataclass(frozen=True)
class EditionDeclaration:
    """An edition file."""

    edition: str
    snapshot: date
    submission_route: str
    verified: bool
    source: str
    forms: tuple[str, ...]
    rolling_average: bool
    board_headline: tuple[str, ...]
    directions: dict[str, str]
    survey: dict[str, str]
    basis: dict[str, str]
    previous_snapshot: date | None = None
    submission_deadline: date | None = None
    publication_deadline: date | None = None
    evidence: str = ""
    note: str = ""
    breaks: dict[str, str] = field(default_factory=dict)
    contract_value_above: int | None = None


T = TypeVar("T")


def structure(data: Mapping[str, Any], shape: type[T], file: str) -> T:
    """Return the declaration that the data of a file holds.

    Raises EditionError with the file, the place in it, what was found and what was expected.
    """
    try:
        return _CONVERTER.structure(data, shape)
    except BaseValidationError as err:
        raise _first_mistake(err, shape, file) from err


def mistake(file: str, where: str, message: str, **facts: str) -> EditionError:
    """Return the error for a mistake at a place of an edition or form file."""
    return EditionError(f"{message}, at {where}", file=file, **facts)


def _strict(value: Any, kind: type[T]) -> T:
    if type(value) is not kind:
        raise ValueError(f"{_WORDS[kind]}\0{value!r}")
    return value


def _choice(value: Any, literal: Any) -> Any:
    if value not in get_args(literal):
        expected = "one of " + ", ".join(get_args(literal))
        raise ValueError(f"{expected}\0{value!r}")
    return value


_WORDS: dict[type, str] = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2019-03-31",
}


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for kind in _WORDS:
        converter.register_structure_hook(kind, _strict)
    converter.register_structure_hook_func(lambda t: t in (Measure, Group, Period), _choice)
    return converter


_CONVERTER = _converter()


def _first_mistake(err: BaseException, shape: type, file: str, where: str = "") -> EditionError:
    """Follow the nested errors of cattrs to the first cause and say where it is."""
    where = where.removeprefix(".")
    match err:
        case ForbiddenExtraKeysError():
            return _unknown_key(err, file, where)
        case ClassValidationError() | IterableValidationError():
            inner, note = _child(err)
            return _first_mistake(inner, shape, file, f"{where}{note}")
        case KeyError():
            parent = where.rpartition(".")[0] or "the top"
            return mistake(file, parent, "A setting is missing", expected=str(err.args[0]))
    expected, _, found = str(err).partition("\0")
    facts = {"found": found, "expected": expected} if found else {"found": expected}
    return mistake(file, where or "the top", "A setting is not what it should be", **facts)


def _child(err: BaseValidationError) -> tuple[BaseException, str]:
    """Return the first error inside, and its step in the path, such as ".items" or "[3]".

    A name that is not known comes first, for it is often the one that another lacks.
    """
    first = min(err.exceptions, key=lambda inner: not isinstance(inner, ForbiddenExtraKeysError))
    for note in getattr(first, "__notes__", ()):
        name, index = getattr(note, "name", None), getattr(note, "index", None)
        if name is not None:
            return first, f".{name}"
        if index is not None:
            return first, f"[{index}]"
    return first, ""


def _unknown_key(err: ForbiddenExtraKeysError, file: str, where: str) -> EditionError:
    extra = sorted(err.extra_fields)[0]
    known = sorted(get_type_hints(err.cl))
    near = get_close_matches(extra, known, n=1)
    remedy = f"Did you mean {near[0]!r}?" if near else f"The settings here are {', '.join(known)}."
    return mistake(file, where or "the top", f"There is no setting {extra!r}", remedy=remedy)
