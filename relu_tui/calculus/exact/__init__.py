"""Exact constants: what coefficients, points and limits are made of.

A constant is a `fmpq` where it is rational, else a `Constant`: a sum of products of exponentials, waves,
roots, logarithms, pi, arctangents and the like, over products of such sums (see `constant`). Constructors
apply identities that hold exactly, so that equal constants mostly have one form. The room knows nothing
of limits, or of words for a learner.

**How constants are compared** (`sign.sign`, of their difference). It is proved

- *not 0*, and of which sign, by a ball of arb that does not contain 0, at 64 bits and on up to 4096; or,
  where no precision would tell (e^(−e^1000)), by the form: all terms are products of factors of known signs,
  and all terms have one sign;
- *0* by an empty sum, after identities alone; or part by part, where each coefficient of a product of
  exponentials, waves and logarithms is algebraic and lies closer to 0 than its separation bound allows a
  number that is not 0 (`separation_bound`); or by a relation (`relations`): a rational combination of
  logarithms is 0 where a product of powers is 1, one of arctangents and pi where a product of complex numbers
  is real and the sum is too small to be another multiple of pi.

Roots of sums of square roots are taken out where they are such sums themselves (`denesting`), and powers of a
sum cancel against themselves, so that most numbers that are equal are so in form.

A ball that contains 0, however narrow, proves nothing by itself. What is proved neither way raises
`Undecided`.
"""
