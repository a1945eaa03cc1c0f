"""The commands for the shell itself: completion and help."""

from __future__ import annotations

import os

from relu_tui.interface.arguments import TYPE_CHECKING, parser, spelled_out
from relu_tui.interface.subcommands import COMMANDS, KEYS_TOPIC

if TYPE_CHECKING:
    from argparse import Namespace


def run_completion(options: Namespace) -> int:
    """The script that teaches a shell to complete."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["relu-tui"], shell=options.shell))
    return 0


def complete() -> None:
    """Answer a shell that completes a command line, and end."""
    import argcomplete

    line = os.environ["COMP_LINE"]
    told = spelled_out(line)
    os.environ["COMP_LINE"] = told
    os.environ["COMP_POINT"] = str(int(os.environ["COMP_POINT"]) + len(told) - len(line))
    argcomplete.autocomplete(parser(COMMANDS), always_complete_options="long")


def run_help(options: Namespace) -> int:
    """Help for a command, for the keys of the lesson, or for all."""
    if options.topic == KEYS_TOPIC:
        from relu_tui.console import keys

        print(keys.as_text())
        return 0
    topic = [options.topic] if options.topic else []
    parser(topic).parse_args([*topic, "--help"])
    return 0
