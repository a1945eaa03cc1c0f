"""Germs: one-sided expansions of a function at a point, exact where they can be.

**What a germ is.** The germ of a function of h is what it is for every small enough h > 0, and nothing
else of it. Here it is written as finitely many terms and a remainder,

    u(h) = c₁·s₁(h) + c₂·s₂(h) + … + O(r(h))        as h → 0⁺,

with exact constants cᵢ, scales sᵢ in order of size, the dominant first, and a scale r. A germ without
remainder *equals* its sum for every small h. So only such a germ, when it is empty, is identically 0: where
terms cancel and a remainder is left, nothing is claimed and more terms are asked for (`NeedMoreTerms`).

**Scales.** A scale is e^E · h^p · L₁^k₁ · L₂^k₂ · … · wave, with L₁ = log(1/h), Lⱼ₊₁ = log Lⱼ, and E a germ
that tends to ±∞. Without their waves scales are ordered totally: a dominates b where log(a/b) tends to +∞,
which is read off the leading term of the germ of that logarithm. These are the log-exp functions of Hardy
(Orders of Infinity, 1910), whose germs lie in a Hardy field: without oscillation each has a sign near 0. That
exponents are germs themselves, compared before the powers in front of them, is the idea of Gruntz (On
computing limits in a symbolic manipulation system, 1996) and of transseries (van der Hoeven, Transseries and
real differential algebra, 2006).

**Arithmetic.** Sums and products are exact: a coefficient is dropped only where it is 0 in form or proved 0
in value, and whatever is cut off is covered by the remainder. A function of a germ splits its argument into
an infinite, a finite and a small part (`series_composition.split`): the infinite part goes into an exponent,
an angle or a logarithm by an identity that holds exactly; a power series is composed with the small part to
the order of the `Setting`, what it leaves over being O(small^order). A question about a constant goes to
`exact.sign`, which answers with proof or raises `Undecided`.

**Words that are ours**, each with the place that defines it:

    scale         what a term is proportional to, up to its coefficient (`scale.Scale`)
    growth        a scale without its wave: its size, up to a bounded factor (`Scale.growth`)
    wave          a bounded factor that need not converge: cos F or sin F with F → ∞, and opaque factors
                  (`waves.Wave`)
    angle         the F in such a wave, a germ that tends to infinity
    opaque        a bounded function of which only bounds are known, equal to itself alone (`waves.Opaque`)
    phase         where an angle is taken to be modulo 2·pi, which picks out a sequence h → 0⁺
                  (`phases.Phase`)
    drift         how far from its phase an angle stands, a germ that tends to 0 (`phases.Phase`)
    base          an angle of which the other angles are whole multiples or combinations (`phases.bases`)
    beginning     the constant that is added to an angle where it was met (`options.Setting`)
    apart         said of two angles: proved the same, or their sum and difference tend to ±∞
                  (`phases.apart`)
    slack         an error smaller than any positive number but of no stated speed, as at a phase that is met
                  only approximately (`scale.SLACK`)
    endless       said of a function that tends to ±∞ by infinitely many infinite terms, and is kept as one
                  term with a name (`scale.Endless`)
    name          the expression that a cut-off germ is the expansion of, by which two are known to be one
                  function (`Germ.name`)
    tail          what a composed power series leaves over, kept as a term of its own so that it can cancel
                  (`waves.Tail`)
    flat          said of what is smaller than every power of h, such as e^(−1/h) (`series_composition.FLAT`)
    touching      said of what is never negative and comes back to 0 at points as near as you like
                  (`Germ.weak_sign` where it is not strict)
    hasty         said of an attempt with few terms and no identities (`decision.sequences.HASTY`)
    patient       said of one with many terms, with identities, and with endless terms (`Setting.patient`)
    tame          said of a part of an expression that is continuous near a and does not oscillate
                  (`decision.expansion`)
    witness       a sequence Δx → 0 with the limit along it; two that differ prove that there is none
                  (`decision.side_result.Witness`)
"""
