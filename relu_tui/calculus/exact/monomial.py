"""The monomials that exact constants are sums of, and the irrational numbers those are made of.

Both are dictionary keys by the thousand, so each keeps its hash (python-flint's for a fmpq is slow).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from flint import arb, fmpq

if TYPE_CHECKING:
    from relu_tui.calculus.exact.constant import Number

ZERO = fmpq(0)

LONGEST_KEY = 200
"""Characters of a key that is kept as it is."""

FACTOR_BITS = 96
"""A factor longer than this is taken as it stands, since finding its primes has no bound."""


class Generator:
    """One irrational building block.

    Attributes:
        kind: `pi`, `root` (the argument is a positive integer or a positive sum without denominator;
            exponents lie between 0 and 1), `log`, `cospi` (cos of the argument times pi,
            0 < argument < 1/2), `atan`, `atan_prime` (the angle of the Gaussian prime above a
            rational prime p ≡ 1 mod 4), `asin`, `erf`, `erfc`, `euler` (γ), `zeta` (of an odd whole
            number above 1), `gamma` (of a positive number), `polygamma` (of a positive number: the
            derivative of the digamma function of that order), `lambertw`, `ei`, `erfi`, `besselj`
            and `besseli` (of a positive number), `sum` (the argument itself, a sum too long to be
            multiplied out), or `step` (see `STEP`).
        argument: What the kind is applied to; 0 for pi and γ.
        order: Which one of a family of functions it is; 0 where there is no family.
    """

    __slots__ = ("_hash", "_key", "argument", "has_step", "kind", "order")

    def __init__(self, kind: str, argument: Number = ZERO, order: int = 0) -> None:
        self.kind = kind
        self.argument = argument
        self.order = order
        self._key = f"{kind}{order or ''}({key(argument)})"
        self._hash = hash(self._key)
        self.has_step: bool = kind == "step" or has_step(argument)

    def key(self) -> str:
        """A text that is the same exactly for the same generator."""
        return self._key

    def is_root_of_prime(self) -> bool:
        """Whether it is a root of a rational prime, and not of a number too long to factor."""
        return self.kind == "root" and _is_prime(self.argument)

    def is_logarithm_of_prime(self) -> bool:
        """Whether it is the logarithm of a rational prime."""
        return self.kind == "log" and _is_prime(self.argument)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Generator) and self._key == other._key)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return self._key


def _is_prime(number: Number) -> bool:
    """Whether it is proved a prime; what is too long to factor never is."""
    return (
        isinstance(number, fmpq)
        and number.q == 1
        and number.height_bits() <= FACTOR_BITS
        and bool(number.p.is_prime())
    )


Powers: TypeAlias = tuple[tuple[Generator, fmpq], ...]


class Monomial:
    """A product of one exponential, at most one cosine or sine, and powers of generators.

    Attributes:
        exponent: E in e^E.
        wave: (`cos` or `sin`, F), or None for 1.
        powers: (generator, exponent) pairs, sorted by the generators' keys.
    """

    __slots__ = ("_has_step", "_hash", "_key", "enclosure", "exponent", "powers", "wave")

    def __init__(
        self, exponent: Number = ZERO, wave: tuple[str, Number] | None = None, powers: Powers = ()
    ) -> None:
        self.exponent = exponent
        self.wave = wave
        self.powers = powers
        self._key: str | None = None
        self._hash: int | None = None
        self._has_step: bool | None = None
        self.enclosure: tuple[int, arb] | None = None
        """The last ball that was computed of it, with its precision."""

    @property
    def has_step(self) -> bool:
        """Whether h stands in it."""
        if self._has_step is None:
            self._has_step = (
                any(generator.has_step for generator, _ in self.powers)
                or has_step(self.exponent)
                or (self.wave is not None and has_step(self.wave[1]))
            )
        return self._has_step

    def key(self) -> str:
        """A text that is the same exactly for the same monomial."""
        if self._key is None:
            parts = [f"e^({key(self.exponent)})"] if self.exponent else []
            if self.wave:
                parts.append(f"{self.wave[0]}({key(self.wave[1])})")
            parts += [f"{generator.key()}^{exponent}" for generator, exponent in self.powers]
            self._key = shortened("*".join(parts))
        return self._key

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Monomial)
            and hash(self) == hash(other)
            and self.powers == other.powers
            and _same(self.exponent, other.exponent)
            and _same_wave(self.wave, other.wave)
        )

    def __hash__(self) -> int:
        if self._hash is None:
            wave = self.wave and (self.wave[0], _hash(self.wave[1]))
            powers = tuple((generator, _hash(exponent)) for generator, exponent in self.powers)
            self._hash = hash((_hash(self.exponent), wave, powers))
        return self._hash

    def __repr__(self) -> str:
        return self.key()


def key(number: Number) -> str:
    """A text that is the same exactly for the same number in the same form."""
    return str(number) if isinstance(number, fmpq) else number.key()


def _same(a: Number, b: Number) -> bool:
    """Equality by key: parts within parts would otherwise be compared again and again."""
    return a is b or (type(a) is type(b) and (a == b if isinstance(a, fmpq) else a.key() == key(b)))


def _same_wave(a: tuple[str, Number] | None, b: tuple[str, Number] | None) -> bool:
    if a is None or b is None:
        return a is b
    return a[0] == b[0] and _same(a[1], b[1])


def has_step(number: Number) -> bool:
    """Whether h stands in it, so that it is no number but a function."""
    return not isinstance(number, fmpq) and number.has_step


def shortened(text: str) -> str:
    """The text, or a digest of it: parts that stand within parts again and again would make it endless."""
    if len(text) <= LONGEST_KEY:
        return text
    from hashlib import blake2b  # which may load OpenSSL, for parts as long as few are

    return "#" + blake2b(text.encode(), digest_size=20).hexdigest()


def _hash(number: Number) -> int:
    return hash((int(number.p), int(number.q))) if isinstance(number, fmpq) else hash(number)


UNIT = Monomial()

STEP = Generator("step")
"""h itself, where an identity between functions is looked for; it is positive, and no number."""
