"""What is read as a certificate is hostile: one line says what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from relu_tui.certificate.record import VERSION, RecordError, from_json, to_json
from tests.certificate.cases import certified

GOOD: dict[str, Any] = json.loads(to_json([certified("x**2", "1", "left")]))


def changed(**fields: object) -> str:
    (item,) = GOOD["certificates"]
    return json.dumps(GOOD | {"certificates": [item | fields]})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 100_000,
        "{}",
        "x" * 300_000,
        json.dumps(GOOD | {"version": 1}),
        json.dumps(GOOD | {"version": VERSION - 1}),
        json.dumps(GOOD | {"certificates": []}),
        json.dumps(GOOD | {"certificates": [1]}),
        json.dumps(GOOD | {"certificates": GOOD["certificates"] * 17}),
        changed(function=1),
        changed(function=None),
        changed(side="up"),
        changed(kind="oscillates very much"),
        changed(radius="1/0"),
        changed(radius="1e9"),
        changed(radius="9" * 5000),
        changed(radius="١/٢"),
        changed(radius=0.5),
        changed(order=True),
        changed(order=10**9),
        changed(order="3"),
        changed(bound=None),
        changed(bound={"constant": "1"}),
        changed(values=None),
        changed(values={"base": "1/x"}),
        changed(values={"base": 1, "angle": "0"}),
        changed(branches="none"),
        changed(branches=[{"part": "x", "compared": "x", "sign": 2}]),
        changed(assumed=[1]),
        changed(kind="undefined"),
        changed(kind="undefined", missing="log(x): the logarithm of a negative number"),
        changed(kind="undefined", missing={"part": "x", "reason": "it is late", "where": "everywhere"}),
        changed(kind="undefined", missing={"part": "x", "reason": "division by zero", "where": "somewhere"}),
        json.dumps(GOOD).replace('"order": 3', '"order": ' + "9" * 5000),
        json.dumps(GOOD).replace('"order": 3', '"order": NaN'),
    ],
    ids=range(36),
)
def test_what_is_no_certificate_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(RecordError) as error:
        from_json(text)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200
