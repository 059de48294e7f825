"""Where a variable is surely set, followed over outputs, repeats and lanes."""

import pytest

from runtime.checking import check

COLLECT = ("c", "collect", {"prompt": [{"text": "?"}], "variable": "N"})
SECRET = ("c", "collect", {"prompt": [{"text": "?"}], "variable": "N", "secret": True})
READ = ("r", "notification", {"text": "{{ N }}"})
PLAY = ("p", "play", {"prompt": [{"text": "Hello"}]})


def put(id_, variable="N", **more):
    return (id_, "assignment", {"operations": [{"variable": variable, "value": "'1'", **more}]})


def issues(nodes, ways, repeats=()):
    lanes = [("s", "start", {})]
    lanes += [
        (id_, type_, {}) for id_, type_ in (("h", "on_hangup"), ("e", "on_error")) if f"{id_} " in str(ways)
    ]
    edges = [way.split() for way in ways]
    document = {
        "directed": True,
        "multigraph": True,
        "graph": {
            "format": 1,
            "name": "flow",
            "repeats": [
                dict(zip(("source", "key", "target"), way.split(), strict=True), limit=2) for way in repeats
            ],
        },
        "nodes": [{"id": id_, "type": type_, "params": params} for id_, type_, params in [*lanes, *nodes]],
        "edges": [{"source": source, "key": key, "target": target} for source, key, target in edges],
    }
    return check(document).issues


def unset(*drawing):
    return [issue.node for issue in issues(*drawing) if issue.code == "perhaps_unset"]


FLOWS = {
    "after what was entered it is set": ([COLLECT, READ], ["s next c", "c entered r"], (), []),
    "after no input it is not": ([COLLECT, READ], ["s next c", "c entered r", "c no_input r"], (), ["r"]),
    "a step that failed has set nothing": (
        [put("a"), READ],
        ["s next a", "a next r", "a error r"],
        (),
        ["r"],
    ),
    "a step that was left by a hang-up has set nothing": (
        [COLLECT, READ],
        ["s next c", "c on_hangup r"],
        (),
        ["r"],
    ),
    "a repeat that goes back loses nothing": (
        [put("a"), READ, PLAY],
        ["s next a", "a next r", "r next p"],
        ["p next a"],
        [],
    ),
    "a repeat can come from where it is not set": (
        [PLAY, put("a"), READ],
        ["s next p", "p next a", "a next r"],
        ["p key r"],
        ["r"],
    ),
    "a spent repeat is a way like others": (
        [PLAY, put("a"), READ],
        ["s next p", "p next a", "a next r", "p key.spent r"],
        ["p key p"],
        ["r"],
    ),
    "a hang-up can come before it is set": (
        [PLAY, put("a"), READ],
        ["s next p", "p next a", "h next r"],
        (),
        ["r"],
    ),
    "a hang-up only comes where the line is used": (
        [put("a"), PLAY, READ],
        ["s next a", "a next p", "h next r"],
        (),
        [],
    ),
    "a failure can come before it is set": (
        [PLAY, put("a"), READ],
        ["s next p", "p next a", "e next r"],
        (),
        ["r"],
    ),
    "a failure only comes where no output takes it": (
        [put("a"), PLAY, READ],
        ["s next a", "a next p", "e next r"],
        (),
        [],
    ),
    "what outlives a call may have been set by an earlier one": (
        [READ, put("a", scope="scenario")],
        ["s next r", "r next a"],
        (),
        [],
    ),
    "an assignment sees what its rows before have set": (
        [
            (
                "a",
                "assignment",
                {"operations": [{"variable": "N", "value": "1"}, {"variable": "M", "value": "N + 1"}]},
            )
        ],
        ["s next a"],
        (),
        [],
    ),
    "an assignment does not see what its rows behind will set": (
        [
            (
                "a",
                "assignment",
                {"operations": [{"variable": "M", "value": "N"}, {"variable": "N", "value": "1"}]},
            )
        ],
        ["s next a"],
        (),
        ["a"],
    ),
    "the check of an input sees what was put in": (
        [("c", "collect", {"prompt": [], "variable": "N", "valid": "N != '0'"})],
        ["s next c"],
        (),
        [],
    ),
    "where nothing leads nothing is missing": ([put("a"), READ], ["s next a"], (), []),
}


@pytest.mark.parametrize(("nodes", "ways", "repeats", "missing"), FLOWS.values(), ids=FLOWS)
def test_a_variable_may_be_unset(nodes, ways, repeats, missing):
    assert unset(nodes, ways, repeats) == missing


def test_the_way_on_which_it_is_missing_is_named():
    (issue,) = (
        issue
        for issue in issues([COLLECT, READ], ["s next c", "c entered r", "c no_input r"])
        if issue.code == "perhaps_unset"
    )

    assert "from “Ввод” by the output “no input”" in issue.message.en


def test_a_secret_input_cannot_stand_in_a_notification():
    found = issues([SECRET, READ], ["s next c", "c entered r"])

    assert ("secret_shown", "r") in [(issue.code, issue.node) for issue in found]
