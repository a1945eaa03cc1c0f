"""What a certificate says, in words and formulas for reading."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.calculus.language.formula import (
    INFINITY,
    ZERO,
    Bars,
    Expressed,
    Formula,
    Relation,
    Sum,
    Symbol,
    Words,
    difference,
    equal,
    negative,
    product,
    quotient,
)
from relu_tui.calculus.language.parsing import parse
from relu_tui.calculus.language.printing import shown, shown_node
from relu_tui.calculus.language.syntax import Conditional
from relu_tui.certificate import record
from relu_tui.certificate.record import WINDOW, Certificate, Missing, Sequence, Values

TURNS = Symbol("2πn")
"""Whole turns of an angle."""

SIZE = "h"
"""What |Δx| is called where it stands in a formula often."""

_SIGNS = {1: "> 0", 0: "= 0", -1: "< 0"}
_WHERE = {
    record.THROUGHOUT: "",
    record.AT_POINT: " at the point itself",
    record.BUT_SEPARATE: ", but at separate steps at most",
}
_SUBJECTS = {"quotient": "the quotient", "f": "f"}


def expressed(text: str, variable: str = "x") -> Formula:
    """An expression of the language as a formula, with something else written for x."""
    return Expressed(parse(text).tree, variable)


def readable(text: str, variable: str = "x") -> str:
    """The same as the reader reads it."""
    return shown(expressed(text, variable))


def rational(value: Fraction) -> Formula:
    """A fraction as a formula."""
    size = quotient(Symbol(str(abs(value.numerator))), Symbol(str(value.denominator)))
    return negative(size) if value < 0 else size


def distance(subject: str, limit: str) -> Formula:
    """How far something is from its limit: |quotient − 1/2|."""
    return Bars(difference(Words(subject), expressed(limit)))


def scaled(constant: Fraction, scale: str) -> Formula:
    """A constant times a scale in h."""
    return product(rational(constant), expressed(scale, SIZE))


def claim(certificate: Certificate) -> str:
    """What is claimed: “left of 0, the quotient tends to 1/2”."""
    subject = _SUBJECTS[certificate.subject]
    where = f"{certificate.side} of {readable(certificate.at)}, {subject}"
    where += ", wherever it has a value," if certificate.values is not None else ""
    match certificate.kind:
        case record.FINITE:
            return f"{where} tends to {readable(certificate.limit or '0')}"
        case record.OSCILLATES:
            return f"{where} tends to no number: it oscillates"
        case record.UNDEFINED:
            missing = certificate.missing
            separate = missing is not None and missing.where == record.BUT_SEPARATE
            return f"{where} has no value{_WHERE[record.BUT_SEPARATE] if separate else ''}"
    return f"{where} tends to {shown(INFINITY[1 if certificate.kind == record.PLUS else -1])}"


def proof(certificate: Certificate) -> list[str]:
    """What proves it, line by line."""
    interval = shown(interval_of(certificate))
    subject = "quotient" if certificate.subject == "quotient" else "f"
    where = "Within" if certificate.kind == record.OSCILLATES and not certificate.branches else "Throughout"
    lines = [f"{where} {interval}, with {SIZE} = |Δx|:"]
    if certificate.values is not None:
        lines.append(_values(subject, certificate.values))
    for branch in certificate.branches:
        sign = _SIGNS[branch.sign]
        lines.append(f"{readable(branch.compared)} {sign}, which settles {_condition(branch.part)}")
    return [*lines, *bounds(certificate)]


def interval_of(certificate: Certificate) -> Formula:
    """The interval on which it holds: 0 < h ≤ 1/4."""
    return Relation(ZERO, (("<", Symbol(SIZE)), ("≤", rational(certificate.radius))))


def bounds(certificate: Certificate) -> list[str]:
    """What is said of the subject on the interval, and what is taken for 0 there."""
    subject = "quotient" if certificate.subject == "quotient" else "f"
    lines: list[str] = []
    bound = certificate.bound
    if certificate.missing is not None:
        lines.append(_missing(certificate.missing))
    elif certificate.kind == record.FINITE and bound is not None:
        limit = certificate.limit or "0"
        if bound.constant:
            links = (("≤", scaled(bound.constant, bound.scale)),)
            lines.append(shown(Relation(distance(subject, limit), links)))
        else:
            lines.append(f"{'the ' if subject != 'f' else ''}{subject} is {readable(limit)}")
    elif bound is not None:
        least = scaled(bound.constant, bound.scale)
        link = ("≥", least) if certificate.kind == record.PLUS else ("≤", negative(least))
        lines.append(shown(Relation(Words(subject), (link,))))
    lines += [_sequence(subject, sequence) for sequence in certificate.sequences]
    lines += [f"Taken for 0, and not proved: {readable(text)}" for text in certificate.assumed]
    return lines


def _values(subject: str, values: Values) -> str:
    turned = shown(Sum(((1, expressed(values.angle)), (1, TURNS))))
    where = f"{readable(values.base, SIZE)} is within {WINDOW} of {turned}"
    said = "what is said next, wherever it has one"
    return f"{_SUBJECTS[subject]} has a value where {where}, n a whole number; {said}"


def _condition(part: str) -> str:
    try:
        return readable(part)
    except ValueError:  # a comparison, which is no expression by itself
        asked = parse(f"1 if {part} else 0").tree
        return shown_node(asked.condition) if isinstance(asked, Conditional) else part


def _missing(missing: Missing) -> str:
    return f"{missing.part} has no value{_WHERE[missing.where]}: {missing.reason}"


def _sequence(subject: str, sequence: Sequence) -> str:
    turned = Sum(((1, expressed(sequence.angle)), (1, TURNS)))
    where = shown(equal(expressed(sequence.base, SIZE), turned))
    bounded = Relation(Words(subject), ((sequence.relation, rational(sequence.bound)),))
    return f"where {where}, n a whole number, {shown(bounded)}"


def delta_line(certificate: Certificate, epsilon: Fraction, delta: Fraction | None) -> str:
    """The answer to an ε: “for ε = 1/100, δ = 1/100 does”."""
    if certificate.kind == record.FINITE and delta is not None:
        near = shown(Relation(distance("quotient", certificate.limit or "0"), (("<", Symbol("ε")),)))
        held = f"{near} for every 0 < |Δx| < δ"
        held += " at which there is a quotient" if certificate.values is not None else ""
        return f"for ε = {epsilon}, δ = {delta} does: {held}, proved"
    if certificate.kind in (record.PLUS, record.MINUS):
        return f"for ε = {epsilon} no δ does, whatever L is claimed: the quotient grows past every bound"
    if certificate.kind == record.OSCILLATES:
        low, high = (
            next(s.bound for s in certificate.sequences if s.relation == relation)
            for relation in ("<=", ">=")
        )
        if 2 * epsilon <= high - low:
            swings = f"within every δ it is ≤ {low} and ≥ {high}"
            return f"for ε = {epsilon} no δ does, whatever L is claimed: {swings}"
        return f"for ε = {epsilon} nothing is said: take ε at most {(high - low) / 2}, and no δ does"
    if certificate.kind == record.UNDEFINED:
        missing = certificate.missing
        separate = missing is not None and missing.where == record.BUT_SEPARATE
        return f"there is no quotient on this side{_WHERE[record.BUT_SEPARATE] if separate else ''}"
    return f"for ε = {epsilon}, δ is below 10⁻²⁰⁰⁰"
