"""The AGI encoder against the way in which Asterisk takes a line apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.asterisk.agi_encoding import LINE_LIMIT_BYTES, WORD_LIMIT, encode
from runtime.asterisk.errors import UnsafeArgument

HOSTILE = st.sampled_from(
    [
        '"',
        "\\",
        '\\"',
        '""',
        " ",
        "  ",
        "${SHELL(id)}",
        "&PJSIP/x",
        ",",
        "'",
        "HANGUP",
        "\u00a0",
        "ё",
        "\udcff",
    ]
)
PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)
WORDS = st.lists(st.lists(HOSTILE | PLAIN, max_size=6).map("".join), min_size=1, max_size=WORD_LIMIT)


def words_as_asterisk_splits(line: bytes) -> list[bytes]:
    """What parse_args of res_agi.c (Asterisk 22) makes of a line, character by character."""
    words: list[bytearray] = []
    quoted = escaped = False
    between_words = True
    for byte in line.removesuffix(b"\n"):
        character = bytes([byte])
        if character == b'"' and not escaped:
            quoted = not quoted
            if quoted and between_words:
                words.append(bytearray())
                between_words = False
        elif character in b" \t" and not quoted and not escaped:
            between_words = True
        elif character == b"\\" and not escaped:
            escaped = True
        else:
            if between_words:
                words.append(bytearray())
                between_words = False
            words[-1] += character
            escaped = False
    return [bytes(word) for word in words]


@given(WORDS)
def test_asterisk_splits_a_line_into_exactly_the_words_given(words):
    line = encode(*words)
    assert words_as_asterisk_splits(line) == [word.encode("utf-8", "surrogateescape") for word in words]


@given(WORDS)
def test_a_line_is_one_line(words):
    line = encode(*words)
    assert line.endswith(b"\n")
    assert not [byte for byte in line[:-1] if byte < 32]


@given(
    st.text(max_size=20),
    st.sampled_from([*map(chr, range(32)), "\x7f", "\x85", "\u2028"]),
    st.text(max_size=20),
)
def test_a_control_character_is_refused_wherever_it_stands(before, control, after):
    with pytest.raises(UnsafeArgument):
        encode("SET", "VARIABLE", "NAME", before + control + after)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("ANSWER",), b"ANSWER\n"),
        (("EXEC", "Read", "CW_KEYS,beep,3,t(#),1,"), b"EXEC Read CW_KEYS,beep,3,t(#),1,\n"),
        (("SET", "VARIABLE", "A", ""), b'SET VARIABLE A ""\n'),
        (("SET", "VARIABLE", "A", "b c"), b'SET VARIABLE A "b c"\n'),
        (("SET", "VARIABLE", "A", '{"a": 1}'), b'SET VARIABLE A "{\\"a\\": 1}"\n'),
    ],
)
def test_words_are_quoted_only_where_they_must_be(words, line):
    assert encode(*words) == line


@pytest.mark.parametrize("words", [(), ("A",) * (WORD_LIMIT + 1), ("A", "\ud800"), ("A" * LINE_LIMIT_BYTES,)])
def test_what_is_no_line_for_asterisk_is_refused(words):
    with pytest.raises(UnsafeArgument):
        encode(*words)


def test_the_longest_line_is_let_through():
    assert len(encode("A" * (LINE_LIMIT_BYTES - 1))) == LINE_LIMIT_BYTES
