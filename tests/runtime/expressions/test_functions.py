"""Every function: what it gives, under both its names, and how it refuses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from runtime.expressions import EvaluationError, Expression, functions
from tests.runtime.expressions.conformance import same
from tests.runtime.expressions.facts import WEDNESDAY, FixedFacts

SUMMER = datetime(2026, 7, 5, 3, 4, 5, 678000, tzinfo=UTC)
VARIABLES: dict[str, Any] = {"when": SUMMER, "пустой": None, "reply": {"items": []}}


def value(source: str, facts: FixedFacts | None = None) -> Any:
    return Expression(source).evaluate(VARIABLES, facts or FixedFacts())


@pytest.mark.parametrize(
    ("english", "russian", "wanted"),
    [
        ("calledID()", "набранныйНомер()", "84951234567"),
        ("callerID()", "номерЗвонящего()", "79991234567"),
        ("callerName()", "имяЗвонящего()", "Анна"),
        ("lineNumber()", "номерЛинии()", "3"),
        ("trunk()", "транк()", "gate"),
        ("callId()", "идЗвонка()", "c-17"),
        ("version()", "версия()", "5f2a"),
        ("lastKeys()", "последниеКлавиши()", "42#"),
        ("key(1)", "клавиша(1)", "4"),
        ("key(4)", "клавиша(0)", ""),
        ("normNumber(calledID())", "нормНомер(84951234567)", "+74951234567"),
        ("now()", "сейчас()", WEDNESDAY),
        ("hour()", "час()", 20),
        ("hour(when)", "час(when)", 3),
        ("weekday()", "деньНедели()", 3),
        ("weekday(when)", "деньНедели(when)", 7),
        ("date()", "дата()", "2026-11-25"),
        ("date(when)", "дата(when)", "2026-07-05"),
        ("callDuration()", "длительность()", 75),
        ("size('абв')", "размер([1, 2, 3])", 3),
        ("empty(' ')", "пусто([])", True),
        ("empty(0)", "пусто(false)", False),
        ("'абв'.contains('б')", "содержит('абв', 'б')", True),
        ("'абв'.startsWith('а')", "начинаетсяС('абв', 'а')", True),
        ("'абв'.endsWith('в')", "кончаетсяНа('абв', 'в')", True),
        ("'a1'.matches('[0-9]$')", "подходит('a1', '^a')", True),
        ("charAt('абв', 1)", "'абв'.знак(1)", "б"),
        ("'абаб'.indexOf('б')", "позиция('абаб', 'б')", 1),
        ("'абаб'.indexOf('б', 2)", "последняяПозиция('абаб', 'б')", 3),
        ("'AbЖ'.lowerAscii()", "строчные('ABЖ')", "abЖ"),
        ("'aBж'.upperAscii()", "прописные('abж')", "ABж"),
        ("' a '.trim()", "обрезать(' a\u00a0')", "a"),
        ("reverse('абв')", "наоборот('абв')", "вба"),
        ("replace('a-b-c', '-', '')", "заменить('a-b-c', '-', '')", "abc"),
        ("'a-b-c'.replace('-', '', 1)", "заменить('a-b-c', '-', '', 1)", "ab-c"),
        ("substring('84951234567', 1)", "подстрока('84951234567', 1)", "4951234567"),
        ("'абвг'.substring(1, 3)", "подстрока('абвг', 1, 3)", "бв"),
        ("'a,b,c'.split(',')", "разделить('a,b,c', ',')", ["a", "b", "c"]),
        ("'a,b,c'.split(',', 2)", "разделить('a,b,c', ',', 2)", ["a", "b,c"]),
        ("'abc'.split('', 2)", "'abc'.разделить('', 2)", ["a", "bc"]),
        ("['a', 'b'].join('-')", "соединить(['a', 'b'], '-')", "a-b"),
        (
            "format('%d из %s: %.2f', [3, 'пяти', 0.5])",
            "'%d из %s: %.2f'.формат([3, 'пяти', 0.5])",
            "3 из пяти: 0.50",
        ),
        ("if(hour() < 9, 'рано', 'день')", "если(час() < 9, 'рано', 'день')", "день"),
        ("int('42')", "целое(42.9)", 42),
        ("double('1.5')", "дробное('1.5')", 1.5),
        ("string(1.0)", "текст(1)", "1"),
        ("bool('true')", "даНет('1')", True),
        ("timestamp('2026-07-05T06:04:05.678+03:00')", "момент(when)", SUMMER),
        ("duration('1h30m')", "промежуток('90m')", timedelta(minutes=90)),
        ("type(1)", "тип(2)", Expression("int").evaluate({}, FixedFacts())),
        ("math.least(3, 1, 2)", "наименьшее(1, 1.5)", 1),
        ("math.greatest(1, 2)", "наибольшее(2, 0)", 2),
        ("math.abs(-2)", "модуль(2)", 2),
        ("math.round(-2.5)", "округлить(-2.6)", -3.0),
        ("math.floor(2.7)", "вниз(2.1)", 2.0),
        ("math.ceil(2.1)", "вверх(3.0)", 3.0),
    ],
)
def test_a_function_gives_its_value_under_both_names(english: str, russian: str, wanted: Any) -> None:
    assert same(value(english), wanted)
    assert same(value(russian), wanted)


@pytest.mark.parametrize(
    ("part", "utc", "moscow"),
    [
        ("getFullYear", 2026, 2026),
        ("getMonth", 6, 6),
        ("getDate", 5, 5),
        ("getDayOfMonth", 4, 4),
        ("getDayOfWeek", 0, 0),
        ("getDayOfYear", 185, 185),
        ("getHours", 3, 6),
        ("getMinutes", 4, 4),
        ("getSeconds", 5, 5),
        ("getMilliseconds", 678, 678),
    ],
)
def test_a_part_of_a_date_is_read_in_its_own_zone_or_the_one_named(part: str, utc: int, moscow: int) -> None:
    assert value(f"when.{part}()") == utc
    assert value(f"when.{part}('Europe/Moscow')") == moscow


def test_now_is_read_in_the_installations_zone() -> None:
    assert value("now().getHours()") == 20
    assert value("now().getHours('UTC')") == 17


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("string(timestamp('2026-07-05T03:04:05.5Z'))", "2026-07-05T03:04:05.5Z"),
        ("string(now())", "2026-11-25T20:05:00+03:00"),
        ("string(duration('-1.5s'))", "-1.5s"),
        ("string(0.1)", "0.1"),
        ("string(1e15)", "1000000000000000"),
        ("string(true)", "true"),
        ("int(timestamp('1970-01-01T00:01:00Z'))", 60),
        ("duration('-1h30m15s').getMinutes()", -90),
        ("'%s'.format([{'b': [null, true], 'a': 1.0}])", "{a: 1, b: [null, true]}"),
        ("'%x %X %o %b %e'.format([255, 'я', 8, 5, 1.5])", "ff D18F 10 101 1.500000e+00"),
    ],
)
def test_values_are_written_as_cel_writes_them(source: str, wanted: Any) -> None:
    assert value(source) == wanted


@pytest.mark.parametrize(
    "source",
    ["empty(нет)", "empty(пустой)", "empty(reply.total)", "empty(reply.items[0])", "empty(reply.a.b)"],
)
def test_what_is_not_there_is_empty(source: str) -> None:
    assert value(source) is True


def test_what_fails_otherwise_is_not_empty_but_fails() -> None:
    with pytest.raises(EvaluationError):
        value("empty(1 / 0)")


def test_an_analogue_line_is_told_by_its_number_where_no_called_number_comes() -> None:
    source = "если(пусто(calledID()), номерЛинии(), calledID())"
    assert value(source, FixedFacts(called="")) == "3"
    assert value(source, FixedFacts(called="101")) == "101"


def test_the_region_of_the_call_decides_how_a_number_is_read() -> None:
    assert value("normNumber('030 901820')", FixedFacts(region="DE")) == "+4930901820"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("'abc'.charAt(4)", "index_out_of_range"),
        ("'abc'.charAt(1.0)", "wrong_type"),
        ("substring('abc', 2, 1)", "index_out_of_range"),
        ("'abc'.substring(-1)", "index_out_of_range"),
        ("[1].join()", "wrong_type"),
        ("'%d'.format([])", "bad_format"),
        ("'%q'.format([1])", "bad_format"),
        ("'%d'.format(['a'])", "bad_format"),
        ("now().getHours('Nowhere/Land')", "bad_zone"),
        ("duration('1h').getFullYear()", "wrong_type"),
        ("timestamp('yesterday')", "bad_conversion"),
        ("timestamp('2026-02-30T00:00:00Z')", "out_of_range"),
        ("duration('300000h30m9999999h')", "out_of_range"),
        ("uint(-1)", "bad_conversion"),
        ("int(1e20)", "bad_conversion"),
        ("int(' 12')", "bad_conversion"),
        ("double('1_0')", "bad_conversion"),
        ("bool('да')", "bad_conversion"),
        ("string(b'\\xff')", "bad_conversion"),
        ("calledID(1)", "wrong_argument_count"),
        ("math.abs(-9223372036854775808)", "overflow"),
    ],
)
def test_a_function_refuses_with_its_code(source: str, code: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        value(source)
    assert caught.value.code == code


def test_every_function_is_described_for_the_designer_in_both_languages() -> None:
    for row in functions():
        assert set(row) == {"name", "aliases", "params", "returns", "pure", "help"}
        assert row["help"].ru
        assert row["help"].en


def test_no_two_functions_share_a_name() -> None:
    names = [name for row in functions() for name in (row["name"], *row["aliases"])]
    assert len(names) == len(set(names))


def test_functions_of_the_call_are_not_pure_and_those_of_texts_are() -> None:
    pure = {row["name"]: row["pure"] for row in functions()}
    assert not pure["calledID"]
    assert not pure["now"]
    assert pure["replace"]
    assert pure["map"]
