"""Which numbers an axis marks, and how it writes them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import ceil, floor, log10
from typing import TypeAlias

Ticks: TypeAlias = tuple[tuple[float, str], ...]
"""The numbers that an axis marks, each with its label."""


MOST_APART = 12
"""Rows from one tick to the next, at most."""


def round_ticks(
    low: float, high: float, room: int, spacing: Callable[[int], int], longest: int, minus: str = "−"
) -> Ticks:
    """Choose the multiples of 1, 2 or 5 times a power of ten that fit on an axis.

    Args:
        low: The first number of the axis.
        high: The last, greater by more than rounding.
        room: The length of the axis in cells.
        spacing: From the length of the longest label, the least distance between ticks in cells.
        longest: The length of the longest label allowed.
        minus: The minus sign.

    Returns:
        The ticks in rising order; none if no round number falls within, or no label is short enough.
    """
    if room < 1:
        return ()
    finest = floor(log10((high - low) / room))
    # The last of these steps is longer than the axis.
    for power, digit in product(range(finest, finest + len(str(room)) + 2), (1, 2, 5)):
        step = float(f"{digit}e{power}")
        first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
        if not first <= last <= first + room:
            continue
        wholes = [whole * digit for whole in range(first, last + 1)]
        labels = _labels(wholes, power)
        length = max(map(len, labels))
        if length <= longest and step / (high - low) * room >= spacing(length):
            values = (float(f"{whole}e{power}") for whole in wholes)
            return tuple(zip(values, (label.replace("-", minus) for label in labels), strict=True))
    return ()


def even_ticks(
    low: float, high: float, rows: int, longest: int, minus: str = "−"
) -> tuple[float, float, Ticks] | None:
    """Widen an axis so that its ticks are round numbers in the middle of rows, equally far apart.

    Args:
        low: The least number to be shown.
        high: The greatest, greater by more than rounding.
        rows: The length of the axis in cells.
        longest: The length of the longest label allowed.
        minus: The minus sign.

    Returns:
        Both ends of the widened axis and its ticks, or None where it would grow to more than twice
        its length.
    """
    best: tuple[float, float, float, int, int, int, int] | None = None
    middle_power = floor(log10((high - low) / rows))
    for power, digit, apart in product(
        range(middle_power, middle_power + 3), (1, 2, 5), range(2, min(rows, MOST_APART) + 1)
    ):
        step = float(f"{digit}e{power}")
        height = step / apart
        if not high - low <= rows * height * (1 + 1e-9) or rows * height > 2 * (high - low):
            continue
        first = ceil(low / step - 1e-9)
        # the row of that tick, counted from below, that leaves least room below the least number
        row = max(ceil((first * step - low) / height - 0.5 - 1e-9), 0)
        bottom = first * step - (row + 0.5) * height
        count = (rows - 1 - row) // apart + 1
        if bottom + rows * height < high - 1e-9 * height or count < 2:
            continue
        waste = rows * height / (high - low) + (0.1 * count if count > 6 else 0)
        if best is None or waste < best[0] - 1e-9:
            best = (waste, bottom, bottom + rows * height, first, count, power, digit)
    if best is None:
        return None
    _, bottom, top, first, count, power, digit = best
    wholes = [(first + k) * digit for k in range(count)]
    labels = _labels(wholes, power)
    if max(map(len, labels)) > longest:
        return None
    values = (float(f"{whole}e{power}") for whole in wholes)
    return bottom, top, tuple(zip(values, (label.replace("-", minus) for label in labels), strict=True))


def spread_ticks(ticks: Ticks, low: float, high: float, rows: int) -> tuple[float, float, Ticks] | None:
    """Widen an axis so that equally spaced ticks, or every so many of them, are as many rows apart.

    Args:
        ticks: The ticks, the greatest first.
        low: The least number to be shown.
        high: The greatest.
        rows: The length of the axis in cells.

    Returns:
        Both ends of the widened axis and the ticks on it, which stand in the middle of rows two or more
        apart; None where there is no room for two of them.
    """
    for every in range(1, len(ticks)):
        kept = ticks[::every]
        step, first = kept[0][0] - kept[1][0], kept[-1][0]
        for apart in range(floor(step * rows / (high - low)), 1, -1):
            height = step / apart
            bottom = first - (max(ceil((first - low) / height - 0.5), 0) + 0.5) * height
            if bottom + rows * height >= high:
                return bottom, bottom + rows * height, kept
    return None


def _labels(wholes: list[int], power: int) -> list[str]:
    """Write whole multiples of a power of ten, exactly and all in the same form."""
    fixed = [_fixed(whole, power) for whole in wholes]
    scientific = [_scientific(whole, power) for whole in wholes]
    fixed_length, scientific_length = (max(map(len, labels)) for labels in (fixed, scientific))
    return fixed if fixed_length <= max(6, scientific_length) else scientific


def _fixed(whole: int, power: int) -> str:
    if power >= 0:
        return str(whole * 10**power)
    digits = str(abs(whole)).rjust(1 - power, "0")
    return f"{'-' * (whole < 0)}{digits[:power]}.{digits[power:]}"


def _scientific(whole: int, power: int) -> str:
    if not whole:
        return "0"
    digits = str(abs(whole))
    fraction = digits[1:].rstrip("0")
    exponent = power + len(digits) - 1
    sign, point, suffix = "-" * (whole < 0), "." * bool(fraction), f"e{exponent}" * bool(exponent)
    return f"{sign}{digits[0]}{point}{fraction}{suffix}"
