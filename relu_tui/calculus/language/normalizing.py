"""What is settled by looking at the text alone, before any parser sees it.

People type formulas as they write them. What can only mean one thing is read so (`^`, `−`, `π`); what
can't be read is answered with what would do (`2x`: write 2*x).
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from relu_tui.calculus.language.functions import ALIASES, FUNCTIONS
from relu_tui.calculus.outcomes import ExpressionError

LONGEST = 600
"""Characters in an expression."""

DEEPEST = 60
"""Parts within parts."""

SPELLINGS = {
    "^": "**",
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∗": "*",
    "÷": "/",
    "∕": "/",
    "π": "pi",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
}
"""Characters taken as what they mean."""

_WORDS = ("if", "else", "and", "or", "not")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def respell(text: str) -> tuple[str, list[int]]:
    """The text in plain ASCII, and for each of its characters the place where it stood.

    Raises:
        ExpressionError: It is empty, too long, or has something that is written another way here.
    """
    _refuse_early(text)
    source: list[str] = []
    origins: list[int] = []
    start = len(text) - len(text.lstrip())
    for position, character in enumerate(text.strip(), start):
        _refuse_character(text, position)
        spelling = SPELLINGS.get(character, character)
        source.append(spelling)
        origins += [position] * len(spelling)
    origins.append(len(text.rstrip()))
    result = "".join(source)
    for refuse in (_refuse_product, _refuse_function):
        refuse(result, origins)
    return result, origins


def _refuse_early(text: str) -> None:
    """Refuse what is too long, empty, or not made for reading, before any parser sees it."""
    if len(text) > LONGEST:
        raise ExpressionError(f"this is {len(text):,} characters long", None, f"use at most {LONGEST}")
    if not text.strip():
        raise ExpressionError("there is nothing here", None, "write an expression in x, such as max(0, x)")
    for position, character in enumerate(text):
        if ord(character) < 32 or 127 <= ord(character) < 160:
            name = {"\t": "a tab", "\n": "a line break", "\r": "a line break"}.get(
                character, f"a control character (code {ord(character)})"
            )
            raise ExpressionError(f"there is {name} in the text", position, "take it away")
    depth = 0
    for position, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth > DEEPEST:
            raise ExpressionError(
                "too many parentheses within parentheses", position, "simplify the expression"
            )


def _refuse_character(text: str, position: int) -> None:
    """Refuse a character that means something here, but must be written another way."""
    character = text[position]
    if character in SPELLINGS:
        return
    if character in _SUPERSCRIPTS:
        before = text[:position].rstrip()
        base = before[-1:] if before[-1:].isalnum() else "x"
        raise ExpressionError(
            f"{character} can't be read", position, f"write {base}**{_SUPERSCRIPTS.index(character)}"
        )
    if character in "√∛":
        name = "sqrt" if character == "√" else "cbrt"
        raise ExpressionError(f"{character} can't be read", position, f"write {name}(x)")
    if character in "½⅓¼¾⅔⅒":
        value = Fraction(unicodedata.numeric(character)).limit_denominator(10)
        raise ExpressionError(f"{character} can't be read", position, f"write {value}")
    if character == "|":
        inner = re.search(r"\|([^|]*)\|", text[position:])
        hint = f"write abs({inner[1].strip()})" if inner and inner[1].strip() else "write abs(x)"
        raise ExpressionError("| can't be used here", position, hint)
    if character == "=" and not re.match(r".?[=!<>]=|.?==", text[max(position - 1, 0) : position + 2]):
        hint = "write only what is right of the =, or == in a condition"
        raise ExpressionError("= can't be used here", position, hint)
    if character == "∞":
        raise ExpressionError("∞ is not a number", position, "every number must be finite")
    if not character.isascii():
        name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
        plain = unicodedata.normalize("NFKC", character)
        hint = f"write {plain}" if plain.isascii() and plain.isprintable() else "use plain letters and signs"
        if "cyrillic" in name or "greek" in name:
            hint = "it only looks like a Latin letter: type it again" if plain in "хХесаорСЕАОРτχ" else hint
        raise ExpressionError(f"“{character}” ({name}) can't be read", position, hint)
    if not (character.isalnum() or character in " _.,+-*/()<>=!'\"[]{}:%&~"):
        raise ExpressionError(f"“{character}” can't be read", position, "use numbers, x and functions of x")


def _refuse_product(source: str, origins: list[int]) -> None:
    """Refuse `2x`, `2 x`, `x 2`, `pi x`: a product needs its sign."""
    number = r"(?<![\w.])(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+(?![\w.]))?"
    for match in re.finditer(rf"({number})(\s*)([a-zA-Z_]\w*)", source):
        word = match[3]
        if word in _WORDS or word.startswith("_"):
            continue
        if not match[2] and re.match(r"[eE][+-]?\d|[xXoObB]\d|[jJ](?!\w)", source[match.start(3) :]):
            continue
        raise ExpressionError(
            f"{match[0]} needs a *",
            origins[match.start()],
            f"write {match[1]}*{word}{_rest_of_call(source, match.end())}",
        )
    for match in re.finditer(r"(?<![\w.])(x|pi|e)\s+((?:x|pi|e)\b|\d[\d.]*|([a-z]\w*)\()", source):
        if match[3] not in _WORDS:
            raise ExpressionError(
                "something is missing between two parts",
                origins[match.start()],
                f"write {match[1]}*{match[3] or match[2]}",
            )


def _refuse_function(source: str, origins: list[int]) -> None:
    """Refuse `sin x` and `sin^2(x)`: the argument stands in parentheses, the power after them."""
    names = "|".join((*FUNCTIONS, *ALIASES))
    power = re.search(rf"\b({names})\s*\*\*\s*(-?\d+)\s*\(([^()]*)\)", source)
    if power:
        raise ExpressionError(
            "a power stands after the function, not on its name",
            origins[power.start()],
            f"write {power[1]}({power[3].strip() or 'x'})**{power[2]}",
        )
    bare = re.search(rf"\b({names})\s+(\w+)", source)
    if bare and bare[2] not in _WORDS:
        raise ExpressionError(
            f"{bare[1]} needs parentheses", origins[bare.start()], f"write {bare[1]}({bare[2]})"
        )


def _rest_of_call(source: str, position: int) -> str:
    """The parenthesis that follows a function's name, to complete an example."""
    match = re.match(r"\([^()]*\)", source[position:])
    return match[0] if match else ""
