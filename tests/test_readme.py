"""What the README shows is what the program does."""

from __future__ import annotations

import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from relu_tui.interface import configuration
from relu_tui.interface.key_commands import COMMANDS
from tests.readme import README, ROOT, commands, filled

TEXT = README.read_text("utf-8")


def fences(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_every_console_block_is_what_the_program_prints() -> None:
    assert len(commands(TEXT)) >= 4
    assert filled(TEXT) == TEXT


def test_every_key_of_the_lesson_stands_in_it() -> None:
    (block,) = [block for block in fences("console") if block.startswith("$ relu-tui help keys\n")]
    for command in COMMANDS:
        (line,) = [line for line in block.splitlines() if line.endswith(f" {command.name}")]
        assert line.startswith(command.key_text)


def test_pictures_and_places_that_it_points_to_exist() -> None:
    headings = {anchor(heading) for heading in re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)}
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in target]
    assert len(targets) > 7
    for target in targets:
        assert target[1:] in headings if target.startswith("#") else (ROOT / target).is_file(), target


def test_the_settings_it_shows_are_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "THEME", "MARKS", "RATIO"):
        monkeypatch.delenv(f"RELU_TUI_{name}", raising=False)
    (shown,) = fences("toml")
    file = tmp_path / "config.toml"
    file.write_text(shown, "utf-8")
    assert configuration.read(str(file))._asdict() == tomllib.loads(shown)


def test_modules_that_it_runs_can_be_run() -> None:
    names = set(re.findall(r"python -m (tests[.\w]*)", TEXT))
    assert names >= {"tests.bench", "tests.bench.verdicts", "tests.bench.trees", "tests.screenshots"}
    for name in names:
        package = find_spec(name)
        assert package is not None
        assert package.submodule_search_locations is None or find_spec(f"{name}.__main__") is not None
