"""Forms of the corpus filled through the front door, and what became of every part of them."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms.furniture import furnish
from forms.furniture_markup import STRICT
from forms.layouts import Layout
from forms.looking import opened
from forms.paper import Key
from forms.words import ORGANISATION

import wres_excel
from wres_excel.domain.model import Item
from wres_excel.editions import load_edition

Answers = Mapping[Key, float | str]


@dataclass(frozen=True)
class Filling:
    """One form before and after, with what was said about it."""

    form: bytes
    out: bytes
    result: wres_excel.FillResult
    receipt: dict[str, Any]
    back: wres_excel.Return


def answers_for(layout: Layout) -> dict[Key, float | str]:
    """Return a value for every input the form has a place for, no two headcounts alike."""
    items = load_edition(layout.edition).by_key
    keys = [*layout.places, *layout.candidates]
    return {
        key: answer_to(items[key[0]], at)
        for at, key in enumerate(keys, start=1)
        if not items[key[0]].derived
    }


def answer_to(item: Item, at: int) -> float | str:
    if item.key == "report.organisation_code":
        return ORGANISATION[0]
    if item.measure == "percentage":
        return at % 900 / 10
    return {"headcount": at, "text": f"<Answer> {at} & ü", "month": "2016-07"}[item.measure]


def as_metrics(answers: Answers) -> str:
    """Return answers as a metrics file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("item", "period", "group", "value"))
    writer.writerows((*key, value) for key, value in answers.items())
    return out.getvalue()


def fill_layout(
    folder: Path, layout: Layout, *features: str, answers: Answers, suffix: str = ".xlsx"
) -> Filling:
    """Fill a furnished form of the corpus with answers, and read it back."""
    return fill_bytes(folder, furnish(layout.build(), *features), layout.edition, answers, suffix)


def fill_bytes(
    folder: Path, form: bytes, edition: str, answers: Answers, suffix: str = ".xlsx"
) -> Filling:
    """Fill a form given as bytes."""
    source, out = folder / f"form{suffix}", folder / f"out{suffix}"
    metrics, receipt = folder / "metrics.csv", folder / "receipt.json"
    source.write_bytes(form)
    metrics.write_text(as_metrics(answers), "utf-8", newline="")
    result = wres_excel.fill(
        metrics, out, edition=edition, into=source, receipt=receipt, force=True
    )
    assert source.read_bytes() == form
    assert result.written == (out,)
    back = wres_excel.read(out, edition=edition)
    return Filling(form, out.read_bytes(), result, json.loads(receipt.read_text("utf-8")), back)


def shown(value: float | str, percent: bool) -> Any:
    """Return how a spreadsheet program shows a value that was given in the metrics."""
    if isinstance(value, str):
        return "July 2016" if value == "2016-07" else value
    return value / 100 if percent else value


def reported(result: wres_excel.Return) -> dict[Key, float | str | None]:
    """Return what a return reports for inputs, keyed as the corpus keys its places."""
    return {
        (
            value.place.item,
            result.edition.snapshot_of(value.place.period).isoformat(),
            value.place.group,
        ): value.text if value.value is None else value.value
        for value in result.values
        if value.status == "reported" and not result.edition.by_key[value.place.item].derived
    }


def loosened(data: bytes) -> bytes:
    """Return a Strict workbook in the namespaces that openpyxl knows; any other as it is."""
    back = sorted(STRICT.items(), key=lambda pair: -len(pair[1]))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for transitional, strict in back:
                part = part.replace(strict, transitional)
            new.writestr(name, part.replace(b'conformance="strict" ', b""))
    return stream.getvalue()


def seen_by_openpyxl(data: bytes, results: bool = False) -> Any:
    return opened(loosened(data) if b"strict" in part(data, "xl/workbook.xml") else data, results)


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def entries(data: bytes) -> dict[str, tuple[int, int, int, int, bytes]]:
    """Return of each entry its checksum, method, both sizes and extra field."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            i.filename: (i.CRC, i.compress_type, i.compress_size, i.file_size, i.extra)
            for i in archive.infolist()
        }


def changed_parts(filling: Filling) -> set[str]:
    """Return the parts that are not the same entry, byte for byte, in form and output."""
    before, after = entries(filling.form), entries(filling.out)
    assert list(before) == list(after)
    return {name for name in before if before[name] != after[name]}


def masked(sheet: bytes, cells: Collection[str] | None) -> str:
    """Return the XML of a sheet without the cells named, or without any if None."""
    text = sheet.decode("utf-16" if sheet[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    return re.sub(
        r"<(x:)?c(?= |>|/)([^>]*?)(/>|>.*?</(x:)?c>)",
        lambda found: "<?>" if cells is None or _address(found[2]) in cells else found[0],
        text,
        flags=re.DOTALL,
    )


def _address(attributes: str) -> str:
    found = re.search(r'\br="([A-Z]+[0-9]+)"', attributes)
    return found[1] if found else ""
