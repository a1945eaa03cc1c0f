"""The decision on one side of a point: from an expression to its one-sided limits, with proof.

**How a verdict is proved**, and why each step is sound:

1. *The value at a* (`side_decision.value_at`). The expression is walked with x = a, an exact constant. Each
   branch hangs on the sign of an exact constant, which `exact.sign` proves or leaves undecided.

2. *The expansion on one side* (`expansion`). The same walk with x = a ± h gives a germ for each part of the
   expression (see `calculus.germs`). A branch, |u|, max, a comparison is settled by the sign of the leading
   term of a germ, and this holds for every small h: c·s + O(r) with r = o(s) has the sign of c near 0. The
   domain is settled by the same signs, so an expansion over all h shows that f has values near a on that
   side. If a sign comes and goes, both branches go into the sum with a factor that is only known to lie
   between 0 and 1, and no sign is invented.

3. *The limits* (`limits.limit`). The limit of f and that of (f(a ± h) − f(a))/(±h) are read off one germ. A
   dominant term smaller than 1 gives 0, one of size 1 its coefficient, a larger one ±∞ by the sign of its
   coefficient, which is proved not to be 0. If all known terms cancel and a remainder is left that could
   matter, nothing is concluded: the order is raised, first in haste (`sequences.HASTY`), then with patience
   (`PATIENT`), then with the tails of power series as terms of their own (`TAILED`), which reaches what is
   flatter than every power behind series that cancel.

4. *Identities* (`identities`). sin²x + cos²x − 1 is 0 to every order, and no order proves it. So a part is
   also written as an exact constant in which h is one more building block; what becomes a sum of powers of h
   by exact identities alone is an expansion without remainder. A form is only made of a part that the
   expansion has shown to be defined.

   *Bounds by form* (`signs_by_form`, `language.form_bounds`). Where a sign or a domain hangs on an
   oscillation, interval arithmetic on the tree may settle it: 1 − cos²F is never negative, and cos F stays
   in the domain of the arcsine. Such bounds hold at every point at which the part is defined, so for every
   small h and along every sequence.

5. *Oscillation by two sequences* (`sequences`, `germs.phases`). Where the leading terms have waves, f is
   expanded again along sequences on which an angle F stays at one phase: F is continuous and tends to
   infinity, so it passes through every phase infinitely often. Two sequences with limits that are proved
   different prove that there is no limit. That f has values along them is shown by step 2; where f has holes
   as near to a as you like, by expansions that hold on whole intervals around such points (`holes` says
   why that is sound). A part that is continuous and drifts along with the angle may be pinned instead: it
   takes every large value itself, by the intermediate value theorem, so there are points at which its
   cosine is exactly 1, though no closed form of them is known. Where one angle alone oscillates,
   c + a·cos F + b·sin F comes to every value between c ±
   √(a² + b²) (`limits.exact_bounds`). Several angles may stand near any phases at once where every whole
   combination of them, but 0, tends to infinity (Kronecker, Weyl): so it is where no two are of one size, or
   where their coefficients are independent over the rationals by the theorems of Besicovitch (roots), of
   Lindemann and Weierstrass (exponentials, cosines and sines) or of Baker (logarithms); see
   `germs.phases.independent`.

6. *Oscillation in mean* (`limits.oscillation_in_mean`). Where no sequence is found and the leading terms are
   a sum of waves with angles that are apart, the mean over long stretches is the constant term, and the mean
   square of the rest is half the sum of the squared coefficients (Wiener; the means exist by the first
   derivative test of van der Corput, in a Hardy field). So a sum of size 1 does not converge, and a larger
   one without constant term takes both signs, each as large as you like.

7. *A second opinion* (`samples`). A verdict of step 6, or on several phases at once, is given only where
   values in ball arithmetic lie apart as it says. Finitely many values prove nothing; they guard the proof
   against a premise that is wrong, and can only turn a verdict into `undecided`.

8. *The four conditions* (`proof`) follow from f(a), the limits of f and those of the quotient: f is
   differentiable at a exactly where both one-sided limits of the quotient are finite and equal. `kink` says
   which slopes lie between two that differ; `limit_proof` answers the question for the limit of f itself.

**What makes `undecided`.** That a constant of this language is 0, or that a function of it is identically 0,
is not decidable in general (Richardson, Some undecidable problems involving elementary functions of a real
variable, 1968), so there must be such an answer. It is given where a constant could not be told from 0
(`Undecided`), where terms cancel to the last order tried (`NeedMoreTerms`), where an oscillation is not
covered by steps 5 and 6 (`NeedPhases`), and where the bound on work is reached (`Exhausted`;
`calculus.budget` counts products, never time, so that an answer is the same on every machine). It is never
given as `fails`.

**Sources.** L. Kronecker, Näherungsweise ganzzahlige Auflösung linearer Gleichungen, 1884. H. Weyl, Über die
Gleichverteilung von Zahlen mod. Eins, Math. Ann. 77, 1916. J. G. van der Corput, Zahlentheoretische
Abschätzungen, Math. Ann. 84, 1921. N. Wiener, Generalized harmonic analysis, Acta Math. 55, 1930.
A. S. Besicovitch, On the linear independence of fractional powers of integers, J. London Math. Soc. 15, 1940.
A. Baker, Linear forms in the logarithms of algebraic numbers, Mathematika 13, 1966; F. Lindemann, Über die
Zahl π, Math. Ann. 20, 1882, and K. Weierstrass, 1885, in chapter 1 of Baker's Transcendental Number Theory,
1975. D. Richardson, J. Symbolic Logic 33, 1968. Those of the scale stand in `calculus.germs`.
"""
