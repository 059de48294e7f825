"""What the checks say is for people: titles and labels, and never an id or a regular expression."""

import copy
import json
import re

import pytest

from runtime.checking import check
from runtime.component import components
from tests.runtime.checks.test_broken import CASES, Known
from tests.runtime.checks.test_checking import SOUND

OPTION = {"id": "a", "keys": "x"}
SILENCE = {"silence_s": 90}
ROW_ID = re.compile("[a-z0-9_]{1,32}")


def with_raw_ids(document):
    """The document with the ids that the editor gives: n1 ... for nodes, row1 ... for rows."""
    stored = copy.deepcopy(document)
    nodes, rows = {}, {}
    for node in stored["nodes"]:
        kind = components().get(node["type"])
        reserved = {output.id for output in kind.fixed_outputs()} if kind else set()
        for row in node.get("params", {}).get(kind.rows_of, []) if kind and kind.rows_of else []:
            if ROW_ID.fullmatch(row["id"]) and row["id"] not in reserved:
                row["id"] = rows.setdefault((node["id"], row["id"]), f"row{len(rows) + 1}")
        node["id"] = nodes.setdefault(node["id"], f"n{len(nodes) + 1}")
    for wire in (*stored["edges"], *stored["graph"].get("repeats", [])):
        key, _, spent = wire["key"].partition(".")
        wire["key"] = rows.get((wire["source"], key), key) + (f".{spent}" if spent else "")
        wire["source"] = nodes.get(wire["source"], "n98")
        wire["target"] = nodes.get(wire["target"], "n99")
    return stored


def field_names(model):
    """The stored names of all fields of a component's parameters."""
    schema = model.model_json_schema()
    return {
        name for part in (schema, *schema.get("$defs", {}).values()) for name in part.get("properties", {})
    }


def said(document, names):
    """(type of the node, text in Russian, text in English) of all that is told of a document."""
    types = {node["id"]: node["type"] for node in document["nodes"]}
    for issue in check(json.dumps(document), names).issues:
        for text in (issue.message, issue.fix, *(fix.title for fix in issue.fixes)):
            yield types.get(issue.node), text.ru, text.en


@pytest.mark.parametrize("name", CASES)
def test_english_texts_quote_as_english_does(name):
    for _, _, en in said(CASES[name]["document"], Known(CASES[name].get("names", {}))):
        assert not re.search(r"(?<!\w)'|[«»]", en)


@pytest.mark.parametrize("name", CASES)
def test_english_texts_speak_of_wires_as_the_drawing_does(name):
    for _, _, en in said(CASES[name]["document"], Known(CASES[name].get("names", {}))):
        assert not re.search(r"\b[Ee]dges?\b|\bflow\b", en)


@pytest.mark.parametrize("name", CASES)
def test_no_id_and_no_regular_expression_is_shown(name):
    for type_, ru, en in said(with_raw_ids(CASES[name]["document"]), Known(CASES[name].get("names", {}))):
        assert not re.search(r"\^|\\(?!\{\{)|\bn\d+\b|\brow\d+\b|\$id", ru + en)
        if type_ in components():
            words = set(re.findall(r"[a-z_]{3,}", ru))
            assert not words & field_names(components()[type_].Params)


@pytest.mark.parametrize(
    ("type_", "params", "where", "how"),
    [
        ("voice_menu", {"prompt": [], "options": [OPTION]}, "«Пункты», строка 1, «Клавиши»", "например 1"),
        ("transfer", {"targets": ["1"], "caller_id": "x"}, "«Показать номер»", "например +74951234567"),
        ("queue", {"queue": "a/b"}, "«Очередь»", "например sales"),
        ("collect", {"prompt": [SILENCE], "variable": "X"}, "«Приглашение», строка 1, «Тишина»", "60"),
        ("transfer", {"targets": ["1"], "order": "x"}, "«Порядок»", "«по очереди»"),
    ],
)
def test_a_wrong_value_is_told_by_its_labels_and_with_a_right_one(type_, params, where, how):
    stored = copy.deepcopy(SOUND)
    stored["nodes"].append({"id": "n7", "type": type_, "title": "Сюда", "params": params})
    (issue,) = (issue for issue in check(stored).issues if issue.severity == "error" and issue.node == "n7")

    assert f"«Сюда», параметр {where}: " in issue.message.ru
    assert how in issue.message.ru


def test_a_limit_is_written_without_a_needless_fraction():
    stored = copy.deepcopy(SOUND)
    params = {"prompt": [SILENCE], "variable": "X"}
    stored["nodes"].append({"id": "n7", "type": "collect", "title": "Сюда", "params": params})
    (issue,) = (issue for issue in check(stored).issues if issue.severity == "error" and issue.node == "n7")

    assert issue.message.ru.endswith(": нужно не больше 60.")
    assert issue.message.en.endswith(": 60 or less is needed.")


@pytest.mark.parametrize(
    ("type_", "params", "how"),
    [
        ("queue", {"queue": ""}, "such as sales"),
        ("collect", {"prompt": [], "variable": ""}, "Write a text here"),
        ("voice_menu", {"prompt": [], "options": [{"id": "a", "keys": ""}]}, "such as 1"),
    ],
)
def test_an_empty_field_is_to_be_filled_in_whatever_has_to_stand_there(type_, params, how):
    stored = copy.deepcopy(SOUND)
    stored["nodes"].append({"id": "n7", "type": type_, "title": "Сюда", "params": params})
    (issue,) = (issue for issue in check(stored).issues if issue.severity == "error" and issue.node == "n7")

    assert issue.message.ru.endswith(": заполните поле.")
    assert issue.message.en.endswith(": fill this in.")
    assert how in issue.fix.en


@pytest.mark.parametrize("kind", components())
def test_every_text_that_fits_a_pattern_says_how_it_is_written(kind):
    schema = components()[kind].Params.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        for field in part.get("properties", {}).values():
            assert ("pattern" in field) == ("x-written" in field)


def test_a_node_without_a_name_is_called_after_its_component():
    stored = copy.deepcopy(SOUND)
    stored["nodes"].append({"id": "n7", "type": "stop"})

    assert "К «Стоп» не ведёт ни один путь." in [issue.message.ru for issue in check(stored).issues]


def loose(lanes):
    """What is told of the loose outputs of a queue, by output, in a drawing with these lanes for errors."""
    nodes = [
        {"id": "n1", "type": "start", "title": "Старт"},
        {"id": "n2", "type": "queue", "title": "Очередь", "params": {"queue": "sales"}},
        *({"id": f"n{10 + at}", "type": "on_error", "title": title, "params": {"classes": classes}}
          for at, (title, classes) in enumerate(lanes)),
    ]  # fmt: skip
    graph = {"format": 1, "name": "loose"}
    edges = [{"source": "n1", "target": "n2", "key": "next"}]
    stored = {"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges}
    return {i.output: i.message.en for i in check(stored).issues if i.code == "unwired_fallback"}


@pytest.mark.parametrize(
    ("lanes", "of_full", "of_error"),
    [
        ([], "hears an apology and the call ends", "hears an apology and the call ends"),
        ([("Беда", [])], "goes to the lane “Беда”", "goes to the lane “Беда”"),
        ([("Беда", ["unwired"])], "goes to the lane “Беда”", "goes to the lane for such an error"),
        ([("Беда", ["timeout"])], "hears an apology and the call ends", "goes to the lane for such an error"),
    ],
    ids=["no lane", "one for all", "one for loose outputs", "one for another error"],
)
def test_a_loose_output_tells_of_the_lanes_that_there_are(lanes, of_full, of_error):
    told = loose(lanes)

    assert of_full in told["full"]
    assert of_error in told["error"]


def test_an_output_that_is_folded_away_is_told_where_it_is():
    (issue,) = (i for i in check(CASES["unwired_fallback"]["document"]).issues if i.output == "error")

    assert "«Выходы»" in issue.fix.ru
