"""What people change on the pages: publishing, routes, people, their own password."""

import dataclasses
import html
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from designer import audit_page
from scenarios.drafts import save_draft
from scenarios.folders import move
from scenarios.invitation_letter import SEND_INVITATION
from scenarios.jobs.models import Job
from scenarios.models import Invitation, Scenario
from scenarios.people import invite
from scenarios.revisions import publish, revisions_of
from scenarios.roles import role_of
from scenarios.routes import set_route
from tests.designer.conftest import PASSWORD


@pytest.fixture
def reception(samples: dict[str, Scenario]) -> Scenario:
    """A published scenario that is not the main one, edited since."""
    scenario = samples["приёмная"]
    edited = {**scenario.draft, "graph": {**scenario.draft["graph"], "language": "en"}}
    save_draft(scenario, edited, base=scenario.draft_number, author=None)
    return scenario


def sent(client: Client, address: str, **fields: object) -> str:
    """The page that a form leads to."""
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draft_is_published_with_a_note(person: Client, reception: Scenario) -> None:
    page = person.get(f"/scenarios/{reception.pk}/").content.decode()
    base = re.search(r'name="base" value="(\d+)"', page)
    assert base is not None
    page = sent(person, f"/scenarios/{reception.pk}/publish/", base=base.group(1), note="по-английски")
    assert "Опубликована версия 2" in page
    assert "по-английски" in page
    revision = revisions_of(reception)[0]
    assert (revision.note, revision.author) == ("по-английски", User.objects.get(username="anna"))


def test_a_draft_that_changed_after_the_page_was_made_is_not_published(
    person: Client, reception: Scenario
) -> None:
    page = sent(person, f"/scenarios/{reception.pk}/publish/", base="1", note="")
    assert "черновик уже изменил другой" in page
    assert revisions_of(reception).count() == 1


def test_a_draft_with_errors_says_by_which_revision_calls_go_on(person: Client, reception: Scenario) -> None:
    nodes = [
        node | {"params": {}} if node["type"] == "transfer" else node for node in reception.draft["nodes"]
    ]
    broken = {**reception.draft, "nodes": nodes}
    save_draft(reception, broken, base=reception.draft_number, author=None)
    page = person.get(f"/scenarios/{reception.pk}/").content.decode()
    assert "Черновик с ошибками не опубликовать; звонки идут по версии 1." in page
    assert re.search(r"\d ошиб\w+, \d предупреждени", page)


def test_what_changed_is_offered_when_there_is_something_to_compare(
    person: Client, reception: Scenario
) -> None:
    offered = f'href="/scenarios/{reception.pk}/revisions/"'
    assert offered not in person.get(f"/scenarios/{reception.pk}/").content.decode()
    publish(reception, note="", author=None)
    assert offered in person.get(f"/scenarios/{reception.pk}/").content.decode()


@pytest.mark.parametrize("base", ["", "x", "9" * 5000, "-1", "²"])
def test_a_form_that_names_no_draft_publishes_nothing(person: Client, reception: Scenario, base: str) -> None:
    sent(person, f"/scenarios/{reception.pk}/publish/", base=base)
    assert revisions_of(reception).count() == 1


def test_calls_go_back_to_an_earlier_revision(person: Client, reception: Scenario) -> None:
    sent(person, f"/scenarios/{reception.pk}/publish/", base=reception.draft_number)
    first = reception.revisions.get(number=1)
    page = sent(person, f"/scenarios/{reception.pk}/roll_back/", revision=first.hash)
    assert "Звонки снова идут по версии 1" in page
    reception.refresh_from_db()
    assert reception.published == first


def test_another_scenario_becomes_the_main_one_and_then_stays(person: Client, reception: Scenario) -> None:
    sent(person, f"/scenarios/{reception.pk}/main/")
    for action in ("unpublish", "archive"):
        assert "главный" in sent(person, f"/scenarios/{reception.pk}/{action}/")
    reception.refresh_from_db()
    assert reception.is_main
    assert reception.published is not None


def test_a_scenario_goes_into_the_archive_and_comes_back(person: Client, reception: Scenario) -> None:
    page = sent(person, f"/scenarios/{reception.pk}/archive/")
    assert "ведут номера: 100" in page
    sent(person, f"/scenarios/{reception.pk}/routes/{reception.routes.get().pk}/remove/")
    sent(person, f"/scenarios/{reception.pk}/archive/")
    assert "приёмная" not in person.get("/").content.decode().split("<tbody>")[1]
    assert "приёмная" in person.get("/?archive=1").content.decode()
    assert "Возвращён из архива" in sent(person, f"/scenarios/{reception.pk}/archive/")
    assert "приёмная" in person.get("/").content.decode()


def test_a_number_is_taken_from_another_scenario_only_when_that_is_ticked(
    person: Client, reception: Scenario, samples: dict[str, Scenario]
) -> None:
    other = samples["три номера"]
    refused = person.post(f"/scenarios/{other.pk}/routes/", {"number": "100", "trunk": ""})
    assert "100 ведёт в «приёмная»" in refused.content.decode()
    sent(person, f"/scenarios/{other.pk}/routes/", number="100", trunk="", move="on")
    assert reception.routes.count() == 0
    assert other.routes.get().number == "100"


def test_a_number_of_a_draft_enters_the_main_scenario_if_there_is_one(
    person: Client, reception: Scenario
) -> None:
    Scenario.objects.filter(pk=reception.pk).update(published=None)
    assert "не опубликован: звонки идут в главный" in person.get("/numbers/").content.decode()
    Scenario.objects.update(is_main=False)
    assert "не опубликован: звонки никто не примет" in person.get("/numbers/").content.decode()


def test_a_route_of_another_scenario_is_not_removed_from_here(
    person: Client, reception: Scenario, samples: dict[str, Scenario]
) -> None:
    route = reception.routes.get()
    answer = person.post(f"/scenarios/{samples['три номера'].pk}/routes/{route.pk}/remove/")
    assert answer.status_code == 404
    assert reception.routes.exists()


def test_who_may_only_look_is_offered_no_buttons(client: Client, reception: Scenario) -> None:
    client.force_login(invite("вера", "supervisor", author=None)[0])
    page = client.get(f"/scenarios/{reception.pk}/").content.decode()
    assert "приёмная" in page
    assert not re.findall(r'action="/scenarios/[^"]*"', page)


def link_in(page: str) -> str:
    found = re.search(r"http://testserver(/invitation/[\w-]+/)", page)
    assert found is not None
    return found.group(1)


def languages_offered(page: str) -> list[str]:
    return re.findall(r'name="language" value="(\w+)"[^>]*"(?=>)', page)


def test_a_page_that_is_shown_once_offers_no_switch_that_would_lose_it(person: Client) -> None:
    assert languages_offered(person.get("/people/").content.decode()) == ["ru", "en"]
    shown_once = person.post("/people/invite/", {"name": "vera", "email": "", "role": "supervisor"})
    assert languages_offered(shown_once.content.decode()) == []


@pytest.mark.parametrize(
    ("form", "fields", "place"),
    [
        ("/people/invite/", {"name": "anna", "role": "operator"}, "/people/"),
        ("/dial_rules/save/", {"pattern": "(", "dial": "SIP"}, "/dial_rules/"),
        ("/scenarios/new/", {"name": ""}, "/"),
    ],
)
def test_a_form_that_is_refused_stands_at_its_place_and_in_either_language(
    person: Client, form: str, fields: dict[str, str], place: str
) -> None:
    page = person.post(form, fields).content.decode()
    assert f'<a href="{place}" aria-current="page">' in page
    assert languages_offered(page) == ["ru", "en"]
    said = person.post("/language/", {"language": "en", "next": form}, follow=True)
    assert said.status_code == 200
    assert 'lang="en"' in said.content.decode()


def test_a_rule_that_is_refused_is_told_with_its_hidden_signs(person: Client) -> None:
    page = person.post("/dial_rules/save/", {"pattern": "8\u202e(", "dial": "SIP"}).content.decode()
    assert 'Правило «8<span class="unseen">\\u{202e}</span>( → SIP» не годится' in page


def test_an_invitation_that_is_refused_keeps_what_was_typed(person: Client) -> None:
    answer = person.post(
        "/people/invite/", {"name": "a b", "email": "vera@example.com", "role": "supervisor"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="a b"' in page
    assert 'value="vera@example.com"' in page
    assert '<option value="supervisor" selected>' in page.rpartition("<aside>")[2]


def test_a_wrong_name_and_a_wrong_address_are_told_together(person: Client) -> None:
    answer = person.post("/people/invite/", {"name": "a b", "email": "no address", "role": "operator"})
    page = answer.content.decode()
    assert "Имя: до 150 букв" in page.partition('id="name-wrong"')[2].partition("</label>")[0]
    assert "Это не адрес почты" in page.partition('id="email-wrong"')[2].partition("</label>")[0]


def test_an_invited_person_comes_in_by_the_link_and_only_once(person: Client) -> None:
    link = link_in(sent(person, "/people/invite/", name="vera", email="vera@example.com", role="supervisor"))
    visitor = Client()
    assert "супервизор" in visitor.get(link).content.decode()
    answer = visitor.post(link, {"password": "synthetic-heron-7"}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    vera = User.objects.get(username="vera")
    assert visitor.session["_auth_user_id"] == str(vera.pk)
    assert (vera.email, role_of(vera)) == ("vera@example.com", "supervisor")
    for again in (Client(), visitor):
        assert again.get(link).status_code == 404
        assert again.post(link, {"password": "another-heron-8"}).status_code == 404


def test_an_invitation_is_mailed_when_there_is_a_mail_server(person: Client, settings: Settings) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, mail_url="smtp://mail.example")
    fields = {"name": "vera", "email": "vera@example.com", "role": "supervisor"}
    page = sent(person, "/people/invite/", **fields)
    assert "Письмо с ней уже идёт на vera@example.com" in page
    (job,) = Job.objects.filter(task=SEND_INVITATION)
    digest, address, language = job.args
    assert (address, language) == ("http://testserver/invitation/", "ru")
    assert Invitation.objects.get().digest == digest
    assert link_in(page)


def test_a_weak_password_is_told_and_the_link_stays(person: Client) -> None:
    link = link_in(sent(person, "/people/invite/", name="vera", role="operator"))
    answer = Client().post(link, {"password": "12345678"})
    assert answer.status_code == 422
    assert "Слабый пароль" in told_at(answer.content.decode(), "password")
    assert Client().get(link).status_code == 200


def test_the_link_is_on_the_page_once(person: Client) -> None:
    link = link_in(sent(person, "/people/invite/", name="vera", role="operator"))
    assert link not in person.get("/people/").content.decode()
    assert link not in person.get("/audit/").content.decode()


@pytest.mark.parametrize(
    "fields",
    [{"name": "", "role": "operator"}, {"name": "anna", "role": "operator"}, {"name": "vera", "role": "x"}],
)
def test_an_invitation_that_cannot_be_is_told(person: Client, fields: dict[str, str]) -> None:
    answer = person.post("/people/invite/", fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert User.objects.count() == 1


def test_a_new_link_replaces_the_old_one(person: Client) -> None:
    first = link_in(sent(person, "/people/invite/", name="vera", role="operator"))
    vera = User.objects.get(username="vera")
    second = link_in(sent(person, f"/people/{vera.pk}/invite/"))
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_a_closed_account_is_out_at_once(person: Client) -> None:
    user, _ = invite("vera", "supervisor", author=None)
    visitor = Client()
    visitor.force_login(user)
    assert visitor.get("/").status_code == 200
    sent(person, f"/people/{user.pk}/access/")
    assert visitor.get("/").status_code == 302
    assert not Invitation.objects.exists()
    sent(person, f"/people/{user.pk}/access/")
    assert User.objects.get(pk=user.pk).is_active


def test_a_role_is_given_on_the_page_and_the_restriction_stays(
    person: Client, samples: dict[str, Scenario]
) -> None:
    user, _ = invite("vera", "supervisor", author=None, only=[samples["приёмная"]])
    assert "vera: теперь интегратор" in sent(person, f"/people/{user.pk}/role/", role="integrator")
    row = User.objects.get(pk=user.pk).callwright
    assert (row.role, row.is_restricted, list(row.only.all())) == ("integrator", True, [samples["приёмная"]])


def test_the_last_administrator_is_not_removed(person: Client) -> None:
    anna = User.objects.get(username="anna")
    for address, fields in (("role", {"role": "operator"}), ("access", {})):
        assert "последний администратор" in sent(person, f"/people/{anna.pk}/{address}/", **fields)
    assert role_of(User.objects.get(username="anna")) == "admin"


def test_the_only_administrator_is_offered_neither_another_role_nor_the_door(person: Client) -> None:
    anna = User.objects.get(username="anna")
    page = person.get("/people/").content.decode()
    assert re.findall(
        rf'<(select|button)[^>]* disabled aria-describedby="last-admin-{anna.pk}" title="Единственный', page
    ) == [
        "select",
        "button",
    ]
    assert page.count(f'id="last-admin-{anna.pk}"') == 1
    User.objects.create_superuser("boris", password=PASSWORD)
    assert " disabled" not in person.get("/people/").content.decode()


def told_at(page: str, field: str) -> str:
    """What stands below a field that is wrong."""
    return page.partition(f'id="{field}-wrong"')[2].partition("</label>")[0]


def test_a_person_changes_their_own_password_and_stays_in(person: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(User.objects.get(username="anna"))
    new = "synthetic-heron-7"
    page = sent(person, "/account/", old_password=PASSWORD, new_password1=new, new_password2=new)
    assert "Пароль изменён" in page
    assert elsewhere.get("/").status_code == 302
    assert Client().login(username="anna", password=new)


def test_a_wrong_old_password_changes_nothing(person: Client) -> None:
    new = "synthetic-heron-7"
    page = sent(person, "/account/", old_password="wrong", new_password1=new, new_password2=new)
    assert "Прежний пароль введён неверно" in told_at(page, "old_password")
    assert Client().login(username="anna", password=PASSWORD)


@pytest.mark.parametrize(
    ("new", "again", "field", "told"),
    [
        ("12345", "12345", "new_password1", "Слабый пароль, нужно: от 8 знаков"),
        ("synthetic-heron-7", "synthetic-heron-8", "new_password2", "Пароли не совпадают"),
        ("", "", "new_password1", "Введите пароль"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_told_at_its_field(
    person: Client, new: str, again: str, field: str, told: str
) -> None:
    page = sent(person, "/account/", old_password=PASSWORD, new_password1=new, new_password2=again)
    assert told in told_at(page, field)
    assert 'id="old_password-wrong"' not in page


@pytest.mark.parametrize(("new", "rules"), [("", 1), ("12345", 0)])
def test_the_rules_for_passwords_stand_there_unless_the_refusal_tells_them(
    person: Client, new: str, rules: int
) -> None:
    page = sent(person, "/account/", old_password="wrong", new_password1=new, new_password2=new)
    assert page.count('id="password-rules"') == rules
    assert page.count(" autofocus") == 1
    assert page.count('aria-invalid="true"') >= 2


def test_of_several_wrong_dial_rules_the_one_is_marked_that_is_told(person: Client) -> None:
    rules = {"pattern": ["8X", "(", ")"], "dial": ["PJSIP/{number}", "SIP", "SIP"]}
    page = person.post("/dial_rules/save/", rules).content.decode()
    assert "Правило «( → SIP» не годится" in page
    assert page.count('aria-invalid="true"') == 2
    assert page.count(" autofocus") == 1


def test_the_audit_shows_saves_in_a_row_as_one(person: Client, reception: Scenario) -> None:
    anna = User.objects.get(username="anna")
    for title in ("раз", "два", "три"):
        nodes = [{**node, "title": title} for node in reception.draft["nodes"]]
        save_draft(reception, {**reception.draft, "nodes": nodes}, base=reception.draft_number, author=anna)
    page = person.get("/audit/").content.decode()
    assert "3 ×" in page
    assert "названия" in page


def test_what_was_done_between_two_saves_parts_them_under_a_filter_too(
    person: Client, reception: Scenario
) -> None:
    anna = User.objects.get(username="anna")
    for title in ("раз", "два", "", "три", "четыре"):
        if title:
            nodes = [{**node, "title": title} for node in reception.draft["nodes"]]
            save_draft(
                reception, {**reception.draft, "nodes": nodes}, base=reception.draft_number, author=anna
            )
        else:
            move(reception, "Ночь", author=anna)
    page = person.get("/audit/?author=anna&action=draft_saved").content.decode()
    assert page.count("2 ×") == 2


def test_the_audit_tells_from_where_to_where(person: Client, samples: dict[str, Scenario]) -> None:
    set_route("100", samples["три номера"], author=None, move=True)
    move(samples["приёмная"], "Ночь", author=None)
    page = person.get("/audit/").content.decode()
    for change in ("«приёмная» → «три номера»", "вне папок → «Ночь»"):
        assert change in page


def test_the_audit_names_no_scenario_that_a_person_does_not_see(
    client: Client, samples: dict[str, Scenario]
) -> None:
    own = samples["три номера"]
    set_route("100", own, author=None, move=True)
    client.force_login(invite("vera", "integrator", author=None, only=[own])[0])
    assert "другой сценарий → «три номера»" in client.get("/audit/").content.decode()
    assert "приёмная" not in client.get("/audit/").content.decode()
    assert "приёмная" not in str(client.get("/api/audit").json())


def subjects(page: str) -> list[str]:
    """What the rows of the audit are about, the newest first."""
    return re.findall(r'<td><a href="/scenarios/\d+/">([^<]*)</a>', page)


def test_the_audit_is_narrowed_to_a_person_an_action_and_a_scenario(
    person: Client, samples: dict[str, Scenario]
) -> None:
    anna = User.objects.get(username="anna")
    night, numbers = samples["приёмная"], samples["три номера"]
    for scenario, author in ((night, anna), (numbers, anna), (numbers, None)):
        move(scenario, f"Ночь {scenario.folder}", author=author)
    narrowed = {
        "author=anna": ["три номера", "приёмная"],
        f"author=anna&scenario={night.pk}": ["приёмная"],
        "action=moved": ["три номера", "три номера", "приёмная"],
        "action=moved&author=/": ["три номера"],
        "action=restored": [],
    }
    for query, expected in narrowed.items():
        assert subjects(person.get(f"/audit/?{query}").content.decode()) == expected, query
    page = person.get("/audit/?action=restored").content.decode()
    assert "Таких изменений нет" in page


@pytest.mark.parametrize(
    "query", ["scenario=x", "scenario=²", f"scenario={'9' * 40}", "before=-1", "action=none", "author=%00"]
)
def test_an_audit_that_is_asked_for_nonsense_answers(person: Client, query: str) -> None:
    assert person.get(f"/audit/?{query}").status_code == 200


def test_every_button_beside_a_person_names_them(person: Client) -> None:
    for name in ("vera", "oleg"):
        invite(name, "supervisor", author=None)
    rows = re.findall(r"<tr>.*?</tr>", person.get("/people/").content.decode(), re.S)
    for name in ("vera", "oleg"):
        (row,) = [row for row in rows if f"<td>{name}" in row]
        buttons = re.findall(r'<(?:button|summary) class="(?:button )?small">(.*?)</(?:button|summary)>', row)
        assert [name in button for button in buttons] == [True] * 4


def test_earlier_changes_are_a_page_further_and_keep_what_was_asked_for(
    person: Client, samples: dict[str, Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_page, "LISTED", 2)
    for folder in ("раз", "два", "три"):
        move(samples["приёмная"], folder, author=None)
    first = person.get("/audit/?action=moved").content.decode()
    further = re.search(r'href="(\?[^"]*before=\d+)"', first)
    assert further is not None
    second = person.get(f"/audit/{html.unescape(further.group(1))}").content.decode()
    assert "«два» → «три»" in first
    assert "«раз» → «два»" in first
    assert "вне папок → «раз»" in second
    assert 'class="after"' not in second


def test_a_scenario_leads_to_its_changes(person: Client, samples: dict[str, Scenario]) -> None:
    reception = samples["приёмная"]
    move(reception, "Ночь", author=None)
    move(samples["три номера"], "Ночь", author=None)
    address = f"/audit/?scenario={reception.pk}"
    assert f'href="{address}"' in person.get(f"/scenarios/{reception.pk}/").content.decode()
    assert set(subjects(person.get(address).content.decode())) == {"100", "приёмная"}
