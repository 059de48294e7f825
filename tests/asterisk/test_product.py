"""The product as it is shipped: `manage.py serve` with its samples, prompts over HTTP, a real Asterisk, real
callers.
"""

import asyncio
from collections.abc import Iterator
from typing import Final

import pytest

from lab.answering import path_of
from lab.asterisk import Asterisk
from lab.phones import Phones
from lab.product import Product
from lab.sip.callee import Answers

SALES, SUPPORT, FREE, OTHER, ORDER, BYE = 600, 700, 800, 900, 1000, 1200
TONES: Final = {
    "Вы позвонили в отдел продаж. Чтобы сделать заказ, нажмите один. Чтобы узнать цены, нажмите два.": SALES,
    "Вы позвонили в службу поддержки. Чтобы узнать, готов ли ремонт, нажмите один. Чтобы узнать условия "
    "гарантии, нажмите два.": SUPPORT,
    "Вы позвонили на бесплатную линию. Чтобы узнать адреса магазинов, нажмите один. Чтобы узнать о доставке, "
    "нажмите два.": FREE,
    "Вы набрали номер, который у нас не обслуживается. Проверьте номер и перезвоните.": OTHER,
    "Заказы мы принимаем каждый день с девяти до двадцати одного часа.": ORDER,
    "Вы ничего не выбрали. Пожалуйста, перезвоните. До свидания.": BYE,
    "Здравствуйте! Вы позвонили в приёмную. Служба поддержки – два. Оставить сообщение – три. Адрес и часы "
    "работы – четыре. Секретарь – ноль. Если вы знаете добавочный номер, наберите его.": SALES,
    "Поддержка – два, сообщение – три, адрес – четыре, секретарь – ноль.": SALES,
    "Мы находимся по адресу: улица Садовая, дом пять. Работаем по будням с девяти до восемнадцати "
    "часов.": FREE,
    "Спасибо за звонок. До свидания.": BYE,
}


@pytest.fixture(scope="module")
def product(asterisk: Asterisk) -> Iterator[Product]:
    """One running product for the tests of this file."""
    with Product(asterisk, TONES) as running:
        yield running


def _same_by_simulation(product: Product, name: str, called: str, keys: str, *outcomes: str) -> None:
    """The scripted phone walks the scenario as the last real call did."""
    words = [word for outcome in outcomes for word in ("--outcome", outcome)]
    simulated = product.manage(
        "call", name, "--called", called, "--caller", "79991234567", "--keys", keys, *words
    )
    assert path_of(simulated) == path_of(product.trace())


@pytest.mark.parametrize(
    ("number", "hz", "node"),
    [("84951234567", SALES, "n5"), ("84951234568", SUPPORT, "n6"), ("88005553535", FREE, "n7")],
)
async def test_each_number_of_the_company_has_its_own_menu(
    product: Product, phones: Phones, number: str, hz: int, node: str
) -> None:
    call = await (await phones.caller()).call(number)
    await call.wait_heard(hz)
    await call.send_keys("1")
    await call.wait_end()
    trace = product.trace()
    notified = {event["node"] for event in trace if event["kind"] == "notified"}
    assert notified == {"n3", node}
    assert trace[-1]["cause"] == "completed"
    _same_by_simulation(product, "три номера", number, "1")


async def test_an_unknown_number_goes_to_other(product: Product, phones: Phones) -> None:
    call = await (await phones.caller()).call("84950000000")
    await call.wait_heard(OTHER)
    await call.wait_end()
    assert ("n4", "other") in path_of(product.trace())
    _same_by_simulation(product, "три номера", "84950000000", "")


async def test_a_wrong_key_and_then_silence_end_in_the_farewell(product: Product, phones: Phones) -> None:
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(SALES)
    await call.wait_silence(for_s=0.5)
    await call.send_keys("9")
    await call.wait_heard(SALES, within_s=5)
    await call.wait_heard(SALES, within_s=9)
    await call.wait_heard(BYE, within_s=9)
    await call.wait_end()
    assert ("n9", "no_input") in path_of(product.trace())
    _same_by_simulation(product, "три номера", "84951234567", "9,w,w")


async def test_the_receptions_way_back_is_spent_after_three_times(product: Product, phones: Phones) -> None:
    call = await (await phones.caller()).call("100")
    for _ in range(4):
        await call.wait_heard(SALES, within_s=5)
        await call.send_keys("4")
        await call.wait_heard(FREE, within_s=5)
    await call.wait_heard(BYE, within_s=5)
    await call.wait_end()
    path = path_of(product.trace())
    assert path.count(("about", "next")) == 3
    assert ("about", "next.spent") in path
    _same_by_simulation(product, "приёмная", "100", "4,4,4,4")


async def test_an_extension_is_dialled_directly(product: Product, phones: Phones) -> None:
    await phones.callee("1003", Answers(tone_hz=1000, hang_up_after_s=1.0))
    call = await (await phones.caller()).call("100")
    await call.wait_heard(SALES)
    await call.send_keys("1003")
    await call.wait_heard(1000, within_s=10)
    await call.wait_heard(BYE, within_s=10)
    await call.wait_end()
    assert ("extension", "completed") in path_of(product.trace())
    _same_by_simulation(product, "приёмная", "100", "1003")


async def test_the_queue_of_the_reception_connects_a_member(product: Product, phones: Phones) -> None:
    await phones.callee("1001", Answers(tone_hz=1000, hang_up_after_s=1.0))
    call = await (await phones.caller()).call("100")
    await call.wait_heard(SALES)
    await call.send_keys("2")
    await call.wait_heard(1000, within_s=10)
    await call.wait_heard(BYE, within_s=10)
    await call.wait_end()
    assert ("support", "completed") in path_of(product.trace())
    _same_by_simulation(product, "приёмная", "100", "2", "support=completed")


async def test_the_doctor_finds_nothing_wrong(product: Product) -> None:
    findings = await asyncio.to_thread(product.printed, "doctor", "--language", "en")
    assert "ok  prompts from Asterisk" in findings
    assert [line for line in findings if not line.startswith("ok  ")] == []
