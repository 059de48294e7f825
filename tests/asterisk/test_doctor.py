"""The doctor at a real Asterisk: all is well, and each trouble is found with its cure."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from lab.asterisk import AMI_SECRET, AMI_USER, Asterisk
from lab.product import Product
from runtime.asterisk.ami import AmiClient
from scenarios import doctor

LIMIT_S = 10.0
ASTERISK_LOOKS = (
    "AMI connection",
    "Asterisk modules",
    "AMI rights",
    "dialplan",
    "clock",
    "prompts from Asterisk",
    "time limit for prompts",
)


@pytest.fixture(scope="module")
def own() -> Iterator[Asterisk]:
    """An Asterisk that may be broken."""
    with Asterisk() as running:
        yield running


@asynccontextmanager
async def logged_in(own: Asterisk, user: str, secret: str) -> AsyncIterator[AmiClient]:
    """A connection of this account."""
    connected = asyncio.Event()

    async def note(_client: AmiClient) -> None:
        connected.set()

    client = AmiClient("127.0.0.1", own.ami_port, user, secret, on_login=note)
    client.start()
    try:
        async with asyncio.timeout(LIMIT_S):
            await connected.wait()
        yield client
    finally:
        await client.close()


@pytest.fixture
async def ami(own: Asterisk, settings: Settings) -> AsyncIterator[AmiClient]:
    """The doctor's connection to it."""
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, agi_port=4573)
    async with logged_in(own, AMI_USER, AMI_SECRET) as client:
        yield client


@pytest.fixture(scope="module")
def product(asterisk: Asterisk) -> Iterator[Product]:
    with Product(asterisk, {}) as running:
        yield running


def test_a_served_installation_at_its_asterisk_is_well(product: Product) -> None:
    done = product.run("doctor", "--language", "en")
    assert [line for line in done.stdout.splitlines() if not line.startswith("ok  ")] == []
    assert {f"ok  {look}" for look in ASTERISK_LOOKS} <= set(done.stdout.splitlines())
    assert done.returncode == 0


def test_a_wrong_password_is_told_as_such(product: Product) -> None:
    done = product.run("doctor", "--language", "en", CALLWRIGHT_AMI_SECRET="wrong")
    assert done.returncode == 1
    assert "!!  AMI connection: AMI refuses the user name or the password" in done.stdout


def test_an_asterisk_that_is_not_there_is_told_as_such(product: Product) -> None:
    done = product.run("doctor", "--language", "en", CALLWRIGHT_AMI_PORT="1")
    assert "!!  AMI connection: AMI does not answer" in done.stdout


@pytest.mark.parametrize(
    ("look", "breaks", "mends", "cure"),
    [
        (
            doctor._module_trouble,
            "module unload app_record.so",
            "module load app_record.so",
            "app_record.so; look at modules.conf",
        ),
        (
            doctor._dialplan_trouble,
            "dialplan remove context callwright-call",
            "dialplan reload",
            "callwright_extensions.conf",
        ),
        (
            doctor._dialplan_trouble,
            'dialplan set global CW_SERVERS "10.0.0.9:4999"',
            'dialplan set global CW_SERVERS "127.0.0.1:4573"',
            "waits for calls at port 4573",
        ),
    ],
)
async def test_a_trouble_is_found_and_gone_when_it_is_mended(
    own: Asterisk, ami: AmiClient, look: Callable[..., Any], breaks: str, mends: str, cure: str
) -> None:
    assert await look(ami) is None
    own.cli(breaks)
    found = await look(ami)
    assert found is not None
    assert cure in found.en
    own.cli(mends)
    assert await look(ami) is None


async def test_missing_rights_are_named(own: Asterisk) -> None:
    with (own.folder / "etc" / "manager.conf").open("a") as conf:
        conf.write("\n[narrow]\nsecret = narrow\nread = system\nwrite = system\n")
    own.cli("manager reload")
    async with logged_in(own, "narrow", "narrow") as client:
        found = await doctor._rights_trouble(client)
    assert found is not None
    assert found.en.startswith("not allowed: Command, Originate, Redirect")
    assert "callwright_manager.conf" in found.en


async def test_a_prompt_that_asterisk_cannot_fetch_is_told(
    ami: AmiClient, settings: Settings, tmp_path: Any
) -> None:
    settings.CALLWRIGHT = dataclasses.replace(
        settings.CALLWRIGHT, data=tmp_path, prompt_url="http://127.0.0.1:1/prompts/"
    )
    found = await doctor._fetch_trouble(ami)
    assert found is not None
    assert "CALLWRIGHT_PROMPT_URL" in found.en
