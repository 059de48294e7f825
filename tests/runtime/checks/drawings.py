"""Random drawings of real components, most of which pass their checks, and random callers for them."""

from hypothesis import strategies as st

PROMPT = [{"text": "Press a key"}]
DATA = {
    "assignment": {"operations": [{"variable": "X", "value": "lastKeys()"}]},
    "notification": {"text": "{{ lastKeys() }}"},
    "compare": {"condition": "lastKeys() == '1'"},
    "menu": {"argument": "lastKeys()", "values": [{"id": "one", "value": "1"}, {"id": "two", "value": "2"}]},
}
MEDIA = {
    "answer": {},
    "play": {"prompt": PROMPT, "break_keys": "12"},
    "wait": {"seconds": "3", "break_keys": "1"},
    "collect": {"prompt": PROMPT, "variable": "N", "max_digits": 2, "attempts": 1},
    "voice_menu": {
        "prompt": PROMPT,
        "options": [{"id": "one", "keys": "1", "label": "1"}, {"id": "two", "keys": "2", "label": "2"}],
        "attempts_wrong": 1,
        "attempts_no_input": 1,
    },
    "transfer": {"targets": ["101"]},
    "queue": {"queue": "support"},
    "voicemail": {"box": "info"},
    "hangup": {"farewell": []},
    "stop": {},
}
OUTPUTS = {
    "assignment": ["next", "error"],
    "notification": ["next"],
    "compare": ["yes", "no", "error"],
    "menu": ["one", "two", "other"],
    "answer": ["next", "error"],
    "play": ["next", "key", "error"],
    "wait": ["next", "key"],
    "collect": ["entered", "no_input", "wrong_input", "refused", "error"],
    "voice_menu": ["one", "two", "no_input", "wrong_input", "error"],
    "transfer": ["completed", "no_answer", "busy"],
    "queue": ["completed", "timeout", "full"],
    "voicemail": ["left", "not_left"],
    "hangup": [],
    "stop": [],
}
WORDS = {
    "transfer": ["completed", "no_answer", "busy", "unreachable", "error"],
    "queue": ["completed", "timeout", "full", "error"],
    "voicemail": ["left", "not_left", "error"],
}


@st.composite
def drawings(draw):
    """A document: nodes in a row that lead onwards, repeats that lead back, and perhaps the other lanes.

    The nodes at the end of the row need no line, so that every hang-up can lead there.
    """
    media = draw(st.lists(st.sampled_from(sorted(MEDIA) + sorted(DATA)), min_size=1, max_size=8))
    data = draw(st.lists(st.sampled_from(sorted(DATA)), max_size=4))
    types = [*media, *data]
    ids = [f"n{place}" for place in range(len(types))]
    nodes = [
        {"id": id_, "type": type_, "params": {**DATA, **MEDIA}[type_]}
        for id_, type_ in zip(ids, types, strict=True)
    ]
    edges, repeats = [], []
    for place, (id_, type_) in enumerate(zip(ids, types, strict=True)):
        is_data = place >= len(media)
        back = ids[len(media) :] if is_data else ids
        for output in OUTPUTS[type_]:
            way = draw(st.sampled_from(["edge", "edge", "repeat", "loose"]))
            onwards = ids[place + 1 :]
            if way == "repeat":
                target, limit = draw(st.sampled_from(back)), draw(st.integers(1, 4))
                repeats.append({"source": id_, "key": output, "target": target, "limit": limit})
                output += ".spent"
            if onwards and way != "loose":
                edges.append({"source": id_, "key": output, "target": draw(st.sampled_from(onwards))})
        if not is_data and data and type_ in MEDIA and type_ != "stop" and draw(st.booleans()):
            edges.append(
                {"source": id_, "key": "on_hangup", "target": draw(st.sampled_from(ids[len(media) :]))}
            )
    lanes = [("start", {}, ids)]
    if draw(st.booleans()):
        lanes.append(("on_error", {}, ids))
    if data and draw(st.booleans()):
        reasons = ["caller", "operator", "scenario", "system"]
        lanes.append(("on_hangup", {"reasons": reasons}, ids[len(media) :]))
    for type_, params, targets in lanes:
        nodes.append({"id": type_, "type": type_, "params": params})
        edges.append({"source": type_, "key": "next", "target": draw(st.sampled_from(targets))})
    graph = {"format": 1, "name": "random", "repeats": repeats, "variables": {"X": {}, "N": {}}}
    return {"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges}


@st.composite
def callers(draw, document):
    """What one caller does and what happens to those who are rung: (keys, outcomes) of a simulated call."""
    keys = ",".join(draw(st.lists(st.sampled_from(["1", "2", "7", "12#", "w"]), max_size=30)))
    if draw(st.booleans()):
        keys = f"{keys},h" if keys else "h"
    outcomes = {
        node["id"]: draw(st.sampled_from(WORDS[node["type"]]))
        for node in document["nodes"]
        if node["type"] in WORDS
    }
    return keys, outcomes
