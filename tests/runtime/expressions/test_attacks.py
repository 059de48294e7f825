"""Each attack in a Python process of its own: refused or cut off within 50 ms of CPU and 50 MB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CPU_MS = 50
GROWTH_MB = 50
_ROOT = Path(__file__).resolve().parents[3]
_TEN = "[0,1,2,3,4,5,6,7,8,9]"


def _loops(count: int, macro: str, body: str) -> str:
    for number in range(count):
        body = f"{_TEN}.{macro}(v{number}, {body})"
    return body


# What the child binds: many short texts, a long text, numbers and nestings that no JSON document holds.
_CHILD = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from runtime.expressions import Expression, ExpressionError, Template
from tests.runtime.expressions.facts import FixedFacts

deep = []
for _ in range(5000):
    deep = [deep]
big = [str(number) for number in range(1000)]
variables = {"big": big, "long": "a" * 60000, "huge_int": 10**4000, "deep": deep}
variables["wide"] = dict.fromkeys(big, 1)
source = sys.stdin.read()
warm = Expression("now() > now() || normNumber('84951234567').matches('a')")
warm.evaluate(variables, FixedFacts())
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
try:
    if source.startswith("template:"):
        said = str(len(Template(source[9:]).render(variables, FixedFacts())))
    else:
        expression = Expression(source)
        expression.problems(dict.fromkeys(variables, "any"))
        said = "value " + repr(expression.evaluate(variables, FixedFacts()))[:80]
except ExpressionError as error:
    said = error.code
cpu_ms = (time.process_time() - start) * 1000
growth_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(json.dumps({"said": said, "cpu_ms": cpu_ms, "growth_mb": growth_mb}))
"""

ATTACKS = {
    "10^8 rounds of nested loops": (_loops(8, "all", "true"), "too_much_work"),
    "nested loops that gather": (_loops(8, "map", "1"), "too_much_work"),
    "loops over a large variable": ("big.map(a, big.map(b, big.map(c, c)))", "too_much_work"),
    "loops of swallowed errors": (_loops(8, "exists", "1 / 0 == 1"), "too_much_work"),
    "a text doubling": ("['a']" + ".map(x, x + x + x + x + x + x + x + x)" * 20, "result_too_large"),
    "a long replacement": ("long.replace('a', long)", "result_too_large"),
    "a replacement of nothing": ("long.replace('', 'bbbbbbbb')", "result_too_large"),
    "a long join": ("big.map(x, long).join(long)", "result_too_large"),
    "a long format": ("'%s%s%s'.format([long, long, long])", "result_too_large"),
    "a format of great precision": ("'%.999999999f'.format([1.5])", "bad_format"),
    "a shared list printed": (
        "'%s'.format([[big]" + ".map(x, [x, x, x, x, x, x, x, x])" * 10 + "])",
        "too_much_work",
    ),
    "a shared list compared": (
        "[big]"
        + ".map(x, [x, x, x, x, x, x, x, x])" * 10
        + " == [big]"
        + ".map(x, [x, x, x, x, x, x, x, x])" * 10,
        "too_much_work",
    ),
    "a shared list given back": ("[big]" + ".map(x, [x, x, x, x, x, x, x, x])" * 10, "result_too_large"),
    "1+1+... 20,000 times": ("+".join(["1"] * 20_000), "too_long"),
    "1+1+... as long as it is read": ("+".join(["1"] * 1_900), "too_deep"),
    "deep brackets": ("(" * 1_990 + "1" + ")" * 1_990, "too_deep"),
    "deep lists": ("[" * 1_990 + "]" * 1_990, "too_deep"),
    "deep objects": ("{1:" * 990 + "1" + "}" * 990, "too_deep"),
    "a chain of minus signs": ("-" * 3_990 + "1", "too_deep"),
    "a chain of fields": ("deep" + ".a" * 1_900, "too_deep"),
    "a chain of conditions": ("true ? 1 : " * 360 + "1", "too_deep"),
    "a class": ("''.__class__.__mro__", "no_fields"),
    "an import": ("__import__('os').system('id')", "unknown_function"),
    "a class in a format": ("'{0.__class__}'.format([1])", "value '{0.__class__}'"),
    "a pattern that backtracks": ("(long + '!').matches('^(a+)+$')", "value False"),
    "a pattern of great repetition": ("long.matches('((a{100}){100}){10}')", "bad_pattern"),
    "many new patterns": ("big.map(x, long.matches(x + '(a|b|c|d){500}.*(x|y){300}'))", "too_much_work"),
    "many searches": ("big.map(x, long.matches('b$'))", "too_much_work"),
    "a huge power": ("9**9**9", "unexpected_token"),
    "a huge exponent": ("1e999999999", "value inf"),
    "a huge literal": ("9" * 3_990, "number_out_of_range"),
    "a huge text as a number": (f"int('{'9' * 3_900}')", "bad_conversion"),
    "a huge number": ("huge_int * huge_int", "overflow"),
    "a huge number as text": ("string(huge_int)", "value 'Infinity'"),
    "a deep variable compared": ("deep == deep", "too_deep"),
    "a deep variable given back": ("deep", "result_too_large"),
    "yes/no keys looked up": ("big.all(x, true in wide)", "value False"),
    "membership inside membership": ("1 in " + "[1 in " * 30 + "[1]" + "]" * 30, "value False"),
    "unknown zones": ("big.exists(x, now().getHours('Zone/Q' + x) == 77)", "too_much_work"),
    "a zone outside": ("now().getHours('../../etc/passwd')", "bad_zone"),
    "many telephone numbers": ("big.exists(x, normNumber('8495123' + x + '7') == 'q')", "too_much_work"),
    "many moments": ("big.all(x, big.all(y, timestamp('2026-11-25T20:00:00Z') > now()))", "too_much_work"),
    "slow searches in a text": ("big.all(x, long.indexOf('aaaaaaaaaaaaaaaaaaaab') < 0)", "too_much_work"),
    "a template of loops": ("template:" + "{{ big.all(a, big.all(b, true)) }}" * 100, "0"),
    "a template of many holes": ("template:" + "{{ long }}" * 1_600, "too_many_holes"),
    "a long template": ("template:" + "a" * 10_000_000, "too_long"),
    "a template of long texts": ("template:" + "{{ long }}" * 100, "60000"),
}


@pytest.mark.parametrize(("source", "wanted"), ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_is_refused_or_cut_off_in_time(source: str, wanted: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=source,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=_ROOT,
        check=True,
    )
    seen = json.loads(done.stdout)

    assert seen["said"].startswith(wanted)
    assert seen["cpu_ms"] < CPU_MS
    assert seen["growth_mb"] < GROWTH_MB
