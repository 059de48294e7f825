"""The two FastAGI servers that are compared, each a process: `python -m tests.bench.agi_server
ours|panoramisk|panoramisk_uvloop`.

Both carry out the same six commands a call: read the called number from To, answer, keep the state, play and
read a key, fetch the key, say that the scenario is done. Ours is the product's own listener, phone,
interpreter, checkpoint and trace; the other is a script on panoramisk that does just that and nothing else.
Prints its port, then, on a line from standard input, the CPU seconds it has used.
"""

import asyncio
import json
import os
import resource
import sys
import warnings
from collections import deque
from collections.abc import Awaitable

import uvloop

from lab.drawing import drawing, say

PROMPT = "http://127.0.0.1:8000/prompts/0123456789abcdef.wav"

SCENARIOS = {
    # Six commands: the called number from To, Answer, MSet, Read, the keys, MSet.
    "six_commands": drawing(
        [
            ("n1", "start", {}),
            ("n2", "voice_menu", {"prompt": say("1"), "options": [{"id": "one", "keys": "1", "label": "1"}]}),
            ("n3", "stop", {}),
        ],
        "n1.next > n2; n2.one > n3",
    ),
    # A caller who presses nothing hears two prompts.
    "heard_twice": drawing(
        [
            ("n1", "start", {}),
            (
                "n2",
                "voice_menu",
                {
                    "prompt": say("1"),
                    "options": [{"id": "one", "keys": "1", "label": "1"}],
                    "timeout_s": 1,
                    "attempts_no_input": 1,
                },
            ),
            ("n3", "play", {"prompt": say("2")}),
        ],
        "n1.next > n2; n2.one > n3; n2.no_input > n3",
    ),
}


async def ours(scenario: str, prompt: str) -> int:
    """The product, walking one of SCENARIOS with `prompt` for every text; its port."""
    from runtime.answering import Answering
    from runtime.asterisk.media import MediaFile
    from runtime.checkpoint import Seal
    from runtime.graph import compile_graph
    from runtime.server import CallServerSettings
    from runtime.stores import Surroundings

    graph = compile_graph(SCENARIOS[scenario])

    class Store:
        def graph_for(self, called, trunk):
            return graph

        async def graph_by_hash(self, revision):
            return graph

    class Media:
        async def files_of(self, utterance):
            return (MediaFile(prompt, 500),)

    # Costs a call what handing an event to a writer's queue costs, and keeps no more than such a queue holds.
    events = deque(maxlen=1000)
    answering = Answering(
        CallServerSettings(name="bench", trunk_sources={"trunk_to": "to"}),
        Store(),
        Surroundings(),
        media=Media(),
        seal=Seal(os.urandom(32)),
        sinks=[events.append],
        host="127.0.0.1",
        port=0,
    )
    await answering.start()
    return answering.listener.port


async def panoramisk() -> int:
    """The bare script; its port."""
    warnings.simplefilter("ignore")
    from panoramisk import fast_agi

    async def call(request):
        await request.send_command('GET FULL VARIABLE "${URIENCODE(${PJSIP_HEADER(read,To)})}"')
        await request.send_command('EXEC Answer ",i"')
        await request.send_command('EXEC MSet "TIMEOUT(absolute)=30,CW_KEYS=,READSTATUS=,CW_CKPT=1.B.1"')
        await request.send_command(
            'EXEC Read "CW_KEYS,http://127.0.0.1:8000/prompts/0123456789abcdef.wav,1,t(),1,"'
        )
        await request.send_command('GET FULL VARIABLE "${READSTATUS}:${CW_KEYS}"')
        await request.send_command('EXEC MSet "CW_CAUSE=16,CW_SORRY=,CW_DONE=1"')

    application = fast_agi.Application()
    application.add_route("call", call)
    server = await asyncio.start_server(application.handler, "127.0.0.1", 0)
    return server.sockets[0].getsockname()[1]


async def _serve(started: Awaitable[int]) -> None:
    print(await started, flush=True)
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.readline():
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(json.dumps({"cpu_s": used.ru_utime + used.ru_stime, "peak_kb": used.ru_maxrss}), flush=True)


def _start(which: str, scenario: str = "six_commands", prompt: str = PROMPT) -> Awaitable[int]:
    return ours(scenario, prompt) if which == "ours" else panoramisk()


if __name__ == "__main__":
    runner = asyncio.run if sys.argv[1] == "panoramisk" else uvloop.run
    runner(_serve(_start(*sys.argv[1:])))
