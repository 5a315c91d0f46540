"""Rows of a register of organisations: each cell understood, or said why it is not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from wres_excel.collation.codes import CodeBook, form_of, plain_code, trust_of_site
from wres_excel.collation.expected import Expected
from wres_excel.domain.periods import mentions
from wres_excel.domain.typed import parse_number
from wres_excel.findings import Finding, Severity
from wres_excel.tables.apostrophe import unprotect
from wres_excel.tables.register_header import RegisterHeader

_CODE = re.compile(r"[A-Z0-9]{2,9}")
_POUNDS = re.compile(r"^(?:£|GBP)", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(?::00)?$")

_A_DAY = "a day, such as 2019-08-31, 31/08/2019 or 31 August 2019"


@dataclass(slots=True)
class RowReader:
    """Takes rows apart by the columns of a header, and gathers what is odd about them.

    rows: how many have been read.
    """

    header: RegisterHeader
    file: str
    book: CodeBook
    findings: list[Finding] = field(default_factory=list)
    rows: int = 0

    def read(self, rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[Expected]:
        """Yield the organisation of each row that has a code; the others go to the findings."""
        for line, fields in rows:
            self.rows += 1
            trouble = self._too_long(line, fields) or self._code_trouble(line, fields)
            if trouble:
                self.findings.append(trouble)
            if trouble is None or trouble.severity != "error":
                yield self._expected(line, fields)

    def _expected(self, line: int, fields: Sequence[str]) -> Expected:
        region = self._cell(fields, "region")
        return Expected(
            plain_code(self._cell(fields, "code")),
            self._cell(fields, "name") or None,
            region=self.book.regions.get(region.upper(), region) or None,
            type=self._cell(fields, "type") or None,
            contract_value=self._contract_value(line, self._cell(fields, "contract_value")),
            due=self._due(line, self._cell(fields, "due")),
            received=self._received(line, self._cell(fields, "received")),
            file=self.file,
            line=line,
        )

    def _cell(self, fields: Sequence[str], column: str) -> str:
        at = self.header.columns.get(column, len(fields))
        return " ".join(unprotect(fields[at].strip()).split()) if at < len(fields) else ""

    def _contract_value(self, line: int, text: str) -> Decimal | None:
        pounds = _pounds(text)
        if text and pounds is None:
            self._add(
                line,
                "register-contract-value",
                "The contract value is not understood, so whether the organisation must report is "
                "not known",
                text,
                "pounds a year, such as 250000 or £250,000",
            )
        return pounds

    def _due(self, line: int, text: str) -> date | None:
        day = _day(text)
        if text and day is None:
            self._add(
                line,
                "register-due",
                "The date on which the return is due is not understood, so it cannot be late",
                text,
                _A_DAY,
            )
        return day

    def _received(self, line: int, text: str) -> date | None:
        day = _day(text)
        if text and day is None:
            self._add(
                line,
                "register-received",
                "The date on which the return arrived is not understood, so the dates inside the "
                "return tell whether it is late",
                text,
                _A_DAY,
            )
        return day

    def _add(self, line: int, rule: str, message: str, found: str, expected: str) -> None:
        self.findings.append(
            Finding(
                rule,
                "error",
                message,
                "Correct the cell, or leave it empty.",
                file=self.file,
                line=line,
                found=found[:60],
                expected=expected,
            )
        )

    def _too_long(self, line: int, fields: Sequence[str]) -> Finding | None:
        extra = [text for text in fields[self.header.width :] if text.strip()]
        if not extra:
            return None
        return Finding(
            "row-too-long",
            "error",
            "The row has more fields than the header names, and was left out",
            'Put a name with a comma in it in quotation marks, such as "Leeds, York".',
            file=self.file,
            line=line,
            found=f"{len(fields)} fields, the last {extra[-1][:60]!r}",
            expected=f"{self.header.width} fields",
        )

    def _code_trouble(self, line: int, fields: Sequence[str]) -> Finding | None:
        return code_trouble(self._cell(fields, "code"), line, self.file, self.book)


def _day(text: str) -> date | None:
    """Return a day as people and programs write it, with or without midnight, or None."""
    plain = _MIDNIGHT.sub("", text)
    found = [m for m in mentions(plain) if m.end - m.start == len(plain)]
    return found[0].day if found and found[0].precision == "day" else None


def _pounds(text: str) -> Decimal | None:
    """Return an amount of money, or None; money has no third decimal, so 250.000 is refused."""
    typed = parse_number(_POUNDS.sub("", text).strip())
    if typed is None or typed.percent or typed.number < 0:
        return None
    exponent = typed.number.as_tuple().exponent
    return typed.number if isinstance(exponent, int) and exponent >= -2 else None


def code_trouble(text: str, line: int, file: str, book: CodeBook) -> Finding | None:
    """Return what is wrong with a code of a register: an error if its row is to be left out."""
    code = plain_code(text)
    if not code:
        return _code_finding(
            "missing", "error", "The row has no organisation code", text, line, file
        )
    if code in book.placeholders:
        words = f"The code is {book.placeholders[code]}, and not the code of an organisation"
        return _code_finding("placeholder", "error", words, text, line, file)
    if not _CODE.fullmatch(code):
        words = "This is no organisation code"
        return _code_finding("malformed", "error", words, text, line, file)
    trust = trust_of_site(code, book)
    if trust:
        words = f"The code looks like that of a site of {trust}, and trusts report as a whole"
        return _code_finding("of-site", "warning", words, text, line, file)
    if form_of(code, book) is None:
        words = "The code has a form that no kind of organisation is known to have"
        return _code_finding("form", "warning", words, text, line, file)
    return None


def _code_finding(
    which: str, severity: Severity, words: str, text: str, line: int, file: str
) -> Finding:
    left_out = severity == "error"
    return Finding(
        f"register-code-{which}",
        severity,
        f"{words}; the row was left out" if left_out else words,
        "Give its ODS code, such as RXY." if left_out else "Check the code.",
        file=file,
        line=line,
        found=text[:60] or "nothing",
        expected="an ODS code",
    )
