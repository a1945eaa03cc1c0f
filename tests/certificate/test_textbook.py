"""The textbook's sides by the certificate alone: none contradicts what was derived by hand."""

from __future__ import annotations

from typing import Any

import pytest

from relu_tui.certificate import record
from relu_tui.certificate.checker import verify
from relu_tui.certificate.errors import Unproved
from relu_tui.certificate.prover import certify
from relu_tui.certificate.record import Certificate, from_json, to_json
from relu_tui.certificate.subject import is_near
from tests.calculus.test_hostile import ROWS as HOSTILE
from tests.calculus.test_hostile import expected
from tests.calculus.textbook import ROWS, SIDES, number
from tests.certificate.cases import CASES, certified

QUICK = ROWS[::9]
"""The quick form: each ninth row; `python -m tests.bench.certificates` takes all of them."""

WORK = 3_000
SHARE = 0.9


def agrees(certificate: Certificate, expected: dict[str, str]) -> bool:
    """Whether a certificate says what was derived by hand."""
    if certificate.kind != expected["kind"]:
        return False
    if certificate.kind != record.FINITE or certificate.limit is None:
        return True
    return is_near(certificate.limit, str(number(expected["value"])), digits=25)


def sides(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    return [(row, side) for row in rows for side in SIDES]


def test_no_certificate_contradicts_the_textbook_and_most_sides_have_one() -> None:
    found = 0
    for row, side in sides(QUICK):
        certificate = certify(row["f"], row["at"], side, work=WORK)
        if certificate is not None:
            assert agrees(certificate, row[side]), (row["id"], side)
            verify(certificate)
            found += 1
    assert found >= SHARE * len(sides(QUICK))


@pytest.mark.parametrize("decimal", ["1.47e36542580224695080624489727648194", "1e-99999999", "-2E+10001"])
def test_a_number_out_of_reach_is_not_written_out_to_be_compared(decimal: str) -> None:
    with pytest.raises(Unproved):
        is_near("cosh(sinh(sinh(5)))", decimal)


@pytest.mark.parametrize(("function", "at", "side", "kind"), CASES)
def test_every_kind_of_limit_has_certificates_that_the_checker_accepts(
    function: str, at: str, side: str, kind: str
) -> None:
    certificate = certified(function, at, side)
    assert certificate.kind == kind
    assert verify(certificate) == certificate.assumed == ()


def test_f_itself_has_certificates_for_a_jump_and_for_a_value() -> None:
    jump = certified("floor(x)", "0", "left", "f")
    assert (jump.kind, jump.limit) == (record.FINITE, "-1")
    smooth = certified("exp(x)", "1", "right", "f")
    assert (smooth.kind, smooth.limit) == (record.FINITE, "e")
    for certificate in (jump, smooth):
        assert verify(certificate) == ()


def test_a_certificate_comes_back_from_json_as_it_was() -> None:
    made = tuple(certified(*case[:3]) for case in CASES[:16])
    assert from_json(to_json(made)) == made


def test_a_constant_that_is_0_by_a_bound_alone_is_no_assumption() -> None:
    certificate = certified("abs(x)*(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))) + x", "0", "right")
    assert verify(certificate) == ()
    assert certificate.limit is not None
    assert is_near(certificate.limit, "1")


def test_a_constant_that_is_taken_for_0_is_named() -> None:
    machin = "4*atan(1/5) - atan(1/239) - pi/4"
    certificate = certified(f"abs(x)**(1/2)*({machin}) + x", "0", "right")
    assert certificate.kind == record.FINITE
    (assumed,) = certificate.assumed
    assert "atan(1/5)" in assumed
    assert verify(certificate) == certificate.assumed


def test_no_certificate_contradicts_the_cases_written_to_deceive() -> None:
    found = 0
    for row in HOSTILE[::4]:
        for side in SIDES:
            certificate = certify(row["f"], row["at"], side, work=1_000)
            if certificate is not None:
                assert agrees(certificate, expected(row[side])), (row["f"], side)
                found += 1
    assert found > 90
