"""Text that fills one cell of the terminal a character, whoever typed it, and the same in ASCII."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from relu_tui.calculus.language.output_dialects import ASCII_SIGNS, RAISED

STAND_IN = "□"
"""Shown for a character that would not take exactly one cell."""

# Terminals draw these wide, or draw nothing: Hangul that joins the cell before it, the signs
# of the Yijing and the Taixuanjing, counting rods, flags. Unicode's width property says otherwise.
_ODD_WIDTHS = (
    ("\u1160", "\u11ff"),
    ("\u2630", "\u2637"),
    ("\u268a", "\u268f"),
    ("\u4dc0", "\u4dff"),
    ("\ud7b0", "\ud7ff"),
    ("\uffa0", "\uffa0"),
    ("\U0001d300", "\U0001d37f"),
    ("\U0001f1e6", "\U0001f1ff"),
)


def cells(text: str) -> str:
    """Make text that fills one cell a character, whatever a user typed.

    Wide characters are folded to their narrow form where Unicode has one (`ｘ` is `x`),
    white space becomes a space, and whatever else is wide, combining, invisible or
    a control character becomes `STAND_IN`.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", text).translate(_CELLS)


def _cell(character: str) -> str:
    if _is_single_width(character):
        return character
    if character.isspace():
        return " "
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and _is_single_width(folded) else STAND_IN


def _is_single_width(character: str) -> bool:
    return (
        character.isprintable()
        and unicodedata.east_asian_width(character) not in "WF"
        and not unicodedata.category(character).startswith("M")
        and not any(first <= character <= last for first, last in _ODD_WIDTHS)
    )


class _Cells(dict[int, str]):
    """For `str.translate`: what each character becomes, found when it is first met."""

    MOST = 4096
    """Characters remembered; whoever types more of them than there are in use waits a little longer."""

    def __missing__(self, code: int) -> str:
        cell = _cell(chr(code))
        if len(self) < self.MOST:
            self[code] = cell
        return cell


_CELLS = _Cells()


_ASCII = (
    ("−‐‑–—─━┄┈¯╌", "-" * 11),
    ("│┃┆┊", "|" * 4),
    ("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛", "+" * 17),
    ("○●◉◎◐◆□✓✗✘×·•⋅…→←↑↓⏎◁▷◀▶◂▸△▽▲▼«»", "o*@@~*?vxxx.**.><^v<<><><>^v^v<>"),
    ("≤≥≠≈≡∞√πΔδε∈⇒⇐", "<>#~=8vpdde>><"),
    ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉", "0123456789+-0123456789"),
    ("‘’“”′″", "''\"\"'\""),
)
_TO_ASCII = {ord(fancy): simple for pair in _ASCII for fancy, simple in zip(*pair, strict=True)}

_TO_SPELL = re.compile(
    rf" {{2,}}|─{{2,}}|-{{3,}}|[{RAISED}]+"
    r"|(?P<times>(?<=\S)·(?=\S))"
    rf"|(?P<root>[√∛])(?P<under>\d+(?:\.\d+)?…?|[^\W\d][^\W{RAISED}]*"
    r"|\|[^|\s](?:[^|]*[^|\s(·/^+−])?\|(?!\w))|.",
    re.DOTALL,
)


def spelled(text: str) -> str:
    """Write text in ASCII so that it says the same, at whatever length: 10⁻⁹ is 10^-9, x → ∞ is x -> inf."""
    return text if text.isascii() else "".join(new for _, new in spelling(text))


def spelling(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, each with the same in ASCII; blanks and lines come in runs."""
    for found in _TO_SPELL.finditer(text):
        piece = found[0]
        if found["times"]:
            yield piece, "*"
        elif found["root"]:
            yield piece, f"{ASCII_SIGNS[found['root']]}({spelled(found['under'])})"  # √x/2 is not sqrt(x/2)
        elif piece[0] in RAISED and piece not in "⁺⁻":  # 0⁻ is a side of 0, not a power
            yield piece, f"^{in_ascii(piece)}"
        else:
            yield piece, ASCII_SIGNS.get(piece) or in_ascii(piece)


def in_ascii(text: str) -> str:
    """Replace every character outside ASCII by one that resembles it, or by `?`."""
    return text if text.isascii() else text.translate(_TO_ASCII).encode("ascii", "replace").decode("ascii")
