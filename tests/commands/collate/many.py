"""Many returns of mixed layouts, some of them bad, with what must be read from each."""

import csv
import io
import itertools
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase

from forms.layouts import LAYOUTS, Layout
from forms.paper import Key
from forms.words import ORGANISATION

import wres_excel
from wres_excel.domain.model import Item
from wres_excel.editions import load_edition

MIXED = tuple(layout for layout in LAYOUTS.values() if not layout.ambiguous)
OWN = ("2016", "2019", "2024")
BAD = (
    "empty",
    "text",
    "cut off",
    "another workbook",
    "password",
    "web page",
    "archive of returns",
    "damaged part",
)
Truth = dict[Key, float | str]


@dataclass
class Many:
    """What was written: by file, the code and the values of a good one, the fault of a bad one."""

    codes: dict[str, str] = field(default_factory=dict)
    values: dict[str, Truth] = field(default_factory=dict)
    bad: dict[str, str] = field(default_factory=dict)


def write_many(folder: Path, count: int, seed: int = 1) -> Many:
    """Write so many returns, each of another organisation, one in twenty bad."""
    chance = random.Random(seed)
    made = Many()
    folder.mkdir(parents=True, exist_ok=True)
    unused = codes()
    own = {edition: own_return(edition, folder) for edition in OWN}
    for at in range(count):
        code = next(unused)
        file = f"part {at % 7}/return ({at}) {code}.xlsx"
        if at % 20 == 10:
            data, truth = _bad(made, file, BAD[at // 20 % len(BAD)]), None
        elif at % 5 == 4:
            data, truth = own[OWN[at // 5 % len(OWN)]]
        else:
            layout = MIXED[at % len(MIXED)]
            truth = truth_for(layout, chance)
            data = layout.build(truth)
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if truth is None else recoded(data, code))
        if truth is not None:
            made.codes[file], made.values[file] = code, truth
    return made


def truth_for(layout: Layout, chance: random.Random) -> Truth:
    """Return a value for every input that a form has one place for."""
    items = load_edition(layout.edition).by_key
    keys = (key for key in layout.places if not items[key[0]].derived)
    return {key: _answer(items[key[0]], chance) for key in keys}


def recoded(data: bytes, code: str) -> bytes:
    """Return a workbook in which another organisation's code stands for the corpus's own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info).replace(ORGANISATION[0].encode(), code.encode())
            new.writestr(info, part, zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


def codes() -> Iterator[str]:
    """Yield codes of the form that new trusts have had since 2020."""
    digits = "0123456789"
    for code in itertools.product(ascii_uppercase, digits, ascii_uppercase, digits, "BCD"):
        yield "".join(code)


def _answer(item: Item, chance: random.Random) -> float | str:
    if item.key == "report.organisation_code":
        return ORGANISATION[0]
    if item.measure == "percentage":
        return chance.randrange(1000) / 10
    if item.measure == "text":
        return f"<Answer> {chance.randrange(10**6)} & ü"
    return "2016-07" if item.measure == "month" else chance.randrange(10**5)


def own_return(edition: str, folder: Path) -> tuple[bytes, Truth]:
    """Return a workbook of our own with its values."""
    chance = random.Random(edition)
    loaded = load_edition(edition)
    truth: Truth = {}
    for place in loaded.places:
        item = loaded.by_key[place.item]
        if not item.derived and item.note_of is None and item.measure != "month":
            day = loaded.snapshot_of(place.period).isoformat()
            truth[item.key, day, place.group] = _answer(item, chance)
    metrics, book = folder / "metrics.csv", folder / "book.xlsx"
    with metrics.open("w", encoding="utf-8", newline="") as stream:
        rows = [(*key, str(value)) for key, value in truth.items()]
        csv.writer(stream).writerows([("item", "period", "group", "value"), *rows])
    result = wres_excel.fill(metrics, book, edition=edition)
    assert result.written, result.findings
    data = book.read_bytes()
    metrics.unlink()
    book.unlink()
    return data, truth


def _bad(made: Many, file: str, fault: str) -> bytes:
    """Return a file with a fault, equal to no other: of empty ones there is only one."""
    fault = "text" if fault in made.bad.values() and fault == "empty" else fault
    made.bad[file] = fault
    good = recoded(MIXED[0].build(), f"Z{len(made.bad):04}")
    match fault:
        case "empty":
            return b""
        case "text":
            return f"see attached {file}".encode()
        case "cut off":
            return good[: len(good) // 2]
        case "another workbook":
            return _rota(file)
        case "password":
            return (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
                + bytes(504)
                + _entry("EncryptedPackage")
                + file.encode()
            )
        case "web page":
            return b"<!DOCTYPE html><html><body>Please sign in</body></html>" + file.encode()
        case "archive of returns":
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                archive.writestr("return.xlsx", good)
            return out.getvalue()
    return _damaged(good)


def _entry(name: str) -> bytes:
    return f"{name}\0".encode("utf-16-le").ljust(128, b"\0")


def _rota(file: str) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = f"Holiday rota {file}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _damaged(good: bytes) -> bytes:
    """Change a byte in the middle of the largest part, so that its checksum is wrong."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        largest = max(archive.infolist(), key=lambda info: info.compress_size)
    at = largest.header_offset + 60 + largest.compress_size // 2
    return good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
