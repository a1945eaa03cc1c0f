"""What a certificate says, in words and formulas for reading."""

from __future__ import annotations

from fractions import Fraction

from relu_tui.calculus.language.expression_printing import to_readable
from relu_tui.calculus.language.parsing import parse
from relu_tui.certificate import record
from relu_tui.certificate.record import WINDOW, Certificate, Missing, Sequence, Values

SIZE = "h"
"""What |Δx| is called where it stands in a formula often."""

_SIGNS = {1: "> 0", 0: "= 0", -1: "< 0"}
_WHERE = {
    record.THROUGHOUT: "",
    record.AT_POINT: " at the point itself",
    record.BUT_SEPARATE: ", but at separate steps at most",
}
_SUBJECTS = {"quotient": "the quotient", "f": "f"}


def readable(text: str, variable: str = "x") -> str:
    """An expression of the language, for reading."""
    return to_readable(parse(text).tree, variable)


def claim(certificate: Certificate) -> str:
    """What is claimed: “left of 0, the quotient tends to 1/2”."""
    subject = _SUBJECTS[certificate.subject]
    where = f"{certificate.side} of {readable(certificate.at)}, {subject}"
    where += ", wherever it has a value," if certificate.values is not None else ""
    match certificate.kind:
        case record.FINITE:
            return f"{where} tends to {readable(certificate.limit or '0')}"
        case record.OSCILLATES:
            return f"{where} tends to no number: it swings"
        case record.UNDEFINED:
            missing = certificate.missing
            separate = missing is not None and missing.where == record.BUT_SEPARATE
            return f"{where} has no value{_WHERE[record.BUT_SEPARATE] if separate else ''}"
    return f"{where} tends to {'+∞' if certificate.kind == record.PLUS else '−∞'}"


def proof(certificate: Certificate) -> list[str]:
    """What proves it, line by line."""
    interval = f"0 < {SIZE} ≤ {certificate.radius}"
    subject = "quotient" if certificate.subject == "quotient" else "f"
    where = "Within" if certificate.kind == record.OSCILLATES and not certificate.branches else "Throughout"
    lines = [f"{where} {interval}, with {SIZE} = |Δx|:"]
    if certificate.values is not None:
        lines.append(_values(subject, certificate.values))
    for branch in certificate.branches:
        sign = _SIGNS[branch.sign]
        lines.append(f"{readable(branch.compared)} {sign}, which settles {_condition(branch.part)}")
    return [*lines, *bounds(certificate)]


def bounds(certificate: Certificate) -> list[str]:
    """What is said of the subject on the interval, and what is taken for 0 there."""
    subject = "quotient" if certificate.subject == "quotient" else "f"
    lines: list[str] = []
    bound = certificate.bound
    if certificate.missing is not None:
        lines.append(_missing(certificate.missing))
    elif certificate.kind == record.FINITE and bound is not None:
        limit = readable(certificate.limit or "0")
        distance = f"|{subject} − {limit}|" if not limit.startswith("−") else f"|{subject} − ({limit})|"
        if bound.constant:
            lines.append(f"{distance} ≤ {_scaled(bound.constant, bound.scale)}")
        else:
            lines.append(f"the {subject} is {limit}" if subject != "f" else f"f is {limit}")
    elif bound is not None:
        side = "≥ " if certificate.kind == record.PLUS else "≤ −"
        lines.append(f"{subject} {side}{_scaled(bound.constant, bound.scale)}")
    lines += [_sequence(subject, sequence) for sequence in certificate.sequences]
    lines += [f"Taken for 0, and not proved: {readable(text)}" for text in certificate.assumed]
    return lines


def _values(subject: str, values: Values) -> str:
    where = f"{readable(values.base, SIZE)} is within {WINDOW} of {readable(values.angle)} + 2πn"
    said = "what is said next, wherever it has one"
    return f"{_SUBJECTS[subject]} has a value where {where}, n a whole number; {said}"


def _condition(part: str) -> str:
    try:
        return readable(part)
    except ValueError:  # a comparison, which is no expression by itself
        return readable(f"1 if {part} else 0").removeprefix("1 if ").removesuffix(" else 0")


def _missing(missing: Missing) -> str:
    return f"{missing.part} has no value{_WHERE[missing.where]}: {missing.reason}"


def _scaled(constant: Fraction, scale: str) -> str:
    body = readable(scale, SIZE)
    return body if constant == 1 else f"{constant}·{body}" if "/" not in scale else f"{constant}·({body})"


def _sequence(subject: str, sequence: Sequence) -> str:
    where = f"{readable(sequence.base, SIZE)} = {readable(sequence.angle)} + 2πn"
    relation = "≥" if sequence.relation == ">=" else "≤"
    bound = str(sequence.bound).replace("-", "−")
    return f"where {where}, n a whole number, {subject} {relation} {bound}"


def delta_line(certificate: Certificate, epsilon: Fraction, delta: Fraction | None) -> str:
    """The answer to an ε: “for ε = 1/100, δ = 1/100 does”."""
    if certificate.kind == record.FINITE and delta is not None:
        limit = readable(certificate.limit or "0")
        limit = f"({limit})" if limit.startswith("−") else limit
        held = f"|quotient − {limit}| < ε for every 0 < |Δx| < δ"
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
