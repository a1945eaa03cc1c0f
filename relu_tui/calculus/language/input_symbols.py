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
    MEMBER = "member"
    END = "end"


WORDS = {
    **{word: word for word in ("if", "else", "and", "or", "not", "then")},
    **dict.fromkeys(("for", "when", "provided"), "if"),
    **dict.fromkeys(("otherwise", "elsewhere"), "otherwise"),
    **dict.fromkeys(("elif", "elseif"), "else if"),
}

GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γΓ",
    "delta": "δΔ",
    "epsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θΘ",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μµ",
    "nu": "ν",
    "xi": "ξ",
    "phi": "φϕΦ",
    "psi": "ψΨ",
    "omega": "ωΩ",
}
"""Letters by their names; those that look like letters of ours, and π, τ and σ, are told elsewhere."""

SEPARATORS = {",": "a comma", ";": "a semicolon", ":": "a colon", "&": "&"}
"""What stands between arguments, pieces or cells, each with its name."""

UNSEEN = "$\u00ad\u200b\u200c\u200d\u2060\u2061\u2062\u2064\ufeff"
"""What says no more than a blank in pasted formulas: $ of LaTeX, and the signs that MathML writes unseen."""

SIGNS: dict[str, tuple[Kind, str]] = {
    **{sign: (Kind.OPERATOR, sign) for sign in ("+", "-", "*", "/", "**", "//", "%")},
    **dict.fromkeys(("^", ".^"), (Kind.OPERATOR, "**")),
    ".*": (Kind.OPERATOR, "*"),
    "%%": (Kind.OPERATOR, "%"),
    "%/%": (Kind.OPERATOR, "//"),
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
    **dict.fromkeys("|∣‖", (Kind.BAR, "|")),
    "⟦": (Kind.OPEN, "["),
    "⟧": (Kind.CLOSE, "]"),
    **{sign: (Kind.SEPARATOR, sign) for sign in SEPARATORS},
    "√": (Kind.ROOT, "2"),
    "∛": (Kind.ROOT, "3"),
    "∜": (Kind.ROOT, "4"),
    **dict.fromkeys(("->", "=>", "→", "↦", "⇒"), (Kind.ARROW, "->")),
    "∈": (Kind.MEMBER, "in"),
    "∉": (Kind.MEMBER, "not in"),
    "∞": (Kind.NAME, "infinity"),
    "?": (Kind.QUESTION, "?"),
    "°": (Kind.DEGREE, "°"),
    "!": (Kind.FACTORIAL, "!"),
    "_": (Kind.UNDERSCORE, "_"),
    "π": (Kind.NAME, "pi"),
    "𝜋": (Kind.NAME, "pi"),
    "τ": (Kind.NAME, "tau"),
    **{letter: (Kind.NAME, name) for name, letters in GREEK.items() for letter in letters},
    "σ": (Kind.NAME, "sigmoid"),
}
SIGNS |= {
    chr(ord(sign) + 0xFEE0): meant for sign, meant in SIGNS.items() if len(sign) == 1 and sign.isascii()
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
    **dict.fromkeys(("lvert", "lVert"), (Kind.BAR, "|open")),
    **dict.fromkeys(("rvert", "rVert"), (Kind.BAR, "|close")),
    **dict.fromkeys(("vert", "Vert", "mid"), (Kind.BAR, "|")),
    "lbrace": (Kind.OPEN, "{"),
    "rbrace": (Kind.CLOSE, "}"),
    **dict.fromkeys(("to", "mapsto", "rightarrow"), (Kind.ARROW, "->")),
    "in": (Kind.MEMBER, "in"),
    "notin": (Kind.MEMBER, "not in"),
    "infty": (Kind.NAME, "infinity"),
    "circ": (Kind.DEGREE, "°"),
    **dict.fromkeys(("bmod", "pmod", "mod"), (Kind.OPERATOR, "%")),
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
    [
        "operatorname",
        "mathrm",
        "text",
        "mathit",
        "textrm",
        "mbox",
        "mathbf",
        "textup",
        "textit",
        "mathsf",
        "mathbb",
    ]
)
RAISED = {**{sign: str(n) for n, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}, "⁻": "-", "⁺": "+"}
RAISED_TEXT = {**RAISED, **dict(zip("ᐟ⸍ˣᵉⁿᵃᵇᵏᵐ", "//xenabkm", strict=True))}
"""What may stand in an exponent written small that is no whole number: eˣ, x³ᐟ²."""
LOWERED = {sign: str(n) for n, sign in enumerate("₀₁₂₃₄₅₆₇₈₉")}
NOT_FORMULAS: tuple[tuple[str, str, str], ...] = (
    (
        r"\\(?:i*int|oint)(?![A-Za-z])|[∫∮∬]|\b(?:integrate|integral)\b",
        "an integral can't be read here",
        "write out the function that it is equal to",
    ),
    (
        r"\\(?:sum|prod)(?![A-Za-z])|[∑∏Σ]",
        "a sum or product over an index can't be read here",
        "write its parts out, with + or * between",
    ),
    (
        r"\\lim(?![A-Za-z])|\b[Ll]im(?:it)?(?![A-Za-z])",
        "a limit can't be read here",
        "write f alone: relu-tui limit asks for its limit",
    ),
    (
        r"\\(?:partial|nabla)(?![A-Za-z])|[∂∇]|\\d?frac\s*\{\s*d\s*\}\s*\{\s*d\s*x\s*\}|\bd/dx\b"
        r"|\b[Dd]iff(?=\()|\b[Dd]erivative\b|\b[A-Za-z]+['′’]+(?=\()|(?<=[xX)|\]])[′’]|(?<=[)|\]])'",
        "a derivative can't be read here",
        "write f alone: relu-tui derivative asks for its derivative",
    ),
)
"""What is more than a formula: how it is written, what it is, and what would do."""

LOOKALIKES = dict(zip("хХеЕаАсСоОрРτχ", "xXeEaAcCoOpPtx", strict=True))
