"""Well-typed random expressions in the subset of CEL that our engine and its oracles share.

No operator gets a whole number beside a double: there our engine widens and CEL refuses.
"""

from functools import cache

from hypothesis import strategies as st

VARIABLES = {
    "i": 7,
    "j": -3,
    "d": 2.5,
    "s": "abc",
    "t": "",
    "b": True,
    "l": [3, 0, -1],
    "m": {"a": 1, "b": 0},
}
_DEPTH = 3

Source = st.SearchStrategy[str]


def _form(pattern: str, *parts: Source) -> Source:
    return st.tuples(*parts).map(lambda texts: pattern.format(*texts))


_TEXT = st.text(alphabet="abcxyz019.-_", max_size=6)
_LITERAL_TEXT = _TEXT.map(lambda text: f"'{text}'")
_WHOLE = st.one_of(st.integers(-10, 10), st.sampled_from([2**63 - 1, -(2**63), 2**31, 5_000_000_000]))
_REAL = st.sampled_from(["0.0", "1.5", "-2.25", "1e3", "0.125", "1e308", "-0.5"])


@cache
def wholes(depth: int = _DEPTH) -> Source:
    """Expressions of CEL's int."""
    leaf = st.one_of(_WHOLE.map(str), st.sampled_from(["i", "j"]))
    if not depth:
        return leaf
    a = wholes(depth - 1)
    return st.one_of(
        leaf,
        st.builds("({} {} {})".format, a, st.sampled_from(["+", "-", "*", "/", "%"]), a),
        _form("-({})", a),
        _form("size({})", texts(depth - 1)),
        _form("size({})", lists(depth - 1)),
        _form("({} ? {} : {})", flags(depth - 1), a, a),
        _form("{}[{}]", lists(depth - 1), a),
        _form("int({})", reals(depth - 1)),
        _form("int({})", texts(depth - 1)),
        st.sampled_from(["m.a", "m.b", "m['c']", "m.c"]),
    )


@cache
def reals(depth: int = _DEPTH) -> Source:
    """Expressions of CEL's double."""
    leaf = st.one_of(_REAL, st.just("d"))
    if not depth:
        return leaf
    a = reals(depth - 1)
    return st.one_of(
        leaf,
        st.builds("({} {} {})".format, a, st.sampled_from(["+", "-", "*", "/"]), a),
        _form("double({})", wholes(depth - 1)),
        _form("({} ? {} : {})", flags(depth - 1), a, a),
    )


@cache
def texts(depth: int = _DEPTH) -> Source:
    """Expressions of CEL's string, ASCII only."""
    leaf = st.one_of(_LITERAL_TEXT, st.sampled_from(["s", "t"]))
    if not depth:
        return leaf
    a = texts(depth - 1)
    return st.one_of(
        leaf,
        _form("({} + {})", a, a),
        _form("string({})", wholes(depth - 1)),
        _form("string({})", flags(depth - 1)),
        _form("({} ? {} : {})", flags(depth - 1), a, a),
    )


@cache
def lists(depth: int = _DEPTH) -> Source:
    """Expressions of lists of ints."""
    leaf = st.sampled_from(["l", "[]", "[1]", "[2, 0]"])
    if not depth:
        return leaf
    a = lists(depth - 1)
    return st.one_of(
        leaf,
        _form("[{}, {}]", wholes(depth - 1), wholes(depth - 1)),
        _form("({} + {})", a, a),
        _form("{}.map(x, x + {})", a, wholes(depth - 1)),
        _form("{}.filter(x, x > {})", a, wholes(depth - 1)),
        _form("{}.map(y, y != 0, 6 / y)", a),
    )


@cache
def flags(depth: int = _DEPTH) -> Source:
    """Expressions of CEL's bool."""
    leaf = st.sampled_from(["true", "false", "b"])
    if not depth:
        return leaf
    a = flags(depth - 1)
    relation = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
    equality = st.sampled_from(["==", "!="])
    kinds = (wholes, reals, texts)
    return st.one_of(
        leaf,
        *(st.builds("({} {} {})".format, kind(depth - 1), relation, kind(depth - 1)) for kind in kinds),
        st.builds("({} {} {})".format, lists(depth - 1), equality, lists(depth - 1)),
        st.builds("({} {} {})".format, a, st.sampled_from(["&&", "||"]), a),
        _form("!{}", a),
        _form("({} in {})", wholes(depth - 1), lists(depth - 1)),
        _form("({} in m)", texts(depth - 1)),
        _form("{}.startsWith({})", texts(depth - 1), texts(depth - 1)),
        _form("{}.endsWith({})", texts(depth - 1), texts(depth - 1)),
        _form("{}.contains({})", texts(depth - 1), texts(depth - 1)),
        _form("{}.matches('^[a-c]+$')", texts(depth - 1)),
        _form("{}.all(x, x > {})", lists(depth - 1), wholes(depth - 1)),
        _form("{}.exists(x, 6 / x == {})", lists(depth - 1), wholes(depth - 1)),
        _form("{}.exists_one(x, x == {})", lists(depth - 1), wholes(depth - 1)),
        st.sampled_from(["has(m.a)", "has(m.c)"]),
    )


def expressions() -> Source:
    """An expression of any of these types."""
    return st.one_of(wholes(), reals(), texts(), lists(), flags())
