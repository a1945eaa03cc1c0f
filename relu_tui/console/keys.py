"""`relu-tui help keys`: every command with its keys, its words and the name that settings give it."""

from __future__ import annotations

from relu_tui.interface.key_commands import COMMANDS, GROUPS


def as_text() -> str:
    """All commands, by group, in columns: keys, words, name."""
    keys = max(len(command.key_text) for command in COMMANDS)
    words = max(len(command.words) for command in COMMANDS)
    lines = [f"{'keys':<{keys}}  {'what they do':<{words}}  name in settings"]
    for group, heading in GROUPS.items():
        lines += ["", heading]
        lines += [
            f"{command.key_text:<{keys}}  {command.words:<{words}}  {command.name}"
            for command in COMMANDS
            if command.group == group
        ]
    return "\n".join(lines)
