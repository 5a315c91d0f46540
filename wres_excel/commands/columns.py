"""Lines of text whose columns are as wide as what stands in them."""

from collections.abc import Collection, Sequence

GAP = "  "
CONTEXT = 12


def in_columns(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> list[str]:
    """Return a line for each row, the columns in `right` set flush right; empty ones vanish."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
            if width
        ).rstrip()
        for row in rows
    ]


def shortened(text: str, longest: int) -> str:
    """Return a text on one line, cut with dots where it is longer than wanted."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 3].rstrip()}..."


def excerpts(one: str, other: str, longest: int) -> tuple[str, str]:
    """Return two texts cut so that the place where they begin to differ shows in both."""
    texts = " ".join(one.split()), " ".join(other.split())
    if max(map(len, texts)) <= longest:
        return texts
    pairs = zip(*texts, strict=False)
    shared = next((at for at, (a, b) in enumerate(pairs) if a != b), min(map(len, texts)))
    start = texts[0].rfind(" ", 0, max(0, shared - CONTEXT)) + 1 if shared > longest // 2 else 0
    return _cut(texts[0], start, longest), _cut(texts[1], start, longest)


def _cut(text: str, start: int, longest: int) -> str:
    """Return a text from a place on; one in quotes keeps them."""
    quote = "'" if len(text) > 1 and text[0] == text[-1] == "'" else ""
    lead, body = ("..." if start else ""), text[len(quote) : len(text) - len(quote)]
    shown = lead + body[max(0, start - len(quote)) :]
    return f"{quote}{shortened(shown, longest - 2 * len(quote))}{quote}"
