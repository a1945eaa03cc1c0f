"""A certificate as a value, and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

FORMAT = "relu-tui certificate"
VERSION = 3
LARGEST_FILE = 200_000
"""Bytes of a file that is read."""

MOST_CERTIFICATES = 16
LONGEST_TEXT = 20_000
LARGEST_NUMBER = 2_000
"""Digits of a number in a file."""

SIDES = {"left": -1, "right": 1}
SUBJECTS = ("f", "quotient")
FINITE, PLUS, MINUS, OSCILLATES, UNDEFINED = "finite", "+inf", "-inf", "oscillates", "undefined"
KINDS = (FINITE, PLUS, MINUS, OSCILLATES, UNDEFINED)

THROUGHOUT, AT_POINT, BUT_SEPARATE = "everywhere", "at the point", "everywhere but at separate steps"
WHERE = (THROUGHOUT, AT_POINT, BUT_SEPARATE)
DIVISION = "division by zero"
POWER = "a negative number to a power that is not whole"
LOG = "the logarithm of a negative number"
LOG_OF_0 = "the logarithm of 0"
NOT_ABOVE_0 = "the logarithm of a number that is not above 0"
ARCSINE = "the arcsine or arccosine of a number outside [−1, 1]"
REASONS = (DIVISION, POWER, LOG, LOG_OF_0, NOT_ABOVE_0, ARCSINE)


WINDOW = Fraction(1, 4096)
"""Where the subject may have no value at some steps, it must have one wherever the base of a sequence is so
near to that of one of its steps."""


_REQUIRED = ("function", "at", "side", "subject", "kind", "radius", "order", "branches", "assumed")
_PROVING = {
    FINITE: ("limit", "bound"),
    PLUS: ("bound",),
    MINUS: ("bound",),
    OSCILLATES: ("sequences",),
    UNDEFINED: ("missing",),
}
"""The fields that a certificate of each kind has besides those that all have."""


class RecordError(ValueError):
    """Text that is no certificate, in one line for whoever gave it."""


@dataclass(frozen=True)
class Bound:
    """constant·scale(|Δx|), where the scale is monotonic on the whole interval.

    Attributes:
        constant: A rational, 0 or more.
        scale: An expression in x, in which x stands for |Δx|.
    """

    constant: Fraction
    scale: str


@dataclass(frozen=True)
class Sequence:
    """Steps of sizes h₀ > h₁ > … → 0 and a bound that holds at each of them.

    Attributes:
        base: An expression in x, growing as x → 0+; the sizes are where it is angle + 2π·n.
        angle: An expression without x.
        relation: `>=` or `<=`: at each of these steps the subject is at least, or at most, the bound.
        bound: A rational.
    """

    base: str
    angle: str
    relation: str
    bound: Fraction


@dataclass(frozen=True)
class Sign:
    """A branch: the sign that `compared` has at every point of the interval.

    Attributes:
        part: The part of the function that branches there.
        compared: What has the sign.
        sign: 1, −1, or 0 where it is 0 throughout.
    """

    part: str
    compared: str
    sign: int


@dataclass(frozen=True)
class Missing:
    """Why f has no value.

    Attributes:
        part: The part that has none.
        reason: Why, one of `REASONS`.
        where: `everywhere` on the interval; `at the point` a itself, so that there is no quotient; or
            `everywhere but at separate steps`: those at which it has one are finitely many in η ≤ |Δx| ≤ δ₀,
            for every η > 0.
    """

    part: str
    reason: str
    where: str = THROUGHOUT


@dataclass(frozen=True)
class Values:
    """Steps with a value, as near to 0 as you like, where the subject may have holes.

    It has one wherever `base` is within `WINDOW` of angle + 2π·n, n a whole number.

    Attributes:
        base: An expression in x, growing as x → 0+, where x stands for |Δx|.
        angle: An expression without x.
    """

    base: str
    angle: str


@dataclass(frozen=True)
class Certificate:
    """What is claimed of f near a on one side, and what proves it.

    Attributes:
        function: f.
        at: a.
        side: `left` or `right`.
        subject: What the claim is about: `f` itself, f(a+Δx), or the `quotient` (f(a+Δx) − f(a))/Δx.
        kind: `finite`, `+inf`, `-inf`, `oscillates` or `undefined`.
        limit: The limit, as an expression without x; None unless finite.
        radius: δ₀: everything said holds for 0 < |Δx| ≤ δ₀.
        order: Terms kept of each Taylor polynomial.
        bound: Finite: |subject − limit| ≤ it; infinite: |subject| ≥ it; else None.
        sequences: Two, where it oscillates: one bounded below, one above, with a gap.
        values: Finite and infinite: where the subject has values, if what is said holds wherever it has one;
            None where it has one at each step of the interval.
        missing: The part that has no value, why and where; None unless undefined.
        branches: The branches taken.
        assumed: Constants that were taken for 0 and not proved to be.
    """

    function: str
    at: str
    side: str
    subject: str
    kind: str
    limit: str | None = None
    radius: Fraction = Fraction(1)
    order: int = 3
    bound: Bound | None = None
    sequences: tuple[Sequence, ...] = ()
    values: Values | None = None
    missing: Missing | None = None
    branches: tuple[Sign, ...] = ()
    assumed: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it: rationals are text."""
        result: dict[str, Any] = {
            "function": self.function,
            "at": self.at,
            "side": self.side,
            "subject": self.subject,
            "kind": self.kind,
            "radius": str(self.radius),
            "order": self.order,
        }
        if self.limit is not None:
            result["limit"] = self.limit
        if self.bound is not None:
            result["bound"] = {"constant": str(self.bound.constant), "scale": self.bound.scale}
        if self.sequences:
            result["sequences"] = [
                {"base": s.base, "angle": s.angle, "relation": s.relation, "bound": str(s.bound)}
                for s in self.sequences
            ]
        if self.values is not None:
            result["values"] = {"base": self.values.base, "angle": self.values.angle}
        if self.missing is not None:
            missing = self.missing
            result["missing"] = {"part": missing.part, "reason": missing.reason, "where": missing.where}
        result["branches"] = [{"part": b.part, "compared": b.compared, "sign": b.sign} for b in self.branches]
        result["assumed"] = list(self.assumed)
        return result


def to_json(certificates: list[Certificate] | tuple[Certificate, ...]) -> str:
    """Certificates as a file has them."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "certificates": [certificate.to_dict() for certificate in certificates],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def from_json(text: str) -> tuple[Certificate, ...]:
    """The certificates in a file.

    Raises:
        RecordError: It is not one of this format.
    """
    if len(text) > LARGEST_FILE:
        raise RecordError("the file is too large to be a certificate")
    try:
        data = json.loads(text, parse_int=_short_int, object_pairs_hook=_without_repeats)
    except RecordError:
        raise
    except (ValueError, RecursionError):
        raise RecordError("the file is not JSON") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise RecordError("the file is not a certificate of relu-tui")
    if type(data.get("version")) is not int or data["version"] != VERSION:
        raise RecordError(f"this program reads version {VERSION} of the format")
    _Fields(data, "the file").has("format", "version", "certificates")
    found = data.get("certificates")
    if not isinstance(found, list) or not 0 < len(found) <= MOST_CERTIFICATES:
        raise RecordError(f"1 to {MOST_CERTIFICATES} certificates are wanted")
    return tuple(_certificate(_Fields(item, f"certificate {n}")) for n, item in enumerate(found, start=1))


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose names each stand once: of two values, a reader may see another than the checker."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise RecordError("a name stands twice in one object of the file")
    return found


def _short_int(text: str) -> int:
    if len(text) > 18:
        raise ValueError("a number is too long")
    return int(text)


class _Fields:
    """The fields of one JSON object, each asked for by its type."""

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, dict):
            raise RecordError(f"{where} is not an object")
        self.data: dict[str, object] = data
        self.where = where

    def has(self, *names: str, maybe: str | None = None) -> _Fields:
        """The object, which has these fields and no others: nothing stands in it that is not checked."""
        absent = [name for name in names if name not in self.data]
        if absent:
            raise RecordError(f"{self.where}: {absent[0]} is missing")
        beyond = [name for name in self.data if name not in names and name != maybe]
        if beyond:
            shown = "".join(c if c.isprintable() else "?" for c in beyond[0][:40])
            raise RecordError(f"{self.where}: {shown} is not among its fields")
        return self

    def text(self, name: str) -> str:
        value = self.data.get(name)
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            raise RecordError(f"{self.where}: {name} is not a text that can be used")
        if not value.isprintable():
            raise RecordError(f"{self.where}: {name} has a character that is not seen when it is printed")
        return value

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name)
        if value not in choices:
            known = ", ".join(choices)
            known = known if len(known) < 100 else "those that are known"
            raise RecordError(f"{self.where}: {name} is none of {known}")
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.data.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise RecordError(f"{self.where}: {name} is not a whole number from {least} to {most}")
        return value

    def fraction(self, name: str) -> Fraction:
        value = self.text(name)
        body = value.removeprefix("-")
        top, _, below = body.partition("/")
        if len(value) > LARGEST_NUMBER or not all(
            part.isascii() and part.isdecimal() for part in (top, below or "1")
        ):
            raise RecordError(f"{self.where}: {name} is not a fraction of two whole numbers")
        if "/" in value and (not below or int(below) == 0):
            raise RecordError(f"{self.where}: {name} is not a fraction of two whole numbers")
        return Fraction(value)

    def texts(self, name: str, most: int) -> tuple[str, ...]:
        value = self.data.get(name)
        if not isinstance(value, list) or len(value) > most:
            raise RecordError(f"{self.where}: {name} is not a list of at most {most}")
        one = [_Fields({name: item}, self.where).text(name) for item in value]
        return tuple(one)

    def many(self, name: str, most: int) -> list[_Fields]:
        value = self.data.get(name)
        if not isinstance(value, list) or len(value) > most:
            raise RecordError(f"{self.where}: {name} is not a list of at most {most}")
        return [_Fields(item, f"{self.where}, {name}") for item in value]


def _certificate(fields: _Fields) -> Certificate:
    kind = fields.one_of("kind", KINDS)
    is_limit = kind in (FINITE, PLUS, MINUS)
    fields.has(*_REQUIRED, *_PROVING[kind], maybe="values" if is_limit else None)
    bound = None
    if is_limit:
        inner = _Fields(fields.data["bound"], f"{fields.where}, bound").has("constant", "scale")
        bound = Bound(inner.fraction("constant"), inner.text("scale"))
    values = None
    if "values" in fields.data:
        inner = _Fields(fields.data["values"], f"{fields.where}, values").has("base", "angle")
        values = Values(inner.text("base"), inner.text("angle"))
    missing = None
    if kind == UNDEFINED:
        inner = _Fields(fields.data["missing"], f"{fields.where}, missing").has("part", "reason", "where")
        missing = Missing(inner.text("part"), inner.one_of("reason", REASONS), inner.one_of("where", WHERE))
    return Certificate(
        function=fields.text("function"),
        at=fields.text("at"),
        side=fields.one_of("side", tuple(SIDES)),
        subject=fields.one_of("subject", SUBJECTS),
        kind=kind,
        limit=fields.text("limit") if kind == FINITE else None,
        radius=fields.fraction("radius"),
        order=fields.whole("order", 1, 32),
        bound=bound,
        sequences=_sequences(fields) if kind == OSCILLATES else (),
        values=values,
        missing=missing,
        branches=tuple(
            Sign(b.text("part"), b.text("compared"), b.whole("sign", -1, 1))
            for b in (found.has("part", "compared", "sign") for found in fields.many("branches", 200))
        ),
        assumed=fields.texts("assumed", 50),
    )


def _sequences(fields: _Fields) -> tuple[Sequence, ...]:
    return tuple(
        Sequence(s.text("base"), s.text("angle"), s.one_of("relation", (">=", "<=")), s.fraction("bound"))
        for s in (found.has("base", "angle", "relation", "bound") for found in fields.many("sequences", 2))
    )
