"""Settings: from a file and the environment; what can't be used is one clear line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from relu_tui.interface.configuration import Configuration, ConfigurationError, read


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "THEME", "MARKS", "RATIO"):
        monkeypatch.delenv(f"RELU_TUI_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "relu-tui" / "config.toml"
    file.parent.mkdir()
    return file


def test_without_a_file_all_is_as_usual(config: Path) -> None:
    assert read() == Configuration()


def test_the_usual_file_is_read(config: Path) -> None:
    config.write_text('theme = "light"\nratio = "1/10"\nmouse = false\n[keys]\ncloser = "y, plus"\n')
    assert read() == Configuration("light", "", "1/10", mouse=False, keys={"closer": "y, plus"})


def test_the_environment_comes_before_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('theme = "light"\nmarks = "block"\n')
    monkeypatch.setenv("RELU_TUI_THEME", "contrast")
    assert read() == Configuration("contrast", "block")


def test_another_file_may_be_named(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('theme = "light"\n')
    other = tmp_path / "other.toml"
    other.write_text('theme = "ansi"\n')
    assert read(str(other)).theme == "ansi"
    monkeypatch.setenv("RELU_TUI_CONFIG", str(other))
    assert read().theme == "ansi"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('theme = "pink"', "theme can't be 'pink'; it is one of dark, light, contrast, ansi"),
        ("theme = 3", "theme can't be '3'"),
        ('ratio = "1/3"', "ratio can't be '1/3'; it is one of 1/2, 1/10, 0.618"),
        ('mouse = "no"', "mouse must be true or false"),
        ("motion = 1", "motion must be true or false"),
        ("colour = 1", "colour is not a setting"),
        ("keys = 1", "keys must be a table"),
        ('[keys]\nfly = "y"', "fly is not a command; relu-tui help keys lists them"),
        ("[keys]\ncloser = 1", 'closer needs a key, such as "y,plus"'),
        ('[keys]\ncloser = "y,n"', "n is the key of following"),
        ("theme = ", "Invalid value"),
        ("\x00", "config.toml: "),
    ],
)
def test_what_cannot_be_used_is_named(config: Path, text: str, words: str) -> None:
    config.write_text(text)
    with pytest.raises(ConfigurationError) as error:
        read()
    assert words in str(error.value)
    assert str(error.value).startswith(str(config))


def test_what_the_environment_says_is_checked_too(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELU_TUI_MARKS", "dots")
    with pytest.raises(ConfigurationError, match="RELU_TUI_MARKS: marks can't be 'dots'"):
        read()


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_ends_the_program_with_one_line(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "settings.toml"
    if content is not None:
        file.write_bytes(content)
    words = [sys.executable, "-m", "relu_tui", "--config", str(file)]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "TERM": "xterm",
            "PATH": "/usr/bin:/bin",
        },
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"relu-tui: {file}: ")
    assert done.stderr.count("\n") == 1


def test_a_file_without_end_is_no_file_of_settings(config: Path) -> None:
    with pytest.raises(ConfigurationError, match="far too long"):
        read("/dev/zero")
