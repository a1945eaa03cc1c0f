from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from relu_tui.app.terminal.input_pace import decoder
from relu_tui.app.terminal.input_parser import LONGEST_PASTE, PASTE_PATIENCE, PATIENCE, TerminalInput


class Typist:
    """Types into a `TerminalInput`, and takes its time where it is told to."""

    def __init__(self) -> None:
        self.now = 0.0
        self.input = TerminalInput(lambda: self.now)
        self.heard: list[str] = []

    def type(self, *pieces: str | float) -> list[str]:
        """Type pieces, each a read of its own; a number is a pause in seconds. What was heard of them."""
        before = len(self.heard)
        for piece in pieces:
            if isinstance(piece, str):
                self.heard += map(told, list(self.input.feed(piece)))
            else:
                self.now += piece
                self.heard += map(told, list(self.input.tick()))
        return self.heard[before:]


def told(message: Message) -> str:
    if isinstance(message, events.Key):
        return message.key
    if isinstance(message, events.Paste):
        return f"paste {message.text}"
    return type(message).__name__


def heard(*pieces: str | float) -> list[str]:
    return Typist().type(*pieces)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ab", ["a", "b"]),
        ("\x1b[C\x1b[D", ["right", "left"]),
        ("\x1bOP\x1b[6~\x1b[1;5C", ["f1", "pagedown", "ctrl+right"]),
        ("é\r\t\x03", ["é", "enter", "tab", "ctrl+c"]),
        ("\x1b[97;1;97u\x1b[27u", ["a", "escape"]),
        ("e\n", ["e", "enter"]),  # what was typed while the terminal was still the shell's
        ("\x1bb\x1b[I\x1b[O", ["ctrl+left", "AppFocus", "AppBlur"]),
        ("\x1b[<0;5;5M\x1b[<0;5;5m\x1b[<65;5;5M", ["MouseDown", "MouseUp", "MouseScrollDown"]),
        ("\x1b[?2026;1$y", ["TerminalSupportsSynchronizedOutput"]),
        ("\x1b[200~two\nlines\x1b[C\x1b[201~q", ["paste two\nlines\x1b[C", "q"]),
    ],
)
def test_what_a_terminal_sends_is_understood_in_whatever_pieces_it_comes(text: str, keys: list[str]) -> None:
    assert heard(text) == keys
    assert heard(*text) == keys
    for cut in range(1, len(text)):
        assert heard(text[:cut], 0.05, text[cut:]) == keys, f"cut at {cut}"


def test_escape_alone_is_the_key_after_a_moment() -> None:
    assert heard("\x1b") == []
    assert heard("\x1b", 0.2) == ["escape"]
    assert heard("\x1b\x1b[C") == ["escape", "right"]
    assert heard("\x1b", "\x1b", 0.2) == ["escape", "escape"]


def test_time_in_which_nobody_listened_is_no_silence() -> None:
    typist = Typist()
    typist.type("\x1b")
    typist.now += 0.5
    typist.input.excuse(0.5)
    assert typist.type("[C") == ["right"]
    typist.type("\x1b")
    typist.input.excuse(9.0)  # no more than there was
    assert typist.type(0.2, "q") == ["escape", "q"]


def test_escape_and_a_key_joined_by_a_slow_link_are_two_keys() -> None:
    assert heard("\x1bq") == ["escape", "q"]


@pytest.mark.parametrize(
    "junk",
    [
        "\x1b[<0;5",  # half a report of the mouse
        "\x1b[<0;5;",
        "\x1b[",
        "\x1b[1;",
        "\x1bO",
        "\x1b[M !",
        "\x1b]11;rgb:1c1c/1c1c",  # half an answer that another program asked for
    ],
)
def test_half_a_sequence_is_no_key(junk: str) -> None:
    assert heard(junk, PATIENCE, "q") == ["q"]


@pytest.mark.parametrize(
    "junk",
    [
        "\x1b[?1;2c",  # device attributes
        "\x1b]11;rgb:1c1c/1c1c/1c1c\x07",
        "\x1b]52;c;cmVsdQ==\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b[8;24;80t",
        "\x1b[M !!",
        "\x1b[99999999999u",
        "\x1b[1114112;1;1114112u",
        "\x1b[" + "9" * 50 + "u",
        "\x1b[201~",
        "\ufffd\ufffd",
    ],
)
def test_what_means_nothing_is_no_key(junk: str) -> None:
    assert heard(junk + "q") == ["q"]
    assert heard(*junk, "q") == ["q"]


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (("\x1b", 0.3, "[C"), ["escape", "right"]),
        (("\x1b", 0.9, "]11;rgb:eeee/eeee/eeee\x07"), ["escape"]),
        (("\x1b", 0.3, "]11;rgb:ee", 0.3, "ee/eeee/eeee\x1b\\"), ["escape"]),
        (("\x1b", 0.3, "[?62;1;4c"), ["escape"]),
        (("\x1b", 0.3, "P1+r524742=38\x1b\\"), ["escape"]),
        (("\x1b[<0;35;", 1.4, "12M"), ["MouseDown"]),
        (("\x1b[<0;35", 6.0, ";12M"), ["MouseDown"]),
        (("\x1b]11;rgb:ffff/ff", 1.3, "ff/ffff\x07"), []),
        (("\x1b]11;rgb:ffff/ff", 3.0, "ff/f", 3.0, "fff\x1b\\"), []),
        (("\x1b", 0.3, "]"), ["escape", "right_square_bracket"]),
        (("\x1b", 0.3, "]]"), ["escape", *["right_square_bracket"] * 2]),
        (("\x1b", 0.3, "q"), ["escape", "q"]),
        (("\x1b", 2.0, "[C"), ["escape", "left_square_bracket", "C"]),
        (("\x1b[<0;35;", 1.4, "q"), ["q"]),
        (("\x1b[1", 1.4, "1"), ["1"]),
        (("\x1b]11;rgb:", 1.4, "\x1b[C"), ["right"]),
    ],
)
def test_the_rest_of_an_answer_that_comes_late_is_no_key(
    pieces: tuple[str | float, ...], keys: list[str]
) -> None:
    assert heard(*pieces) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("\x9b?62cq", ["q"]),
        ("\x9bCq", ["right", "q"]),
        ("\x8fPq", ["f1", "q"]),
        ("\x9d11;rgb:eeee/eeee/eeee\x9cq", ["q"]),
        ("\x1b]11;rgb:eeee/eeee/eeee\x9cq", ["q"]),
        ("\x84\x9cq", ["q"]),
        ("\x1b[200~\x9b201~\x1b[201~q", ["paste \x9b201~", "q"]),
    ],
)
def test_controls_of_eight_bits_are_those_of_seven(text: str, keys: list[str]) -> None:
    assert heard(text) == keys
    assert heard(*text) == keys


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x9b?62c", "\x9b?62c"),
        (b"\xc2\x9b?62c", "\x9b?62c"),
        (b"\xe2\x9bq", "\ufffdq"),
        (b"\xffq", "\ufffdq"),
        ("é∞".encode(), "é∞"),
    ],
)
def test_bytes_that_are_no_text_may_be_controls(data: bytes, text: str) -> None:
    decode = decoder("utf-8")
    assert "".join(decode(data[at : at + 1]) for at in range(len(data))) == text


@pytest.mark.parametrize(
    ("sequence", "character"),
    [
        ("\x1b[32u", " "),
        ("\x1b[43;1u", "+"),
        ("\x1b[97u", "a"),
        ("\x1b[97;2u", "A"),
        ("\x1b[40;129u", "("),  # with Num Lock
        ("\x1b[32;5u", None),
        ("\x1b[57358u", None),
    ],
)
def test_a_key_types_its_character_however_it_is_reported(sequence: str, character: str | None) -> None:
    typed = list(TerminalInput(lambda: 0.0).feed(sequence))
    assert [key.character for key in typed if isinstance(key, events.Key)] == [character]


def test_only_the_end_of_a_flood_means_anything() -> None:
    flood = TerminalInput(lambda: 0.0)
    assert [told(key) for key in flood.feed("?" * 500 + "\x1b[C" * 500 + "xyz", last=4)] == ["right", *"xyz"]
    assert [told(key) for key in flood.feed("?" * 500, last=2)] == ["question_mark"] * 2


def test_a_string_without_end_is_given_up() -> None:
    assert "right" in heard("\x1bP" + "x" * 9000, "\x1b[C")
    typist = Typist()
    for _ in range(100):
        typist.type("\x1b]", 0.1, "x")
    assert typist.type(PATIENCE, "q") == ["q"]


def test_a_paste_without_end_is_given_up_after_silence() -> None:
    typist = Typist()
    assert typist.type("\x1b[200~x", PASTE_PATIENCE - 1, "q", PASTE_PATIENCE - 1, "q") == []
    assert typist.type(PASTE_PATIENCE, "q") == ["paste xqq", "q"]


def test_a_huge_paste_is_cut() -> None:
    (said,) = heard("\x1b[200~", *["x" * 4096] * 100, "\x1b[201~")
    assert said == f"paste {'x' * LONGEST_PASTE}"


def pieces_of(text: str, cuts: Iterable[int]) -> list[str]:
    places = sorted({cut % (len(text) + 1) for cut in cuts} | {0, len(text)})
    return [text[start:stop] for start, stop in pairwise(places)]


@given(
    st.lists(
        st.sampled_from(["\x1b", "[", "O", "<", ";", "0", "9", "M", "C", "u", "~", "q", "\ufffd", "\x07"])
    )
    .map("".join)
    .filter(lambda text: "\x1b[200~" not in text),
    st.lists(st.integers(0, 1000)),
)
def test_nothing_hangs_or_breaks_and_keys_come_through_again(text: str, cuts: list[int]) -> None:
    typist = Typist()
    typist.type(*pieces_of(text, cuts))
    typist.type(PATIENCE)
    assert not typist.input.waiting
    assert typist.type("\x1b[Cq") == ["right", "q"]
