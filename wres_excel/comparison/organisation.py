"""Whether two returns are of one organisation, which alone makes their changes mean anything."""

from wres_excel.domain.model import Return
from wres_excel.errors import UsageError
from wres_excel.findings import Finding

_PUT_IN = "Fill in the organisation code, or put it into the file's name, such as return-RXY.xlsx."


def compare_organisations(old: Return, new: Return) -> tuple[Finding, ...]:
    """Return what is odd about whose returns two are.

    Raises UsageError if they name different organisation codes.
    """
    codes = [(r.organisation.code or "").strip().upper() for r in (old, new)]
    if all(codes) and codes[0] != codes[1]:
        raise UsageError(
            "The two returns are of different organisations",
            file=new.source.file,
            found=_named(new),
            expected=f"{_named(old)}, as in {old.source.file}",
            remedy="Compare two returns of one organisation.",
        )
    findings = () if all(codes) else (_unsure(old, new, codes),)
    return (*findings, *_names(old, new))


def _unsure(old: Return, new: Return, codes: list[str]) -> Finding:
    nameless = new if codes[0] else old
    message = "It is not certain that the two returns are of one organisation"
    found = "no organisation code" if any(codes) else "no organisation code in either return"
    expected = next((code for code in codes if code), "one code in both")
    return Finding(
        "organisation-unsure",
        "warning",
        message,
        _PUT_IN,
        file=nameless.source.file,
        found=found,
        expected=expected,
    )


def _names(old: Return, new: Return) -> tuple[Finding, ...]:
    before, after = (" ".join((r.organisation.name or "").split()) for r in (old, new))
    if not before or not after or before.casefold() == after.casefold():
        return ()
    return (
        Finding(
            "organisation-renamed",
            "note",
            "The name of the organisation is another than in the old return",
            "Check that the name is right.",
            file=new.source.file,
            found=after,
            expected=before,
        ),
    )


def _named(r: Return) -> str:
    return (
        f"{r.organisation.code} ({r.organisation.name})"
        if r.organisation.name
        else (r.organisation.code or "")
    )
