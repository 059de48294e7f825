"""Batches and events as JSON, whatever stands in them."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.live.batch import (
    BATCH_MAX_BYTES,
    BadBatch,
    Notice,
    decoded_batch,
    encoded_batch,
    encoded_event,
    framed,
    head_of,
    read_frame,
)
from tests.scenarios.live.told import event

ANY_TEXT = st.text(st.characters(exclude_categories=()))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_every_event_becomes_json_that_any_browser_reads(value: object) -> None:
    text = encoded_event(event("c1", 2, "set", variables={"X": value}))
    read = json.loads(text, parse_constant=lambda name: pytest.fail(name))
    assert (read["call"], read["seq"], read["kind"]) == ("c1", 2, "set")
    assert head_of(text).seq == 2


def test_half_a_character_and_a_huge_number_are_replaced() -> None:
    text = encoded_event(event("c1", 1, caller_name="a\udcff", line=2**80))
    read = json.loads(text)
    assert (read["caller_name"], read["line"]) == ("a?", str(2**80))


@given(st.lists(ANY_TEXT, max_size=5), st.none() | st.lists(st.text(max_size=5), max_size=3))
def test_a_batch_comes_out_as_it_went_in(texts: list[str], live: list[str] | None) -> None:
    events = [encoded_event(event("c1", seq, text=text)) for seq, text in enumerate(texts, 2)]
    notice = Notice("c1", 3, "s", "n", "текст", "info", [{"kind": "watchers", "name": ""}], 0.0, "", True, "")
    batch = decoded_batch(encoded_batch("one", events, [notice], live))
    assert [bytes(kept) for kept in batch.events] == events
    assert (batch.server, batch.notices, batch.live) == ("one", [notice], live)


@given(st.binary(max_size=200))
def test_nonsense_is_no_batch_and_no_event(text: bytes) -> None:
    for read in (decoded_batch, head_of):
        with pytest.raises(BadBatch):
            read(text)


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(0, 400))
async def test_frames_come_out_of_a_stream_cut_anywhere(texts: list[bytes], cut: int) -> None:
    stream = b"".join(framed(text) for text in texts)
    reader = asyncio.StreamReader()
    reader.feed_data(stream[:cut])
    reader.feed_data(stream[cut:])
    reader.feed_eof()
    assert [await read_frame(reader) for _ in texts] == texts
    with pytest.raises(asyncio.IncompleteReadError):
        await read_frame(reader)


async def test_a_length_that_no_batch_has_is_refused() -> None:
    reader = asyncio.StreamReader()
    reader.feed_data((BATCH_MAX_BYTES + 1).to_bytes(4, "big"))
    with pytest.raises(BadBatch):
        await read_frame(reader)
