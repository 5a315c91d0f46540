"""The editions that ship with the package, and those that users write."""

import tomllib
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from wres_excel.domain.assemble import assemble
from wres_excel.domain.declaration import EditionDeclaration, FormDeclaration, structure
from wres_excel.domain.model import Edition
from wres_excel.errors import EditionError

T = TypeVar("T")


@lru_cache
def edition_names() -> tuple[str, ...]:
    """Return the names of the editions that ship with the package, oldest first."""
    folder = _shipped("editions")
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir()))


def editions() -> tuple[Edition, ...]:
    """Return every edition that ships with the package, oldest first."""
    return tuple(load_edition(name) for name in edition_names())


def load_edition(edition: str | Path) -> Edition:
    """Return an edition by its year, such as "2019", or from a user's own edition file.

    An own file is TOML in the form of the shipped ones; its forms are shipped names, or paths
    beside it. Raises EditionError if the year is not known or a file has a mistake, which it
    names with the file, the place, what was found and what was expected.
    """
    name = str(edition)
    if name in edition_names():
        return _load_shipped(name)
    path = Path(edition)
    if path.suffix.lower() == ".toml" or path.is_file():
        return _load(path, path.parent, str(path))
    raise EditionError(
        f"There is no edition {name!r}",
        expected=f"one of {', '.join(edition_names())}, or the path of an edition file (.toml)",
        remedy="`wres-excel editions` lists them.",
    )


@lru_cache
def _load_shipped(name: str) -> Edition:
    return _load(_shipped("editions") / f"{name}.toml", None, f"{name}.toml")


def _load(file: Traversable, folder: Path | None, name: str) -> Edition:
    declared = _declaration(file, name, EditionDeclaration)
    forms = [_form(form, folder, name) for form in declared.forms]
    return assemble(declared, forms, name)


def _form(name: str, folder: Path | None, edition_file: str) -> FormDeclaration:
    """Read a form, by its path beside the user's edition file or by its shipped name."""
    if folder is not None and name.endswith(".toml"):
        return _declaration(folder / name, str(folder / name), FormDeclaration)
    shipped = _shipped("forms") / f"{name}.toml"
    if not shipped.is_file():
        known = sorted(f.name.removesuffix(".toml") for f in _shipped("forms").iterdir())
        raise EditionError(
            "A form is not known, at forms",
            file=edition_file,
            found=repr(name),
            expected=f"one of {', '.join(known)}, or the path of a form file (.toml)",
        )
    return _declaration(shipped, f"{name}.toml", FormDeclaration)


def _declaration(file: Traversable, name: str, shape: type[T]) -> T:
    try:
        data = tomllib.loads(file.read_bytes().decode())
    except FileNotFoundError as err:
        raise EditionError(
            "There is no such file",
            file=name,
            remedy="Check the path. `wres-excel editions` lists the editions that need no file.",
        ) from err
    except OSError as err:
        raise EditionError(
            f"The file cannot be read: {err.strerror}",
            file=name,
            remedy="Check that it is a file, and that you may read it.",
        ) from err
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        raise EditionError(
            f"The file is not valid TOML: {err}",
            file=name,
            remedy="Compare it with an edition file that ships with wres-excel.",
        ) from err
    return structure(data, shape, name)


def _shipped(folder: str) -> Traversable:
    return resources.files("wres_excel.templates") / folder
