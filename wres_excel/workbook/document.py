"""What XlsxWriter cannot say of a document: its language, and which of its texts are headings.

Screen readers need both. The parts are our own, written a moment before.
"""

import re

CORE, STYLES = "docProps/core.xml", "xl/styles.xml"
HEADINGS = ((16, "Heading 1", 16), (13, "Heading 2", 17))


def set_language(core: str) -> str:
    """Return the part of core properties with British English as its language."""
    end = "</cp:coreProperties>"
    return core.replace(end, f"<dc:language>en-GB</dc:language>{end}")


def style_headings(styles: str) -> str:
    """Return the part of styles with the built-in heading style for each heading's font size."""
    for size, name, builtin in HEADINGS:
        font = _font_of_size(styles, size)
        style = styles.count("<cellStyle ")
        styles = re.sub(
            rf'(<xf numFmtId="0" fontId="{font}" [^>]*?)xfId="0"', rf'\1xfId="{style}"', styles
        )
        master = f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0"/>'
        named = f'<cellStyle name="{name}" xfId="{style}" builtinId="{builtin}"/>'
        styles = _append(styles, "cellStyleXfs", master)
        styles = _append(styles, "cellStyles", named)
    return styles


def _font_of_size(styles: str, size: int) -> int:
    fonts = re.findall(r"<font>.*?</font>", styles)
    return next(n for n, font in enumerate(fonts) if f'<sz val="{size}"/>' in font)


def _append(styles: str, tag: str, element: str) -> str:
    count = re.search(rf'<{tag} count="(\d+)">', styles)
    if count is None:
        raise ValueError(f"the styles have no {tag}")
    styles = styles.replace(count[0], f'<{tag} count="{int(count[1]) + 1}">')
    return styles.replace(f"</{tag}>", f"{element}</{tag}>")
