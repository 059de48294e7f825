"""What has changed between two drafts, in a few words."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.differences import WORDS, differences
from tests.scenarios.documents import document


def moved(drawing: Any) -> None:
    drawing["nodes"][1]["position"] = [1, 2]


def reworded(drawing: Any) -> None:
    drawing["nodes"][1]["params"] = {"prompt": [{"text": "иначе"}]}


def retitled(drawing: Any) -> None:
    drawing["nodes"][1]["title"] = "иначе"


def removed(drawing: Any) -> None:
    del drawing["nodes"][2], drawing["edges"][1]


def rewired(drawing: Any) -> None:
    drawing["edges"][1]["target"] = "n1"


def repeated(drawing: Any) -> None:
    drawing["graph"]["repeats"] = [{"source": "n2", "key": "next", "target": "n2", "limit": 3}]


def declared(drawing: Any) -> None:
    drawing["graph"]["variables"] = {"x": {"type": "text"}}


def translated(drawing: Any) -> None:
    drawing["graph"]["language"] = "en"


def restacked(drawing: Any) -> None:
    drawing["nodes"].reverse()


def retyped(drawing: Any) -> None:
    drawing["nodes"][0]["position"] = [0.0, 0]


def marked(drawing: Any) -> None:
    drawing["nodes"][1]["main"] = "next"


def ruined(drawing: Any) -> None:
    drawing["nodes"] = "ничего"


@pytest.mark.parametrize(
    ("change", "tags"),
    [
        (moved, ("layout",)),
        (reworded, ("params",)),
        (retitled, ("titles",)),
        (removed, ("nodes", "wiring")),
        (rewired, ("wiring",)),
        (repeated, ("wiring",)),
        (declared, ("variables",)),
        (translated, ("settings",)),
        (restacked, ("layout",)),
        (retyped, ("layout",)),
        (marked, ("main_outputs",)),
        (ruined, ("document",)),
    ],
)
def test_a_change_is_told_by_its_kind(change: Callable[[Any], None], tags: tuple[str, ...]) -> None:
    after = copy.deepcopy(document())
    change(after)
    assert differences(document(), after) == tags


def test_the_same_drawing_has_no_differences() -> None:
    assert differences(document(), copy.deepcopy(document())) == ()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
DRAWINGS = st.dictionaries(st.sampled_from(["graph", "nodes", "edges", "x"]), ANYTHING, max_size=4)


@given(DRAWINGS, DRAWINGS)
def test_whatever_is_saved_is_told_apart_by_known_words(before: Any, after: Any) -> None:
    tags = differences(before, after)
    assert set(tags) <= set(WORDS)
    assert list(tags) == sorted(tags)
    assert bool(tags) == bool(differences(after, before))
