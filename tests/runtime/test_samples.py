"""The scenarios shipped with the product: sound, and going where their drawings say."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from runtime.checking import check
from runtime.graph import CompiledGraph, compile_graph
from runtime.simulator import SimulatedCall, simulate

SAMPLES = Path(__file__).parents[2] / "scenarios" / "samples"
FILES = sorted(SAMPLES.glob("*.json"))


def compiled(name: str) -> CompiledGraph:
    document = check((SAMPLES / f"{name}.json").read_bytes()).document
    assert document is not None
    return compile_graph(document)


THREE_NUMBERS = compiled("three_numbers")
RECEPTION = compiled("reception")


def path(call: SimulatedCall) -> list[str]:
    return [str(event["node"]) for event in call.events if event["kind"] == "entered"]


def ways(call: SimulatedCall) -> list[str]:
    return [f"{event['node']}.{event['output']}" for event in call.events if event["kind"] == "left"]


async def reception(keys: str, outcomes: Mapping[str, str] | None = None) -> SimulatedCall:
    return await simulate(RECEPTION, called="100", caller="79991234567", keys=keys, outcomes=outcomes or {})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_sample_has_no_mistake_that_a_good_author_would_leave(file: Path) -> None:
    checked = check(file.read_bytes())
    # Whether a queue or a box exists is known on an installation only.
    asked_elsewhere = "unverified_name"
    serious = [(issue.code, issue.node) for issue in checked.issues if issue.severity != "hint"]
    assert [issue for issue in serious if issue[0] != asked_elsewhere] == []
    assert checked.bound is not None


def _height(outputs: int) -> int:
    """At least so many pixels the canvas draws a node with, by its connected outputs (`geometry.ts`)."""
    return 56 + 21 * outputs + 6 if outputs > 1 else 56


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_nodes_of_a_sample_do_not_lie_on_one_another(file: Path) -> None:
    document = check(file.read_bytes()).document
    assert document is not None
    wired = Counter(edge["source"] for edge in document["edges"])
    boxes = [
        (*node["position"], *node.get("size", (220, _height(wired[node["id"]]))))
        for node in document["nodes"]
    ]
    for place, (x, y, width, height) in enumerate(boxes):
        for other_x, other_y, other_width, other_height in boxes[place + 1 :]:
            assert (
                x + width <= other_x
                or other_x + other_width <= x
                or y + height <= other_y
                or other_y + other_height <= y
            ), f"({x}, {y}) and ({other_x}, {other_y})"


@pytest.mark.parametrize(
    ("called", "keys", "wanted"),
    [
        ("84951234567", "1", ["n5", "n9", "n12", "n18"]),
        ("+74951234567", "2", ["n5", "n9", "n13", "n18"]),
        ("84951234568", "1", ["n6", "n10", "n14", "n18"]),
        ("+7 495 123-45-68", "2", ["n6", "n10", "n15", "n18"]),
        ("88005553535", "1", ["n7", "n11", "n16", "n18"]),
        ("8005553535", "2", ["n7", "n11", "n17", "n18"]),
        ("84951234569", "", ["n8", "n18"]),
        ("", "", ["n8", "n18"]),
    ],
)
async def test_each_of_the_three_numbers_has_a_branch_of_its_own(
    called: str, keys: str, wanted: list[str]
) -> None:
    call = await simulate(THREE_NUMBERS, called=called, caller="79991234567", keys=keys)
    assert path(call) == ["n1", "n2", "n3", "n4", *wanted]
    assert call.ending.cause == "completed"


async def test_the_first_notification_shows_the_number_as_the_provider_sent_it() -> None:
    call = await simulate(THREE_NUMBERS, called="+7 (495) 1234567")
    notified = next(event for event in call.events if event["kind"] == "notified")
    assert notified["text"] == "Набран номер: +7 (495) 1234567"


@pytest.mark.parametrize("keys", ["w,w", "7,7"])
async def test_a_caller_who_chooses_nothing_is_told_so(keys: str) -> None:
    call = await simulate(THREE_NUMBERS, called="84951234567", keys=keys)
    assert path(call)[-2:] == ["n9", "n19"]
    assert call.ending.cause == "completed"


@pytest.mark.parametrize(
    ("keys", "outcomes", "wanted"),
    [
        ("0", {}, ["secretary", "goodbye"]),
        ("w,w", {}, ["secretary", "goodbye"]),
        ("9,9", {}, ["secretary", "goodbye"]),
        ("0", {"secretary": "busy"}, ["secretary", "mailbox", "message_left", "thanks"]),
        ("0", {"secretary": "no_answer", "mailbox": "not_left"}, ["secretary", "mailbox", "goodbye"]),
        ("1001", {}, ["extension", "goodbye"]),
        ("2", {}, ["support", "goodbye"]),
        ("2", {"support": "timeout"}, ["support", "mailbox", "message_left", "thanks"]),
        ("2", {"support": "no_agents"}, ["support", "mailbox", "message_left", "thanks"]),
        ("3", {}, ["mailbox", "message_left", "thanks"]),
        ("*,3", {}, ["mailbox", "message_left", "thanks"]),
        ("1001,0", {"extension": "declined"}, ["extension", "no_reply", "main_menu", "secretary", "goodbye"]),
        ("4,0", {}, ["about", "main_menu", "secretary", "goodbye"]),
    ],
)
async def test_the_reception_leads_every_answer_where_it_is_drawn(
    keys: str, outcomes: dict[str, str], wanted: list[str]
) -> None:
    call = await reception(keys, outcomes)
    assert path(call) == ["start", "main_menu", *wanted]
    assert call.ending.cause == "completed"


async def test_the_way_back_is_taken_three_times_and_then_is_spent() -> None:
    call = await reception("4,4,4,4,4")
    assert path(call) == ["start", *["main_menu", "about"] * 4, "goodbye"]
    assert [way for way in ways(call) if way.startswith("about")] == [
        "about.next",
        "about.next",
        "about.next",
        "about.next.spent",
    ]


async def test_a_caller_who_leaves_the_queue_too_often_comes_to_the_mailbox() -> None:
    call = await reception("2,2,2,2", {"support": "key:*"})
    assert path(call) == ["start", *["main_menu", "support"] * 4, "mailbox", "message_left", "thanks"]
    assert "support.menu.spent" in ways(call)


@pytest.mark.parametrize(
    ("keys", "node"), [("h", "main_menu"), ("0,h", "secretary"), ("2,h", "support"), ("3,h", "mailbox")]
)
async def test_people_are_told_when_the_caller_hangs_up(keys: str, node: str) -> None:
    call = await reception(keys)
    assert path(call)[-4:] == [node, "hung_up", "tell_hung_up", "hung_up_end"]
    assert call.ending.node == node


async def test_after_a_failure_the_caller_is_connected_to_the_secretary() -> None:
    call = await reception("0", {"secretary": "error"})
    assert path(call)[2:] == ["secretary", "failed", "tell_failed", "apology", "rescue", "goodbye"]
    alarm = next(event for event in call.events if event["kind"] == "notified")
    assert alarm["level"] == "alarm"
    assert "узел secretary" in str(alarm["text"])
