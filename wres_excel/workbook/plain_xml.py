"""XML in the plain form that Excel and its like write, as patterns.

Each pattern lets through well-formed XML only, and only what has one meaning to every parser: no
comments, no instructions, no entities but the five of XML, no returns, attributes in double quotes.
What is in another form is no fault; it is left to a parser, which is slower and knows all of it.
"""

import re

GAP = "[ \\n\\t]"
_BAD = "\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff"
"""What XML forbids, and the carriage return, which a parser changes into something else."""

PLAIN = f"[^<>&{_BAD}]*+"
"""Text that means itself, without entities."""
ESCAPED = f"{PLAIN}(?:&(?:amp|lt|gt|quot|apos);{PLAIN})*+"
"""Text in which the five entities of XML may stand."""
ATTRIBUTES = f'((?:{GAP}++[A-Za-z_][A-Za-z0-9_.:-]*+="[^"<&\\t\\n{_BAD}]*+")*+)'
"""The attributes of a tag, as one group; attributes_of takes them apart."""

DECLARATION = re.compile(
    r"\ufeff?<\?xml version=(?:\"1\.0\"|'1\.0')(?: encoding=(?:\"utf-8\"|'utf-8'))?"
    r"(?: standalone=(?:\"yes\"|'yes'))?[ ]?\?>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(f'{GAP}([^= \\n\\t]+)="([^"]*)"')
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def attributes_of(text: str) -> dict[str, str]:
    """Return the attributes that ATTRIBUTES found; raises ValueError if one is given twice."""
    pairs = _ATTRIBUTE.findall(text)
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(text)
    return found


def unescaped(text: str) -> str:
    """Return a text with the five entities of XML replaced by what they stand for."""
    if "&" in text:
        for entity, sign in _ENTITIES:
            text = text.replace(entity, sign)
    return text
