"""Publication safety: a collection with its small numbers held back, beyond recovery by sums."""

from wres_excel.collation.disclosure.collection import PublishedCollection, publishable
from wres_excel.collation.disclosure.rules import DEFAULT_THRESHOLD

__all__ = ["DEFAULT_THRESHOLD", "PublishedCollection", "publishable"]
