"""The parts of Textual that it does not document: a canary for its next release.

Where one is gone, it has to be looked at in `textual_inside` before the bound in pyproject.toml is raised.
"""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.drivers.linux_driver import LinuxDriver
from textual.drivers.web_driver import WebDriver
from textual.screen import Screen
from textual.widgets import Input

from relu_tui.app.textual_inside import HOLDS_FOR
from tests.readme import ROOT

PACKAGE = ROOT / "relu_tui"
INSIDE = PACKAGE / "app" / "textual_inside.py"

PRIVATE = (
    ("textual._xterm_parser", "XTermParser", "feed"),
    ("textual.drivers._byte_stream", "ByteStream", "feed"),
    ("textual._styles_cache", "StylesCache", "get_inner_outer"),
    ("textual.css.stylesheet", "Stylesheet", "_parse_rules"),
    ("textual.css.stylesheet", "Stylesheet", "_variables"),
    ("textual.app", "App", "_fatal_error"),
    ("textual.app", "App", "_exit_renderables"),
    ("textual.app", "App", "_driver"),
    ("textual.app", "App", "_capture_stdout"),
    ("textual.app", "App", "_capture_stderr"),
    ("textual.message_pump", "MessagePump", "_close_messages_no_wait"),
    ("textual.driver", "Driver", "_app"),
    ("textual.driver", "Driver", "_debug"),
    ("textual.driver", "Driver", "_mouse"),
    ("textual.driver", "Driver", "_size"),
    ("textual.driver", "Driver", "_loop"),
    ("textual.drivers.linux_driver", "LinuxDriver", "_file"),
    ("textual.drivers.linux_driver", "LinuxDriver", "_key_thread"),
    ("textual.drivers.linux_driver", "LinuxDriver", "attrs_before"),
    ("textual.drivers.linux_driver", "LinuxDriver", "_query_in_band_window_resize"),
    ("textual.drivers.linux_driver", "LinuxDriver", "_get_terminal_size"),
    ("textual.drivers.web_driver", "WebDriver", "_on_meta"),
)
"""Module, class and member."""


@pytest.mark.parametrize(("module", "name", "member"), PRIVATE)
def test_it_is_still_there(module: str, name: str, member: str) -> None:
    owner = getattr(import_module(module), name)
    there = hasattr(owner, member) or f"self.{member}" in inspect.getsource(owner)
    known = ", ".join(HOLDS_FOR)
    assert there, f"{name}.{member} was in Textual {known} and is gone from {version('textual')}"


def test_a_cache_of_styles_can_be_forgotten() -> None:
    from textual._styles_cache import StylesCache

    assert callable(StylesCache.get_inner_outer.cache_clear)


def test_it_holds_for_the_lowest_release_that_is_taken() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    (textual,) = (one for one in needed if one.startswith("textual"))
    assert re.findall(r">=([\d.]+)", textual) == [HOLDS_FOR[0]]


def test_what_is_listed_is_what_is_used() -> None:
    own = set(re.findall(r"\b(_parcels)\b", INSIDE.read_text("utf-8")))
    listed = {member for _, _, member in PRIVATE if member.startswith("_")}
    assert private(INSIDE) - own == listed


def private(path: Path) -> set[str]:
    """The private members of anything that stand in a file."""
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    names = {getattr(node, "attr", None) or getattr(node, "name", None) for node in tree}
    return {name for name in names if isinstance(name, str) and re.fullmatch(r"_[a-z]\w*", name)}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every module but that one, read."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path != INSIDE:
            yield path, ast.parse(path.read_text("utf-8"))


def test_no_other_module_imports_a_private_one_of_textual() -> None:
    found = [
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and re.match(r"textual\b.*\._", node.module or "")
    ]
    assert not found


def test_no_other_module_uses_a_private_member_of_textual() -> None:
    of_textual = {name for owner in OWNERS for name in _members(owner)}
    found = {
        f"{path.name}: {node.attr}"
        for path, tree in modules()
        if path.relative_to(PACKAGE).parts[0] in ("app", "classroom")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in of_textual and ast.unparse(node) != "os._exit"
        if not _defines(tree, node.attr)
    }
    assert not found


OWNERS = (App, Screen, Input, LinuxDriver, WebDriver, Stylesheet)


def _members(owner: type) -> set[str]:
    """What a class of Textual and those it derives from keep to themselves."""
    source = "".join(inspect.getsource(one) for one in owner.__mro__ if one.__module__.startswith("textual"))
    return {*re.findall(r"(?:self\.|def )(_[a-z]\w*)", source), "attrs_before"}


def _defines(tree: ast.Module, name: str) -> bool:
    """Whether a module has a member of this name of its own, which it sets or defines."""
    return any(
        (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr == name)
        or (isinstance(node, ast.FunctionDef) and node.name == name)
        for node in ast.walk(tree)
    )
