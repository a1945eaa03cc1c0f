"""The commands that answer one question, for readers and for scripts."""

from __future__ import annotations

from relu_tui.interface.arguments import TYPE_CHECKING, fail

if TYPE_CHECKING:
    from argparse import Namespace
    from fractions import Fraction


def run_check(options: Namespace) -> int:
    """The four conditions; or the tape."""
    if options.solve:
        return _solve(options)
    from relu_tui.console.function_arguments import examined

    asked = options.certificate or options.epsilon is not None
    if options.tape or options.script:
        from relu_tui.console import tape

        if options.why or asked:
            fail("--tape and --script tell of something else than the four conditions: leave them out")
        return tape.run(examined(options), as_json=options.json, language=options.script)
    from relu_tui.console import check

    examination = examined(options)
    if options.why:
        if asked:
            fail("--why is the engine's own argument: leave it out for a certificate or a δ")
        print(check.as_argument(examination))
        return 0
    from relu_tui.lesson.certificates import QUICK, certified

    if not asked:
        print((check.as_json if options.json else check.as_text)(certified(examination, QUICK)))
        return 0
    from relu_tui.console import certificate

    found = certified(examination)
    if options.certificate:
        write = certificate.as_json if options.json else certificate.as_text
        print(write(list(found.certificates.values())))
    elif options.json:
        print(check.as_json(found, certificate.deltas_as_data(found.quotients, options.epsilon)))
    else:
        print(check.as_text(found))
        print("\n".join(["", *certificate.deltas(found.quotients, options.epsilon)]))
    return 0


def _solve(options: Namespace) -> int:
    """All values of parameters for which f is continuous, and differentiable."""
    from relu_tui.calculus import ExpressionError
    from relu_tui.calculus.questions.parameters import fit
    from relu_tui.console import parameters
    from relu_tui.console.function_arguments import given_parameters

    names = tuple(name.strip() for name in options.solve.split(","))
    try:
        found = fit(options.function, names, options.at or "0", given_parameters(options))
    except ExpressionError as error:
        fail(str(error))
    print(parameters.as_json(found) if options.json else parameters.as_text(found))
    return 0


def run_limit(options: Namespace) -> int:
    """The limit of f itself."""
    from relu_tui.calculus.questions.function_limit import examine_limit
    from relu_tui.console import limit
    from relu_tui.console.function_arguments import asked
    from relu_tui.lesson.certificates import QUICK
    from relu_tui.lesson.certified_limits import certified_limit

    found = asked(options, examine_limit)
    if options.certificate:
        from relu_tui.console import certificate

        made = list(certified_limit(found).certificates.values())
        print(certificate.as_json(made) if options.json else certificate.limits_as_text(found, made))
        return 0
    print((limit.as_json if options.json else limit.as_text)(certified_limit(found, QUICK)))
    return 0


def run_derivative(options: Namespace) -> int:
    """A derivative of a higher order at a point, or f′ along an interval."""
    from functools import partial

    from relu_tui.calculus.questions.higher_derivatives import examine_higher
    from relu_tui.console import derivative
    from relu_tui.console.function_arguments import asked

    if options.start is not None or options.end is not None:
        return _along(options)
    found = asked(options, partial(examine_higher, order=options.order))
    print(derivative.as_json(found) if options.json else derivative.as_text(found))
    return 0


def _interval(options: Namespace) -> tuple[Fraction, Fraction]:
    """The ends of an interval; where one is irrational, of one that holds it."""
    from relu_tui.calculus.errors import ExpressionError, NotDefined, Undecided
    from relu_tui.calculus.questions.points import interval_end

    ends: list[Fraction] = []
    for option, text, direction in (("--from", options.start, -1), ("--to", options.end, 1)):
        try:
            ends.append(interval_end(text, direction))
        except (ExpressionError, NotDefined, Undecided) as error:
            fail(f"{option} {text[:40]!r} is not a number that can end an interval: {error}")
    if ends[0] >= ends[1]:
        fail(f"--from must be less than --to, and {options.start} is not less than {options.end}")
    return ends[0], ends[1]


def _along(options: Namespace) -> int:
    """f′ along an interval."""
    from relu_tui.calculus import ExpressionError
    from relu_tui.console import derivative
    from relu_tui.console.function_arguments import named_function
    from relu_tui.interface.argument_values import MOST_STEPS
    from relu_tui.lesson.moving import along

    if options.start is None or options.end is None:
        fail("--from and --to go together")
    (start, end), step = _interval(options), options.step
    if (end - start) / step > MOST_STEPS:
        fail(f"--step {step} makes more than {MOST_STEPS} steps")
    try:
        function = named_function(options).text
        found = along(function, start, end, step)
    except ExpressionError as error:
        fail(str(error))
    print((derivative.along_as_json if options.json else derivative.along_as_text)(function, found))
    return 0


def run_where(options: Namespace) -> int:
    """All points of an interval at which f is not differentiable."""
    from relu_tui.calculus.questions.points import rough_points
    from relu_tui.console import where
    from relu_tui.console.function_arguments import named_function

    start, end = _interval(options)
    found = rough_points(named_function(options), start, end)
    print(where.as_json(found) if options.json else where.as_text(found))
    return 0


def run_verify(options: Namespace) -> int:
    """Whether certificates prove what they claim; none of the engine is loaded."""
    from relu_tui.certificate.record import RecordError
    from relu_tui.console import certificate

    try:
        status, text = certificate.run_verify(options.file)
    except RecordError as error:
        fail(str(error))
    print(text)
    return status


def run_table(options: Namespace) -> int:
    """Rows of difference quotients."""
    from fractions import Fraction

    from relu_tui.calculus.numerics.step_sizes import steps
    from relu_tui.console import table
    from relu_tui.console.function_arguments import examined

    examination = examined(options)
    sides = ("left", "right") if options.side == "both" else (options.side,)
    lines = table.lines(examination, sides, steps(Fraction(options.ratio), options.steps), options.format)
    if options.csv:
        print(table.as_csv(lines, examination.point))
    elif options.json:
        print(table.as_json(lines, examination, options.format))
    else:
        print(table.as_text(lines))
    return 0


def run_functions(options: Namespace) -> int:
    """The gallery."""
    from relu_tui.console import functions

    print(functions.as_json() if options.json else functions.as_text())
    return 0


def run_frameworks(options: Namespace) -> int:
    """What frameworks return."""
    from relu_tui.console import frameworks

    return frameworks.run(options)


def run_practice(options: Namespace) -> int:
    """How rare x = 0 is."""
    from relu_tui.console import practice

    return practice.run(options)


def run_network(options: Namespace) -> int:
    """The kinks of a network."""
    from relu_tui.console import network

    return network.run(options)


def run_descent(options: Namespace) -> int:
    """Subgradient descent."""
    from relu_tui.console import descent

    return descent.run(options)
