"""The README's console blocks, filled with what the program prints.

python -m tests.readme   writes them anew

A block is a fence of `console` whose first line is `$ relu-tui …`. Where its last line is `…`, the output
goes on.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MORE = "…"

_BLOCK = re.compile(r"^```console\n\$ relu-tui (.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)


def commands(text: str) -> list[str]:
    """What follows `relu-tui` in each block."""
    return [match[1] for match in _BLOCK.finditer(text)]


def filled(text: str) -> str:
    """The text with every block as the program prints it now."""
    return _BLOCK.sub(_filled, text)


def _filled(match: re.Match[str]) -> str:
    words = [sys.executable, "-m", "relu_tui", *shlex.split(match[1])]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    if done.returncode not in (0, 3):  # 3 says that a framework returns what is not a derivative
        raise RuntimeError(f"{match[1]} ended with {done.returncode}: {done.stderr}")
    printed = done.stdout
    shown = match[2].splitlines()
    lines = printed.rstrip("\n").splitlines()
    if shown and shown[-1] == MORE:
        lines = [*lines[: len(shown) - 1], MORE]
    return "\n".join(["```console", f"$ relu-tui {match[1]}", *lines, "```"])


if __name__ == "__main__":
    README.write_text(filled(README.read_text("utf-8")), "utf-8")
