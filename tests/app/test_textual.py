"""The parts of Textual that it does not document and this program uses: a canary for its next release.

Each was there in Textual 8.2.7 and 8.2.8. Where one is gone, what uses it is named, and has to be looked at
before the bound in pyproject.toml is raised.
"""

from __future__ import annotations

import ast
import inspect
import re
from importlib import import_module
from importlib.metadata import version

import pytest

from tests.readme import ROOT

PRIVATE = (
    ("textual._xterm_parser", "XTermParser", "feed", "app/terminal/input.py"),
    ("textual.drivers._byte_stream", "ByteStream", "feed", "app/terminal/web_driver.py"),
    ("textual._styles_cache", "StylesCache", "get_inner_outer", "classroom/memory.py"),
    ("textual.css.stylesheet", "Stylesheet", "_parse_rules", "classroom/shared_styles.py"),
    ("textual.app", "App", "_fatal_error", "app/app.py"),
    ("textual.app", "App", "_exit_renderables", "app/app.py"),
    ("textual.app", "App", "_driver", "app/app.py"),
    ("textual.message_pump", "MessagePump", "_close_messages_no_wait", "app/app.py"),
    ("textual.message_pump", "MessagePump", "_close_messages_no_wait", "classroom/guest.py"),
    ("textual.driver", "Driver", "_app", "app/terminal/steady_driver.py"),
    ("textual.driver", "Driver", "_debug", "app/terminal/web_driver.py"),
    ("textual.driver", "Driver", "_mouse", "classroom/channel_driver.py"),
    ("textual.driver", "Driver", "_size", "app/terminal/web_driver.py"),
    ("textual.driver", "Driver", "_loop", "app/terminal/web_driver.py"),
    ("textual.drivers.linux_driver", "LinuxDriver", "_key_thread", "app/terminal/steady_driver.py"),
    ("textual.drivers.linux_driver", "LinuxDriver", "attrs_before", "app/terminal/steady_driver.py"),
    (
        "textual.drivers.linux_driver",
        "LinuxDriver",
        "_query_in_band_window_resize",
        "app/terminal/steady_driver.py",
    ),
    ("textual.drivers.linux_driver", "LinuxDriver", "_get_terminal_size", "app/terminal/steady_driver.py"),
    ("textual.drivers.web_driver", "WebDriver", "_on_meta", "app/terminal/web_driver.py"),
    ("textual.widgets", "Input", "_on_paste", "app/widgets/line.py"),
)
"""Module, class and member, and the file of this program that uses it."""


@pytest.mark.parametrize(("module", "name", "member", "user"), PRIVATE)
def test_it_is_still_there(module: str, name: str, member: str, user: str) -> None:
    owner = getattr(import_module(module), name)
    there = hasattr(owner, member) or f"self.{member}" in inspect.getsource(owner)
    assert there, f"{name}.{member} is gone from Textual {version('textual')}: see relu_tui/{user}"


@pytest.mark.parametrize(("member", "user"), sorted({(member, user) for _, _, member, user in PRIVATE}))
def test_it_is_still_used(member: str, user: str) -> None:
    assert member in (ROOT / "relu_tui" / user).read_text("utf-8")


def test_no_other_private_module_is_imported() -> None:
    known = {(module, user) for module, _, _, user in PRIVATE if "._" in module}
    found = {
        (node.module, path.relative_to(ROOT / "relu_tui").as_posix())
        for path in (ROOT / "relu_tui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and re.match(r"textual\b.*\._", node.module)
    }
    assert found == known
