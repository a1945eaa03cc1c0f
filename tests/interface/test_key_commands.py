"""The keys as the learner reads them."""

from __future__ import annotations

from relu_tui.interface.key_commands import COMMANDS, key_name


def test_a_key_is_named_by_what_stands_on_it() -> None:
    named = [key_name(key) for command in COMMANDS for key in command.keys]
    assert [name for name in named if "_" in name or len(name) > 5] == []
