"""What each sign, word and LaTeX command stands for."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    NAME = "name"
    WORD = "word"
    OPERATOR = "operator"
    COMPARISON = "comparison"
    EQUALS = "equals"
    OPEN = "open"
    CLOSE = "close"
    BAR = "bar"
    SEPARATOR = "separator"
    RAISED = "raised"
    LOWERED = "lowered"
    ROOT = "root"
    FRACTION = "fraction"
    VULGAR = "vulgar"
    DOT = "dot"
    ARROW = "arrow"
    QUESTION = "question"
    DEGREE = "degree"
    FACTORIAL = "factorial"
    UNDERSCORE = "underscore"
    END = "end"


WORDS = {
    **{word: word for word in ("if", "else", "and", "or", "not", "then")},
    **dict.fromkeys(("for", "when", "provided"), "if"),
    **dict.fromkeys(("otherwise", "elsewhere"), "otherwise"),
    **dict.fromkeys(("elif", "elseif"), "else if"),
}

SIGNS: dict[str, tuple[Kind, str]] = {
    **{sign: (Kind.OPERATOR, sign) for sign in ("+", "-", "*", "/", "**", "//", "%")},
    **dict.fromkeys(("^", ".^"), (Kind.OPERATOR, "**")),
    ".*": (Kind.OPERATOR, "*"),
    "./": (Kind.OPERATOR, "/"),
    **dict.fromkeys("−–‒﹣－", (Kind.OPERATOR, "-")),
    **dict.fromkeys("×·⋅∗•∙✕⨯", (Kind.OPERATOR, "*")),
    **dict.fromkeys("÷∕⁄", (Kind.OPERATOR, "/")),
    **{sign: (Kind.COMPARISON, sign) for sign in ("<", "<=", ">", ">=", "==", "!=")},
    **dict.fromkeys(("≤", "⩽", "=<", "≦"), (Kind.COMPARISON, "<=")),
    **dict.fromkeys(("≥", "⩾", "≧"), (Kind.COMPARISON, ">=")),
    **dict.fromkeys(("≠", "<>", "/=", "=/=", "~="), (Kind.COMPARISON, "!=")),
    "===": (Kind.COMPARISON, "=="),
    "=": (Kind.EQUALS, "="),
    ":=": (Kind.EQUALS, "="),
    **dict.fromkeys(("&&", "∧"), (Kind.WORD, "and")),
    "∨": (Kind.WORD, "or"),
    "¬": (Kind.WORD, "not"),
    **{sign: (Kind.OPEN, sign) for sign in "([{⌊⌈"},
    **{sign: (Kind.CLOSE, sign) for sign in ")]}⌋⌉"},
    **dict.fromkeys("|∣", (Kind.BAR, "|")),
    **{sign: (Kind.SEPARATOR, sign) for sign in ",;:&"},
    "√": (Kind.ROOT, "2"),
    "∛": (Kind.ROOT, "3"),
    "∜": (Kind.ROOT, "4"),
    **dict.fromkeys(("->", "=>", "→", "↦", "⇒"), (Kind.ARROW, "->")),
    "?": (Kind.QUESTION, "?"),
    "°": (Kind.DEGREE, "°"),
    "!": (Kind.FACTORIAL, "!"),
    "_": (Kind.UNDERSCORE, "_"),
    "π": (Kind.NAME, "pi"),
    "𝜋": (Kind.NAME, "pi"),
    "τ": (Kind.NAME, "tau"),
    "σ": (Kind.NAME, "sigmoid"),
}
LONGEST_SIGN = max(map(len, SIGNS))

COMMANDS: dict[str, tuple[Kind, str]] = {
    **dict.fromkeys(("cdot", "times", "ast"), (Kind.OPERATOR, "*")),
    "div": (Kind.OPERATOR, "/"),
    **dict.fromkeys(("le", "leq", "leqslant"), (Kind.COMPARISON, "<=")),
    **dict.fromkeys(("ge", "geq", "geqslant"), (Kind.COMPARISON, ">=")),
    "lt": (Kind.COMPARISON, "<"),
    "gt": (Kind.COMPARISON, ">"),
    **dict.fromkeys(("ne", "neq"), (Kind.COMPARISON, "!=")),
    **dict.fromkeys(("land", "wedge"), (Kind.WORD, "and")),
    **dict.fromkeys(("lor", "vee"), (Kind.WORD, "or")),
    **dict.fromkeys(("lnot", "neg"), (Kind.WORD, "not")),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), (Kind.FRACTION, "frac")),
    "sqrt": (Kind.ROOT, "sqrt"),
    "lfloor": (Kind.OPEN, "⌊"),
    "rfloor": (Kind.CLOSE, "⌋"),
    "lceil": (Kind.OPEN, "⌈"),
    "rceil": (Kind.CLOSE, "⌉"),
    "lvert": (Kind.BAR, "|open"),
    "rvert": (Kind.BAR, "|close"),
    **dict.fromkeys(("vert", "mid"), (Kind.BAR, "|")),
    "lbrace": (Kind.OPEN, "{"),
    "rbrace": (Kind.CLOSE, "}"),
    **dict.fromkeys(("to", "mapsto", "rightarrow"), (Kind.ARROW, "->")),
    "circ": (Kind.DEGREE, "°"),
    "bmod": (Kind.OPERATOR, "%"),
    "sigma": (Kind.NAME, "sigmoid"),
}
BLANK_COMMANDS = frozenset(
    [
        "quad",
        "qquad",
        "displaystyle",
        "textstyle",
        "limits",
        "nolimits",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "biggl",
        "biggr",
        "thinspace",
        "left",
        "right",
        "middle",
        "mathstrut",
    ]
)
UPRIGHT = frozenset(
    ["operatorname", "mathrm", "text", "mathit", "textrm", "mbox", "mathbf", "textup", "textit", "mathsf"]
)
RAISED = {**{sign: str(n) for n, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}, "⁻": "-", "⁺": "+"}
LOWERED = {sign: str(n) for n, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")}
LOOKALIKES = dict(zip("хХеЕаАсСоОрРτχ", "xXeEaAcCoOpPtx", strict=True))
