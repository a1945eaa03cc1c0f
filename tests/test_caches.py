"""What is remembered is bounded, or there is only so much of it: a class runs for days."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from inspect import signature

import relu_tui

FINITE = {
    "relu_tui.calculus.language.differentiation._template": "a name of the language's functions",
    "relu_tui.calculus.numerics.format_arithmetic.arithmetic": "a number format",
    "relu_tui.frameworks.float32_parts._template": "a text of a table of rules, and how many operands it has",
}
"""Functions that remember all that they gave, with what they are asked for, if that is anything."""


def test_what_has_no_bound_is_asked_for_finitely_many_things() -> None:
    unbounded = set()
    for found in pkgutil.walk_packages(relu_tui.__path__, "relu_tui."):
        if found.name.endswith("__main__"):
            continue
        for thing in vars(import_module(found.name)).values():
            asked = getattr(thing, "cache_parameters", None)
            if asked is None or thing.__module__ != found.name or asked()["maxsize"] is not None:
                continue
            if signature(thing).parameters:
                unbounded.add(f"{thing.__module__}.{thing.__qualname__}")
    assert unbounded == set(FINITE)
