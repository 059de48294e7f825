"""Deliberately broken scenarios, each with exactly the issues it must give."""

import json
import re
from pathlib import Path

import pytest

from runtime.checking import check
from runtime.names import DialRules

FOLDER = Path(__file__).parents[1] / "broken"
CASES = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
CODES = """
    bad_expression bad_target bad_variable_name cycle dangling_edge deep_menus duplicate_id empty_text
    duplicate_row_id duplicate_value forbidden_number long_prompt look_alike_names many_options
    media_after_hang_up missing_parameter never_equal no_number no_options no_start overlapping_error_lanes
    perhaps_unset prefix_of_another
    quiet_loop repeat_after_hang_up reserved_row_id secret_shown several_on_hangup several_starts silent_menu
    too_long unknown_function unknown_main unknown_name unknown_output unknown_parameter unknown_type
    unknown_variable unreachable unverified_name unwired_ending unwired_fallback unwired_required
    wrong_parameter wrong_result wrong_type
"""
"""What the editor and other people's scripts may rely on."""


class Known:
    """The names and the dial rules that a case says there are; other sources cannot be reached."""

    def __init__(self, names, rules=None):
        self._names = names
        self._rules = rules

    def known(self, kind):
        names = self._names.get(kind)
        return None if names is None else frozenset(names)

    def dial_rules(self):
        return None if self._rules is None else DialRules.from_rows(self._rules)


def checked(case):
    return check(json.dumps(case["document"]), Known(case.get("names", {}), case.get("dial_rules")))


def line(issue):
    place = issue.output or issue.param or "-"
    at = "" if issue.offset is None else f"@{issue.offset}"
    return f"{issue.severity} {issue.code} {issue.node or '-'} {place}{at}"


@pytest.mark.parametrize("name", CASES)
def test_a_broken_scenario_gives_exactly_its_issues(name):
    case = CASES[name]
    found = [line(issue) for issue in checked(case).issues if case.get("hints") or issue.severity != "hint"]

    assert sorted(found) == sorted(case["expects"])


@pytest.mark.parametrize("name", CASES)
def test_every_issue_says_in_both_languages_what_to_do(name):
    titles = {node["id"]: node["title"] for node in CASES[name]["document"]["nodes"]}
    for issue in checked(CASES[name]).issues:
        for text in (issue.message, issue.fix):
            assert CYRILLIC.search(text.ru)
            assert text.ru.endswith((".", "?"))
            assert text.en.endswith((".", "?"))
        if issue.code != "look_alike_names":
            assert not CYRILLIC.search(issue.message.en + issue.fix.en)
        if issue.node is not None and issue.code != "too_long":
            assert titles[issue.node] in issue.message.ru
            assert titles[issue.node] in issue.message.en


def test_the_codes_stay():
    seen = {expected.split()[1] for case in CASES.values() for expected in case["expects"]}

    assert seen == set(CODES.split())
