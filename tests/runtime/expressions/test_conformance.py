"""CEL's own conformance cases; conftest.py leaves this file out where their folder is not at hand."""

import pytest

from tests.runtime.expressions.conformance import CORE, cases, failure
from tests.runtime.expressions.deviations import DEVIATIONS

_CASES = cases(*CORE)
_EXTENSIONS = [case for case in cases("string_ext") if case.section != "quote"]
# The keys 1, 2 and true in one object: Python's objects take 1 and true for one key.
_MIXED_KEYS = "map support (all key types)"


# One test for each file: a thousand single ones would cost more in collecting than in running.
@pytest.mark.parametrize("file", CORE)
def test_every_core_case_passes_or_is_a_listed_deviation(file: str) -> None:
    of_file = [case for case in _CASES if case.file == file]
    failing = {case.key: failure(case) for case in of_file if failure(case)}
    listed = {key for key in DEVIATIONS if key[0] == file}

    assert {key: why for key, why in failing.items() if key not in listed} == {}
    assert listed - failing.keys() == set(), "listed as deviations, but they pass"


def test_at_least_97_of_100_core_cases_pass() -> None:
    assert len(DEVIATIONS) <= 0.03 * len(_CASES)


@pytest.mark.parametrize("section", sorted({case.section for case in _EXTENSIONS}))
def test_the_string_extension_follows_its_cases(section: str) -> None:
    of_section = [case for case in _EXTENSIONS if case.section == section and case.name != _MIXED_KEYS]

    assert {case.name: why for case in of_section if (why := failure(case))} == {}


def test_every_deviation_names_a_core_file_and_a_reason() -> None:
    assert all(key[0] in CORE and reason for key, reason in DEVIATIONS.items())
