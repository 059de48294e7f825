"""Fixes: each one that is offered mends what it is offered for, and does nothing else that is wrong."""

import copy
import json

import pytest

from runtime.checking import check
from tests.runtime.checks.test_broken import CASES, CYRILLIC, Known

BY_OTHERS = {"rename_variable", "add_lane"}
"""The server carries the first out, the second gives calls another way to go; both have their own tests."""

CODES = {
    *("respell", "declare", "make_repeat", "one_name", "take_name", "remove_row", "remove_parameter"),
    *(
        "take_default",
        "double_sign",
        "to_hang_up",
        "to_new_hang_up",
        "to_error_lane",
        "new_error_lane",
        "new_start",
        "remove_wire",
        "unmark_main",
    ),
}
"""What the editor may rely on."""


def holder(node, param):
    """The object or list that the last part of the path is in, and that part."""
    *way, last = [int(part) if part.isdecimal() else part for part in param.split(".")]
    inner = node["params"]
    for part in way:
        inner = inner[part]
    return inner, last


def carried_out(document, edit):
    """The document after an edit, as the editor makes it."""
    edited = copy.deepcopy(document)
    edges, repeats = edited["edges"], edited["graph"].setdefault("repeats", [])
    match edit["kind"]:
        case "set_param" | "remove_param" | "replace_text":
            node = next(node for node in edited["nodes"] if node["id"] == edit["node"])
            inner, last = holder(node, edit["param"])
            if edit["kind"] == "remove_param":
                del inner[last]
            elif edit["kind"] == "set_param":
                inner[last] = edit["value"]
            else:
                text, at = inner[last], edit["offset"]
                assert text[at : at + edit["length"]] == edit["was"]
                inner[last] = text[:at] + edit["text"] + text[at + edit["length"] :]
        case "connect":
            edges[:] = [w for w in edges if (w["source"], w["key"]) != (edit["source"], edit["key"])]
            edges.append({"source": edit["source"], "key": edit["key"], "target": edit["target"]})
        case "connect_new":
            edited["nodes"].append({"id": "new", "type": edit["type"]})
            edges.append({"source": edit["source"], "key": edit["key"], "target": "new"})
        case "disconnect" | "make_repeat":
            for wires in (edges, repeats):
                for wire in [w for w in wires if (w["source"], w["key"]) == (edit["source"], edit["key"])]:
                    wires.remove(wire)
                    if edit["kind"] == "make_repeat":
                        repeats.append({**wire, "limit": edit["limit"]})
        case "unmark_main":
            del next(node for node in edited["nodes"] if node["id"] == edit["node"])["main"]
        case "declare":
            edited["graph"].setdefault("variables", {})[edit["variable"]] = edit["declaration"]
    return edited


def place(issue):
    return issue.code, issue.node, issue.output, issue.param, issue.offset


def offered():
    """(case, place of the issue, number of the fix) of every fix of every broken scenario."""
    for name, case in CASES.items():
        for issue in check(json.dumps(case["document"]), Known(case.get("names", {}))).issues:
            for number, fix in enumerate(issue.fixes):
                if fix.edit.kind not in BY_OTHERS:
                    yield pytest.param(name, place(issue), number, id=f"{name} {issue.code} {fix.code}")


@pytest.mark.parametrize(("name", "where", "number"), list(offered()))
def test_a_fix_mends_what_it_is_offered_for(name, where, number):
    case = CASES[name]
    names = Known(case.get("names", {}))
    before = check(json.dumps(case["document"]), names)
    issue = next(issue for issue in before.issues if place(issue) == where)
    edit = json.loads(json.dumps(issue.fixes[number].as_dict()))["edit"]
    after = check(json.dumps(carried_out(case["document"], edit)), names)

    assert where not in map(place, after.issues)
    # A look at one place more: what was hidden behind the mistake may show now, but no new circle.
    assert sum(i.code == "cycle" for i in after.issues) <= sum(i.code == "cycle" for i in before.issues)


def test_every_kind_of_fix_is_offered_somewhere():
    codes = {
        fix.code
        for case in CASES.values()
        for issue in check(json.dumps(case["document"]), Known(case.get("names", {}))).issues
        for fix in issue.fixes
    }
    assert codes == CODES


def test_a_drawing_without_a_start_is_offered_one():
    document = CASES["no_start"]["document"]
    [issue] = [issue for issue in check(json.dumps(document), Known({})).issues if issue.code == "no_start"]
    assert [fix.as_dict()["edit"] for fix in issue.fixes] == [{"kind": "add_lane", "type": "start"}]
    begun = {**document, "nodes": [*document["nodes"], {"id": "new", "type": "start"}]}
    assert "no_start" not in {issue.code for issue in check(json.dumps(begun), Known({})).issues}


def test_a_fix_says_in_both_languages_what_it_does():
    for case in CASES.values():
        for issue in check(json.dumps(case["document"]), Known(case.get("names", {}))).issues:
            for fix in issue.fixes:
                assert CYRILLIC.search(fix.title.ru)
                assert fix.title.en


def fixes_of(expression):
    """(what is replaced, by what) for the mistakes of one expression, where X and CALLED ID are known."""
    document = copy.deepcopy(CASES["unknown_variable"]["document"])
    document["graph"]["variables"] = {"X": {"type": "object"}}
    document["nodes"][2]["params"]["argument"] = expression
    return [
        (fix.edit.was, fix.edit.text)
        for issue in check(document).issues
        if issue.param == "argument"
        for fix in issue.fixes
        if fix.edit.kind == "replace_text"
    ]


@pytest.mark.parametrize(
    ("expression", "replaced"),
    [
        ("CALLERID", [("CALLERID", "`CALLED ID`")]),
        ("`CALLED IDD` + '1'", [("`CALLED IDD`", "`CALLED ID`")]),
        ("'é😀' + CALLERID", [("CALLERID", "`CALLED ID`")]),
        ("caledID() + callrID()", [("caledID", "calledID"), ("callrID", "callerID")]),
        ("X.foo == hour", [("hour", "hour()")]),
        ("`CALLED ID` = '1'", [("=", "==")]),
        ("`CALLED ID` === '1'", []),
    ],
)
def test_names_in_expressions_are_respelt(expression, replaced):
    assert fixes_of(expression) == replaced


def loose_errors(document):
    """(what the hint says becomes of the call, codes of its fixes) for each loose error output."""
    return [
        (issue.message.en.partition("connected: ")[2], [fix.code for fix in issue.fixes])
        for issue in check(document).issues
        if issue.code == "unwired_fallback" and issue.output == "error"
    ]


def test_an_error_that_nothing_takes_is_offered_a_lane_and_then_the_way_along_it():
    document = copy.deepcopy(CASES["repeat_after_hang_up"]["document"])
    apology = "the caller hears an apology and the call ends."
    assert loose_errors(document) == [(apology, ["new_error_lane", "to_hang_up"])]
    document["nodes"].append({"id": "lane", "type": "on_error", "title": "Oops"})
    assert loose_errors(document) == [("the call goes to the lane “Oops”.", ["to_hang_up"])]
    document["nodes"].append({"id": "sorry", "type": "hangup", "title": "Sorry", "params": {"farewell": []}})
    document["edges"].append({"source": "lane", "target": "sorry", "key": "next"})
    assert [codes for _, codes in loose_errors(document)] == [["to_error_lane", "to_hang_up"]]


def test_an_error_that_only_leaves_a_variable_empty_is_offered_no_lane():
    assert loose_errors(CASES["unwired_fallback"]["document"])[0][1] == ["to_hang_up"]
