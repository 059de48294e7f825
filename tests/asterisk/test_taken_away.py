"""An operator moves a caller out of a scenario: that is no hang-up of the caller."""

from lab.answering import LabAnswering, path_of
from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.phones import Phones

SCENARIO = drawing(
    [
        ("n1", "start", {}),
        ("n2", "voice_menu", {"prompt": say("меню"), "options": [{"id": "one", "keys": "1", "label": ""}]}),
        ("n3", "on_hangup", {"reasons": ["caller"]}),
        ("n4", "assignment", {"operations": [{"variable": "УШЁЛ", "value": "true"}]}),
    ],
    "n1.next > n2; n3.next > n4",
)


async def test_a_redirect_elsewhere_takes_the_caller_away(asterisk: Asterisk, phones: Phones) -> None:
    async with LabAnswering(asterisk, {"меню": 600}) as answering:
        answering.publish(SCENARIO)
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        started = await answering.wait_event("started")
        ami = answering.answering.ami
        assert ami is not None
        rows = await ami.action("CoreShowChannels", list_end="CoreShowChannelsComplete", timeout_s=2)
        [channel] = [row.channel for row in rows if str(row.uniqueid) == started["call"]]
        await ami.action("Redirect", Channel=channel, Context="lab-operator", Exten="waiting", Priority="1")
        await call.wait_heard(440)
        trace = await answering.trace()
    assert trace[-1]["cause"] == "taken_away"
    assert path_of(trace) == [("n1", "next"), ("n2", None)]
