"""What help tells of each command is true: every example is one that works."""

from __future__ import annotations

import re
import shlex

import pytest

from relu_tui.cli import main
from relu_tui.interface.arguments import normalized, parser
from relu_tui.interface.help_pages import PAGES
from relu_tui.interface.subcommands import COMMANDS

EXAMPLES = [example for page in PAGES.values() for example in page.examples]
COMMAND_LINE = re.compile(r"relu-tui[^|]*")
QUICK = {"check", "table", "functions", "completion"}


def words_of(example: str) -> list[str]:
    """The arguments of the program in an example, whatever the shell does around it."""
    found = COMMAND_LINE.search(example)
    assert found is not None
    return shlex.split(found[0].removesuffix(')"'))[1:]


def test_every_command_has_its_page() -> None:
    assert list(PAGES) == list(COMMANDS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_understood(example: str) -> None:
    assert parser(COMMANDS).parse_args(normalized(words_of(example)))


@pytest.mark.parametrize("example", [text for text in EXAMPLES if {*words_of(text)[:1]} & QUICK])
def test_an_example_works(capsys: pytest.CaptureFixture[str], example: str) -> None:
    differing = 3 if {"--tape", "--script"} & {*words_of(example)} else 0
    assert main(words_of(example)) == differing
    assert capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_options_examples_and_exit_statuses(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    told = []
    for words in (["help", command], [command, "--help"]):
        with pytest.raises(SystemExit) as end:
            main(words)
        assert end.value.code == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    headings = ("usage: relu-tui", "options:", "examples:", "exit status:\n  0   ")
    places = [told[0].index(heading) for heading in headings]
    assert places == sorted(places)
    assert max(map(len, told[0].splitlines())) <= 100


def test_the_help_for_all_names_every_command_and_fits_a_screen(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(re.search(rf"^  {command} ", told, re.MULTILINE) for command in COMMANDS)
    assert told.count("\n") <= 36
