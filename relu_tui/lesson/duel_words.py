"""What is said in the duel: the claim, the challenge, the answers, and the sentence at its end."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from relu_tui.calculus.language.formula import (
    STEP,
    Applied,
    Bars,
    Formula,
    Listed,
    Power,
    Relation,
    Root,
    Symbol,
    Words,
    difference,
    product,
    quotient,
)
from relu_tui.calculus.language.printing import shown
from relu_tui.certificate import record
from relu_tui.certificate.record import Certificate
from relu_tui.lesson.certificate_words import distance, expressed, rational, readable, scaled
from relu_tui.lesson.duel import answer
from relu_tui.lesson.duel_proofs import is_the_limit, no_delta_does, no_limit_does, own_limit
from relu_tui.lesson.duel_state import SIDES, Duel, Outcome, Round, proved

_POWER = re.compile(r"x(\*\*\(?(?P<power>\d+(/\d+)?)\)?)?")
"""A scale that is a power of |Δx|."""

LONGEST = 40
"""Cells that a number takes in a sentence, at most."""


def number(value: Fraction | str) -> str:
    """A number in a sentence: short, and for reading."""
    text = readable(value) if isinstance(value, str) else _short(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _short(value: Fraction) -> str:
    """A fraction; a power of ten as one."""
    below = str(value.denominator)
    if value.numerator == 1 and len(below) > 5 and below == "1" + "0" * (len(below) - 1):
        return readable(f"10**(-{len(below) - 1})")
    power = value.denominator.bit_length() - 1
    if abs(value.numerator) == 1 and power > 12 and value.denominator == 1 << power:
        return readable(f"{'-' if value < 0 else ''}2**(-{power})")
    return shown(rational(value))


def where(duel: Duel) -> str:
    """The sides that the claim is about."""
    return "on both sides" if len(duel.sides) == 2 else f"on the {duel.sides[0]}"


GUIDE = (
    "What a limit is, as a game for two:",
    "1  You claim a number L: Enter, and type it.",
    "2  I name an ε: how near to L the quotient has to stay.",
    "3  You answer with a δ: that near it stays as soon as 0 < |Δx| < δ.",
    "You lose a round if I find a Δx within δ whose quotient is not that near.",
    "L is the limit if every ε, however small, has a δ.",
)
"""How it is played, for whoever has not claimed yet."""


GUIDES = (GUIDE, ("Enter: claim a number L.", "It is the limit if every ε has a δ."))
"""The same, and in fewer words."""


def claim_line(duel: Duel) -> str:
    """What is claimed, and by whom."""
    if duel.swapped:
        limit = own_limit(duel)
        return "I claim nothing" if limit is None else f"I claim: the quotient tends to L = {number(limit)}"
    if not duel.claim:
        return "claim a limit of the quotient, L"
    return f"you claim: the quotient tends to L = {number(duel.claim)}"


def challenge_lines(duel: Duel) -> list[str]:
    """What the two players say now."""
    if duel.swapped:
        if own_limit(duel) is None:
            return [
                "There is no limit here that I could defend.",
                "u swaps back: claim one, and I name an ε.",
            ]
        return [
            f"You: keep it within ε = {number(duel.epsilon)} of that, {where(duel)}.",
            "Enter asks me for a δ.",
        ]
    if not duel.claim:
        return [
            "Then I name an ε, and you answer with a δ:",
            "so small that the quotient stays within ε of L.",
        ]
    return [
        f"Program: then keep it within ε = {number(duel.epsilon)} of {number(duel.claim)}, {where(duel)}.",
        f"You: I will, as soon as 0 < |Δx| < δ = {number(duel.delta)}.",
    ]


def round_line(played: Round) -> str:
    """A round in one line."""
    epsilon = number(played.epsilon)
    if played.delta is None:
        return f"ε = {epsilon}: no δ that I can write"
    text = f"ε = {epsilon}: {'my' if played.by_program else 'your'} δ = {number(played.delta)}"
    match played.outcome:
        case Outcome.PROVED:
            return f"{text} does, proved"
        case Outcome.REFUTED:
            return f"{text} does not: at Δx = {number(played.step)} the quotient is {number(played.quotient)}"
    return f"{text}: neither proved nor refuted"


def answer_lines(duel: Duel) -> list[str]:
    """What the program says to the last round."""
    if duel.notice:
        return [duel.notice]
    played = duel.last
    if played is None:
        if duel.swapped or not duel.claim:
            return []
        return ["Is that δ small enough? Name a smaller one, or play it: Enter."]
    if played.outcome is Outcome.OPEN:
        return ["I can neither prove nor refute that. Try a smaller δ."]
    if played.outcome is Outcome.PROVED:
        lines = [f"Proved for every 0 < |Δx| < {number(played.delta or '0')}, not only at steps."]
        if not played.by_program:
            lines[0] += f" Now: ε = {number(duel.epsilon)}."
        return [*lines, *(rule_lines(duel) if sentence(duel) else ())]
    return hopeless_lines(replace(duel, epsilon=played.epsilon), played)


def hopeless_lines(duel: Duel, played: Round) -> list[str]:
    """Why no δ will ever do, and whether another L would; or that a smaller δ may."""
    lost = [side for side in duel.sides if no_delta_does(duel, side)]
    if not lost:
        out = f"{number(played.quotient)} is not within {number(duel.epsilon)} of {number(duel.claim)}"
        return [f"Out of the band: {out}. A smaller δ may do."]
    lines = [f"No other δ will do: {_why(duel, side)}." for side in lost[:1]]
    if no_limit_does(duel):
        lines += _no_other_limit(duel)
    else:
        lines.append("Another L may do: c claims one.")
    return lines


def _why(duel: Duel, side: str) -> str:
    found = proved(duel.function, duel.at, side)
    if found is None:
        return ""
    if found.kind == record.FINITE:
        limit = number(found.limit or "0")
        constant = found.bound is not None and not found.bound.constant
        verb = "is" if constant else "tends to"
        away = f"{limit} is not within {number(duel.epsilon)} of {number(duel.claim)}"
        return f"on the {side} it {verb} {limit}, and {away}"
    if found.kind == record.OSCILLATES:
        low, high = bounds(found)
        return (
            f"on the {side}, within every δ, it is somewhere ≥ {number(high)} and somewhere ≤ {number(low)}"
        )
    sign = "+∞" if found.kind == record.PLUS else "−∞"
    return f"on the {side} the quotient tends to {sign}, away from every number"


def bounds(certificate: Certificate) -> tuple[Fraction, Fraction]:
    """The bounds between which an oscillating quotient swings, the lower first."""
    found = {sequence.relation: sequence.bound for sequence in certificate.sequences}
    return found["<="], found[">="]


def _no_other_limit(duel: Duel) -> list[str]:
    limits = [
        made.limit for side in duel.sides if (made := proved(duel.function, duel.at, side)) and made.limit
    ]
    epsilon = number(duel.epsilon)
    if len(limits) == 2:
        left, right = map(number, limits)
        return [
            f"Would another L? It must lie within {epsilon} of {left} and of {right}. None does:",
            "that is what “not differentiable” says.",
        ]
    return [f"No other L does either: ε = {epsilon} defeats every one."]


def rule_lines(duel: Duel) -> list[str]:
    """The δ that does for every ε, where the certificates have one rule."""
    rules: list[str] = []
    for side in duel.sides:
        found = proved(duel.function, duel.at, side)
        if found is None or found.kind != record.FINITE or found.bound is None:
            return []
        rule = _rule(found)
        if rule not in rules:
            rules.append(rule)
    return rules[:1] if len(rules) == 1 else []


def _rule(certificate: Certificate) -> str:
    bound = certificate.bound
    if bound is None:
        return ""
    radius = f"for 0 < |Δx| ≤ {certificate.radius}"
    limit = certificate.limit or "0"
    if not bound.constant:
        is_limit = f"The quotient is {number(limit)} {radius}"
        return f"{is_limit}: every ε is answered by δ = {certificate.radius}."
    apart = Bars(Words("quotient")) if limit == "0" else distance("quotient", limit)
    bounded = (
        f"{shown(Relation(apart, (('≤', scaled(bound.constant, bound.scale)),)))} {radius}, with h = |Δx|"
    )
    every = delta_for_every_epsilon(certificate)
    return f"{bounded}: so δ = {every} answers every ε." if every else f"{bounded}."


def delta_for_every_epsilon(certificate: Certificate) -> str:
    """δ as a formula of ε, where the quotient is within C·h^p of its limit; else empty."""
    bound = certificate.bound
    found = None if bound is None else _POWER.fullmatch(bound.scale)
    if bound is None or found is None or not bound.constant:
        return ""
    root = 1 / Fraction(found["power"] or "1")
    share, epsilon = 1 / bound.constant, Symbol("ε")
    within: Formula = product(rational(share), epsilon)
    if share.numerator == 1:
        within = quotient(epsilon, rational(bound.constant))
    if root == Fraction(1, 2) and within == epsilon:
        within = Root(2, epsilon)
    elif root != 1:
        within = Power(within, rational(root))
    return shown(Applied("min", Listed((within, rational(certificate.radius)))))


def sentence(duel: Duel) -> list[str]:
    """The definition with the numbers that were played, or its negation; empty before it is earned."""
    played = duel.last
    if played is None or played.delta is None:
        return []
    limit = own_limit(duel) if duel.swapped else duel.claim
    apart = _distance(limit or "0")
    if played.outcome is Outcome.REFUTED:
        at_round = replace(duel, epsilon=played.epsilon)
        if not any(no_delta_does(at_round, side) for side in duel.sides):
            return []
        return [
            f"∃ε>0 ∀δ>0 ∃Δx: 0 < |Δx| < δ and {apart} ≥ ε",
            f"ε = {number(played.epsilon)}, and to δ = {number(played.delta)} "
            f"the answer is Δx = {number(played.step)}",
        ]
    if not duel.swapped and not is_the_limit(duel):
        return []  # each round was proved, but not that every ε has a δ
    answered = [r for r in duel.rounds if r.outcome is Outcome.PROVED and r.delta is not None]
    if played.outcome is not Outcome.PROVED or len(answered) < 2:
        return []
    pairs = "; ".join(f"to ε = {number(r.epsilon)} δ = {number(r.delta or '0')}" for r in answered[-2:])
    return [f"∀ε>0 ∃δ>0 ∀Δx: 0 < |Δx| < δ ⇒ {apart} < ε", f"answered: {pairs}"]


def _distance(limit: str) -> str:
    quotient_there = Applied("q", STEP)
    apart = quotient_there if limit == "0" else difference(quotient_there, expressed(limit))
    return shown(Bars(apart))


def onward(duel: Duel) -> str:
    """What to do where a play has come to its end; else empty."""
    if not sentence(duel):
        return ""
    if duel.swapped:
        return "That is what the limit means. Name a smaller ε; q goes back to the lesson."
    if duel.last is not None and duel.last.outcome is Outcome.PROVED:
        return "You win. u swaps the roles: you name ε and I name δ. q goes back to the lesson."
    if len(duel.sides) == 2 and all(_has_a_limit(duel, side) for side in SIDES):
        return "That ends it. s plays one side alone, where a limit wins. Enter goes back to the lesson."
    return "That ends it. c claims another L, Enter goes back to the lesson."


def at_its_end(duel: Duel) -> bool:
    """Whether a play has come to its end, and to answer once more would play nothing."""
    return bool(onward(duel)) and answer(duel).rounds == duel.rounds


def _has_a_limit(duel: Duel, side: str) -> bool:
    found = proved(duel.function, duel.at, side)
    return found is not None and found.kind == record.FINITE
