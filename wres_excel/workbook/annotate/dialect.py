"""The two dialects of Open XML, Transitional and Strict: what they call the same things."""

from dataclasses import dataclass

from wres_excel.workbook.annotate.markup import Markup

_STRICT = "http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The namespace of spreadsheets, and that of relations, which begins the types of relations."""

    main: str
    relations: str

    def kind(self, word: str) -> str:
        """Return the whole type of a relation, such as "comments"."""
        return f"{self.relations}/{word}"


TRANSITIONAL = Dialect(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = Dialect(f"{_STRICT}spreadsheetml/main", f"{_STRICT}officeDocument/relationships")


def dialect_of(workbook: Markup) -> Dialect:
    """Return the dialect of a workbook, by the namespace of its workbook part."""
    return STRICT if workbook.root.namespace == STRICT.main else TRANSITIONAL
