"""Summaries of returns for tests of a collation, as short as their story."""

from wres_excel.codes import load_code_book
from wres_excel.collation.records import Summary

BOOK = load_code_book()


def sent(
    file: str,
    codes: str | None = "RXY",
    *,
    edition: str | None = "2019",
    signed: str | None = None,
    saved: str | None = None,
    sha256: str | None = None,
    name: str | None = None,
    findings: tuple[int, int, int] = (0, 0, 0),
) -> Summary:
    """A return that could be read; codes: joined by "+"; its content is its own unless given."""
    each = tuple(codes.split("+")) if codes else ()
    return Summary(
        file, sha256 or f"hash of {file}", 1000, codes, name, each, edition, signed, saved,
        None, None, *findings,
    )  # fmt: skip


def bad(file: str, sha256: str | None = None) -> Summary:
    """A file that could not be read."""
    content = f"hash of {file}" if sha256 is None else sha256
    return Summary(file, content, 10, problem="It is no workbook", remedy="Ask for it again.")
