"""The people of the installation, and the page that an invitation leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, cast

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from designer.invitation_address import invitation_address
from designer.sent_forms import sent_from
from designer.telling import told
from runtime.wording import Wording
from scenarios.errors import NotFound, Refused
from scenarios.invitation_letter import write_invitation
from scenarios.models import Invitation, Scenario
from scenarios.people import (
    PASSWORD_RULES,
    accept,
    invite,
    invite_again,
    invited,
    is_last_admin,
    people,
    set_role,
    switch_off,
    switch_on,
    wrong_in_invitation,
)
from scenarios.reading_order import main_first
from scenarios.roles import ROLES, Role, is_restricted, role_given

ROLE_WORDS: Final[dict[Role, Wording]] = {
    "admin": Wording("администратор", "administrator"),
    "integrator": Wording("интегратор", "integrator"),
    "supervisor": Wording("супервизор", "supervisor"),
    "operator": Wording("оператор", "operator"),
}
ROLE_MEANINGS: Final[dict[Role, Wording]] = {
    "admin": Wording(
        "Всё: люди, правила набора, любые сценарии.", "Everything: people, dial rules, every scenario."
    ),
    "integrator": Wording(
        "Рисует, проверяет и публикует сценарии, направляет номера, видит звонки и подключение.",
        "Draws, checks and publishes scenarios, assigns numbers, sees the calls and the connection.",
    ),
    "supervisor": Wording(
        "Смотрит сценарии и звонки, ничего не меняет.", "Looks at scenarios and calls, changes nothing."
    ),
    "operator": Wording("Получает сообщения от сценариев.", "Gets the messages that scenarios send."),
}
_NO_ROLE: Final = Wording("без роли", "no role")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One account; `state` is open, invited (no password yet) or closed."""

    user: User
    role: Role | None
    role_word: Wording
    state: str
    is_restricted: bool
    only: frozenset[int]
    """The scenarios of a restricted person."""
    invitation: Invitation | None
    """One that still works."""
    is_last_admin: bool
    """Has to stay one, and to be let in."""


@dataclass(frozen=True, slots=True)
class _Link:
    """An invitation that is shown this once."""

    user: User
    url: str
    is_mailed: bool


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody."""
    return _listed(request)


@sent_from("people")
def person_invite(request: HttpRequest) -> HttpResponse:
    """Make an account, and show its link: this once, so it is no redirect."""
    try:
        with transaction.atomic():
            user, token = invite(
                request.POST.get("name", ""),
                _role(request),
                author=cast(User, request.user),
                email=request.POST.get("email", "").strip(),
            )
            is_mailed = write_invitation(user, invitation_address(request))
    except Refused as refused:
        wrong = wrong_in_invitation(request.POST.get("name", ""), request.POST.get("email", "").strip())
        return _listed(request, not_invited=None if wrong else refused.message, wrong=wrong)
    return _listed(request, link=_Link(user, invitation_address(request).link(token), is_mailed))


@sent_from("people")
def person_invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for this account."""
    user = get_object_or_404(User, pk=pk)
    try:
        with transaction.atomic():
            token = invite_again(user, author=cast(User, request.user))
            is_mailed = write_invitation(user, invitation_address(request))
    except Refused as refused:
        return _listed(request, refusal=refused.message)
    return _listed(request, link=_Link(user, invitation_address(request).link(token), is_mailed))


@require_POST
def person_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Another role; a restriction to some scenarios stays as it is."""
    user = get_object_or_404(people(), pk=pk)
    row = getattr(user, "callwright", None)
    only = list(row.only.all()) if row is not None and row.is_restricted else None

    def change(author: User) -> Wording:
        role = _role(request)
        set_role(user, role, author=author, only=only)
        word = ROLE_WORDS[role]
        return Wording(f"{user.username}: теперь {word.ru}", f"{user.username} is now {word.en}")

    told(request, change)
    return redirect("people")


@require_POST
def person_scenarios(request: HttpRequest, pk: int) -> HttpResponse:
    """Let this person see the ticked scenarios and no others, or all."""
    user = get_object_or_404(people(), pk=pk)
    ticked = [int(key) for key in request.POST.getlist("only") if key.isdecimal() and len(key) < 10]
    which = request.POST.get("which")
    only = list(Scenario.objects.filter(pk__in=ticked)) if which == "only" else None

    def change(author: User) -> Wording:
        if which not in ("all", "only"):
            raise Refused(
                Wording("выберите: все сценарии или только эти", "choose: all scenarios, or only these")
            )
        role = role_given(user)
        if role is None or role == "admin":
            raise Refused(
                Wording(
                    "администратор видит все сценарии, а без роли не видно ни одного",
                    "an administrator sees every scenario, and who has no role sees none",
                )
            )
        set_role(user, role, author=author, only=only)
        if only is None:
            return Wording(f"{user.username}: видит все сценарии", f"{user.username} sees every scenario")
        return Wording(
            f"{user.username}: видит только выбранные сценарии ({len(only)})",
            f"{user.username} sees the chosen scenarios only ({len(only)})",
        )

    told(request, change)
    return redirect("people")


@require_POST
def person_access(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open a closed one."""
    user = get_object_or_404(User, pk=pk)

    def change(author: User) -> Wording:
        if user.is_active:
            switch_off(user, author=author)
            return Wording(f"{user.username}: доступ закрыт", f"{user.username}: the account is disabled")
        switch_on(user, author=author)
        return Wording(f"{user.username}: доступ открыт", f"{user.username}: the account is enabled")

    told(request, change)
    return redirect("people")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Where an invited person sets a password and is let in. Looking at the page uses nothing up."""
    user = invited(token)
    if user is None:
        return render(request, "invitation.html", {"invited": None}, status=404)
    wrong = None
    if request.method == "POST":
        try:
            let_in = accept(token, request.POST.get("password", ""))
        except NotFound:
            return render(request, "invitation.html", {"invited": None}, status=404)
        except Refused as refused:
            wrong = {"wrong": "password", "refusal": refused.message}
        else:
            login(request, let_in, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("scenarios")
    context = {
        "invited": user,
        "role_word": _word(role_given(user)),
        "wrong": wrong,
        "rules": PASSWORD_RULES,
    }
    return render(request, "invitation.html", context, status=422 if wrong else 200)


def _listed(
    request: HttpRequest,
    *,
    link: _Link | None = None,
    refusal: Wording | None = None,
    not_invited: Wording | None = None,
    wrong: Mapping[str, Wording] = MappingProxyType({}),
) -> HttpResponse:
    """Everybody; the form for one more comes back as it was filled in, with what is `wrong` at its fields or
    `not_invited` for another reason.
    """
    is_refused = bool(refusal or not_invited or wrong)
    context = {
        "rows": [_row(user) for user in people()],
        "roles": [(role, ROLE_WORDS[role], ROLE_MEANINGS[role]) for role in reversed(ROLES)],
        "scenarios": sorted(
            Scenario.objects.filter(archived_at=None).only("pk", "name", "is_main"), key=main_first
        ),
        "link": link,
        "is_shown_once": link is not None,
        "refusal": refusal,
        "not_invited": not_invited,
        "wrong": {
            field: {"wrong": field, "refusal": words, "is_later": place > 0}
            for place, (field, words) in enumerate(wrong.items())
        },
        "typed": request.POST if not_invited or wrong else {},
    }
    return render(request, "people.html", context, status=422 if is_refused else 200)


def _row(user: User) -> PersonRow:
    kept = getattr(user, "invitation", None)
    works = kept is not None and user.is_active and kept.expires_at > timezone.now()
    state = "open" if user.has_usable_password() else "invited"
    return PersonRow(
        user,
        role_given(user),
        _word(role_given(user)),
        state if user.is_active else "closed",
        is_restricted(user),
        frozenset(user.callwright.only.values_list("pk", flat=True)) if is_restricted(user) else frozenset(),
        kept if works else None,
        is_last_admin(user),
    )


def _word(role: Role | None) -> Wording:
    return _NO_ROLE if role is None else ROLE_WORDS[role]


def _role(request: HttpRequest) -> Role:
    """The role that a form asks for. Raises Refused when there is none of that name."""
    wanted = request.POST.get("role", "")
    for role in ROLES:
        if role == wanted:
            return role
    raise Refused(Wording("такой роли нет", "there is no such role"))
