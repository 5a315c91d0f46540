"""Fill, read and check returns of the NHS Workforce Race Equality Standard, cell by cell."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wres_excel.checks.result import CheckResult
    from wres_excel.commands.annotate import write_annotated
    from wres_excel.commands.check import check
    from wres_excel.commands.collate.collating import collate
    from wres_excel.commands.collate.result import CollateResult
    from wres_excel.commands.diff import diff
    from wres_excel.commands.fill import FillResult, fill
    from wres_excel.commands.map_form import FormMap, map_form
    from wres_excel.commands.read import read
    from wres_excel.commands.template import write_template
    from wres_excel.comparison.records import Changes
    from wres_excel.domain.model import Edition, Organisation, Place, Return, Value
    from wres_excel.domain.rule import Rule
    from wres_excel.editions import editions, load_edition
    from wres_excel.errors import (
        DamageError,
        EditionError,
        UnreadableFile,
        UsageError,
        WresError,
    )
    from wres_excel.findings import Finding
    from wres_excel.rules import rules

__all__ = [
    "Changes",
    "CheckResult",
    "CollateResult",
    "DamageError",
    "Edition",
    "EditionError",
    "FillResult",
    "Finding",
    "FormMap",
    "Organisation",
    "Place",
    "Return",
    "Rule",
    "UnreadableFile",
    "UsageError",
    "Value",
    "WresError",
    "check",
    "collate",
    "diff",
    "editions",
    "fill",
    "load_edition",
    "map_form",
    "read",
    "rules",
    "write_annotated",
    "write_template",
]

_HOMES = {
    "wres_excel.checks.result": ("CheckResult",),
    "wres_excel.commands.annotate": ("write_annotated",),
    "wres_excel.commands.check": ("check",),
    "wres_excel.commands.fill": ("FillResult", "fill"),
    "wres_excel.commands.map_form": ("FormMap", "map_form"),
    "wres_excel.commands.read": ("read",),
    "wres_excel.commands.template": ("write_template",),
    "wres_excel.commands.collate.collating": ("collate",),
    "wres_excel.commands.collate.result": ("CollateResult",),
    "wres_excel.commands.diff": ("diff",),
    "wres_excel.comparison.records": ("Changes",),
    "wres_excel.domain.model": ("Edition", "Organisation", "Place", "Return", "Value"),
    "wres_excel.domain.rule": ("Rule",),
    "wres_excel.editions": ("editions", "load_edition"),
    "wres_excel.errors": (
        "DamageError",
        "EditionError",
        "UnreadableFile",
        "UsageError",
        "WresError",
    ),
    "wres_excel.findings": ("Finding",),
    "wres_excel.rules": ("rules",),
}


class _Package(ModuleType):
    """This package, on which no module can hide a public name that is its namesake.

    Importing `wres_excel.editions` would otherwise make of the function `editions` that module.
    """

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, unless it is a module by the name of something public."""
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `--help` loads next to nothing."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
