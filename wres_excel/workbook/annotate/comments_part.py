"""Notes put into the part that holds the comments of a sheet, those of the user's own kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from wres_excel.workbook.addresses import format_address, parse_address
from wres_excel.workbook.annotate.dialect import Dialect
from wres_excel.workbook.annotate.draft import DECLARATION
from wres_excel.workbook.annotate.markup import Cut, Markup, Node, read_markup
from wres_excel.workbook.annotate.notes import Note, Run, fitted
from wres_excel.workbook.annotate.records import Spot
from wres_excel.workbook.annotate.xml_text import element_text

AUTHOR = "WRES checks"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
CONVERSATION = "tc="
"""How the author of a note begins that Excel keeps for programs without threaded comments."""

_LOOK = (
    b'<%brPr>%b<%bsz val="10"/><%bcolor indexed="81"/><%brFont val="Arial"/><%bfamily val="2"/>'
    b"</%brPr>"
)


def empty_comments(dialect: Dialect) -> bytes:
    """Return a part without any comment."""
    root = b'<comments xmlns="%b"><authors/><commentList/></comments>' % dialect.main.encode()
    return DECLARATION + root


def conversations_in(part: bytes) -> set[Spot]:
    """Return the cells whose comment only stands for a conversation, a threaded comment."""
    markup = read_markup(part, depth=3)
    authors = markup.root.find("authors")
    names = [_inside(markup, node).lstrip() for node in (authors.children if authors else ())]
    threads = {str(at) for at, name in enumerate(names) if name.startswith(CONVERSATION.encode())}
    return {
        parse_address(node.attributes.get("ref", ""))
        for node in _comments(markup)
        if node.attributes.get("authorId") in threads
    }


def add_notes(part: bytes, notes: Iterable[Note], present: Mapping[Spot, str]) -> bytes:
    """Return a part of comments with notes added, after the user's text where there is one.

    present: the text of each comment that is there. Raises DamageError if the part is not built
    as a part of comments is.
    """
    markup = read_markup(part, depth=5)
    there = {parse_address(node.attributes.get("ref", "")): node for node in _comments(markup)}
    cuts, new = list[Cut](), list[bytes]()
    author = _author_number(markup)
    for note in notes:
        node = there.get(note.spot)
        if node is None:
            new.append(_comment(markup.prefix, note, author))
        else:
            own = present.get(note.spot, "")
            gap = "\n\n" if own else ""
            runs = (Run(gap), *note.runs) if gap else note.runs
            cuts += _appended(markup, node, fitted(runs, own))
    return markup.with_cuts([*cuts, *_author(markup, author), *_listed(markup, new)])


def _comments(markup: Markup) -> Iterator[Node]:
    listed = markup.root.find("commentList")
    return listed.all("comment") if listed else iter(())


def _inside(markup: Markup, node: Node) -> bytes:
    end = markup.tag_end(node)
    return markup.text[end : max(end, node.closing)]


def _author_number(markup: Markup) -> int:
    authors = markup.root.find("authors")
    names = [_inside(markup, node) for node in (authors.children if authors else ())]
    return names.index(AUTHOR.encode()) if AUTHOR.encode() in names else len(names)


def _author(markup: Markup, number: int) -> Iterator[Cut]:
    authors = markup.root.find("authors")
    if authors is not None and number < len(authors.children):
        return
    element = b"<%bauthor>%b</%bauthor>" % (markup.prefix, AUTHOR.encode(), markup.prefix)
    yield from _put(markup, authors, "authors", (), element)


def _listed(markup: Markup, new: Sequence[bytes]) -> Iterator[Cut]:
    if new:
        listed = markup.root.find("commentList")
        yield from _put(markup, listed, "commentList", ("authors",), b"".join(new))


def _put(
    markup: Markup, node: Node | None, name: str, after: Collection[str], content: bytes
) -> Iterator[Cut]:
    """Put content at the end of a list, which is made if the part has none."""
    if node is not None:
        yield markup.append(node, content)
        return
    tag = markup.prefix + name.encode()
    yield markup.after_last(markup.root, after, b"<%b>%b</%b>" % (tag, content, tag))


def _comment(prefix: bytes, note: Note, author: int) -> bytes:
    values = {b"c": prefix, b"ref": format_address(*note.spot).encode(), b"id": b"%d" % author}
    runs = _runs(prefix, fitted(note.runs, ""))
    opening = b'<%(c)bcomment ref="%(ref)b" authorId="%(id)b" shapeId="0"><%(c)btext>' % values
    return opening + runs + b"</%(c)btext></%(c)bcomment>" % values


def _appended(markup: Markup, comment: Node, runs: Sequence[Run]) -> Iterator[Cut]:
    """Put runs after the user's text; one without runs is made a run, as Excel has it."""
    prefix, text = markup.prefix, comment.find("text")
    content = _runs(prefix, runs)
    if text is None:
        wrapped = b"<%btext>%b</%btext>" % (prefix, content, prefix)
        yield markup.after_last(comment, (), wrapped)
        return
    plain = text.find("t")
    if plain is not None:
        end = markup.end(plain)
        yield Cut(plain.start, plain.start, b"<%br>" % prefix)
        yield Cut(end, end, b"</%br>" % prefix)
    yield markup.after_last(text, ("t", "r"), content)


def _runs(prefix: bytes, runs: Iterable[Run]) -> bytes:
    return b"".join(_run(prefix, run) for run in runs)


def _run(prefix: bytes, run: Run) -> bytes:
    bold = b"<%bb/>" % prefix if run.heading else b""
    look = _LOOK % (prefix, bold, prefix, prefix, prefix, prefix, prefix)
    values = (prefix, look, prefix, element_text(run.text), prefix, prefix)
    return b'<%br>%b<%bt xml:space="preserve">%b</%bt></%br>' % values
