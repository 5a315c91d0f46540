"""The words for what is told of an indicator: alike in the workbook and in the database."""

from collections.abc import Iterator, Mapping

from wres_excel.collation.evidence import Quality, listed
from wres_excel.collation.indicators import Basis, Movement, Result

UNITS: Mapping[Basis, str] = {
    "ratio": "relative likelihood",
    "difference": "percentage points",
    "gap": "percentage points",
    "share": "per cent",
}
CLEAN = "no errors or warnings"
_MOVEMENTS: Mapping[Movement, str] = {
    "better": "better: closer to equal",
    "worse": "worse: further from equal",
    "same": "no material change",
    "up": "BME share up",
    "down": "BME share down",
    "no figure": "no figure",
    "no figure last year": "no figure last year",
    "not comparable": "not comparable",
}


def movement_words(result: Result) -> str:
    """Return what became of an indicator since last year, and whether that is in doubt."""
    words = _MOVEMENTS[result.movement]
    return f"in doubt: {words.partition(':')[0]}" if result.change_in_doubt else words


def flag_words(result: Result) -> str:
    """Return which way a figure points, and whether that is in doubt."""
    return f"in doubt: {result.flag}" if result.in_doubt else result.flag


def quality_words(quality: Quality) -> str:
    """Return where the errors and warnings about an indicator are: "errors: Data!K41"."""
    kinds = (("errors", quality.errors), ("warnings", quality.warnings))
    return "; ".join(f"{name}: {listed(cells)}" for name, cells in kinds if cells) or CLEAN


def remarks(result: Result) -> Iterator[str]:
    """Yield what must be known of the figure of an indicator."""
    if result.figure.value is None:
        yield f"no figure: {result.figure.why}"
    elif result.figure.as_reported:
        yield "as reported, since the figures that it follows from are not all given"
    if result.in_doubt:
        yield f"in doubt: {_errors(result.figure.doubt)}"
    elif result.change_in_doubt:
        yield f"last year's figure is in doubt: {_errors(result.earlier.doubt)}"
    if result.remark:
        yield result.remark


def _errors(cells: tuple[str, ...]) -> str:
    return f"{'errors' if len(cells) > 1 else 'an error'} in {listed(cells)}"
