"""The people of an installation: invited by a link that sets their password, given a role, let in or not.

There are no default passwords: an account has none until its invitation is used. A link works once, for three
days, and a new one makes the old one worthless. One administrator who can log in always stays.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from runtime.wording import Wording
from scenarios.audit import record
from scenarios.errors import NameTaken, NotFound, Refused
from scenarios.models import Invitation, Scenario, UserRole
from scenarios.roles import Role

VALID_FOR: Final = timedelta(days=3)
PASSWORD_CHARS_MIN: Final = 8
PASSWORD_CHARS_MAX: Final = 1000
PASSWORD_RULES: Final = Wording(
    f"от {PASSWORD_CHARS_MIN} знаков, не только цифры, не из распространённых",
    f"{PASSWORD_CHARS_MIN} characters or more, not only digits, not a common password",
)
_SEED_BYTES: Final = 32


class WeakPassword(Refused):
    """Too short, too common or nothing but digits."""

    code = "weak_password"


def weak_password() -> WeakPassword:
    """Why such a password is refused."""
    return WeakPassword(
        Wording(
            f"слабый пароль, нужно: {PASSWORD_RULES.ru}",
            f"the password is weak, it takes {PASSWORD_RULES.en}",
        )
    )


def people() -> QuerySet[User]:
    """All accounts by name, each with its role and open invitation."""
    return User.objects.select_related("callwright", "invitation").order_by("username")


def is_last_admin(user: User) -> bool:
    """Whether nobody else could log in as an administrator: neither role nor access can be taken then."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not any(other.has_usable_password() for other in others)


def invite(
    name: str, role: Role, *, author: User | None, email: str = "", only: Iterable[Scenario] | None = None
) -> tuple[User, str]:
    """Make an account that nobody can log in to yet; the token of its invitation is told here only.

    `only` restricts the person to these scenarios. Raises NameTaken; Refused for a name or an address that is
    none.
    """
    checked_name = _usable_name(name)
    _refuse_no_address(email)
    try:
        with transaction.atomic():
            user = User.objects.create_user(checked_name, email=email)
            _give_role(user, role, only)
            token = _new_token(user)
            record("invited", author=author, subject=user.username, role=role)
    except IntegrityError:
        raise _taken(checked_name) from None
    return user, token


def wrong_in_invitation(name: str, email: str) -> dict[str, Wording]:
    """Why an account cannot be of this `name` or `email`; {} where nothing is wrong with either."""
    wrong: dict[str, Wording] = {}
    for field, refuse_wrong, given in (("name", _usable_name, name), ("email", _refuse_no_address, email)):
        try:
            refuse_wrong(given)
        except Refused as refused:
            wrong[field] = refused.message
    return wrong


def invite_again(user: User, *, author: User | None) -> str:
    """The token of a new invitation, for a lost link or a forgotten password; the password holds until then.

    Raises Refused for a closed account.
    """
    with transaction.atomic():
        _lock(user)
        if not user.is_active:
            raise Refused(
                Wording("доступ закрыт: сначала откройте его", "the account is disabled: enable it first")
            )
        token = _new_token(user)
        record("invited", author=author, subject=user.username)
    return token


def invited(token: str) -> User | None:
    """Whose invitation it is, while it can be used."""
    found = Invitation.objects.select_related("user").filter(
        digest=_digest(token), expires_at__gt=timezone.now(), user__is_active=True
    )
    invitation = found.first()
    return invitation.user if invitation else None


def accept(token: str, password: str) -> User:
    """Set the password, once. Ends every session of the account, as its password is another one.

    Raises NotFound when the invitation was used, replaced or is too old; WeakPassword.
    """
    user = invited(token)
    if user is None:
        raise NotFound(
            Wording(
                "приглашение уже использовано или устарело, попросите новое",
                "the invitation has been used or is too old, ask for a new one",
            )
        )
    _refuse_weak(password, user)
    with transaction.atomic():
        # Whoever removes the row has used it: two at once cannot both.
        used, _ = Invitation.objects.filter(user=user, digest=_digest(token)).delete()
        if not used:
            raise NotFound(Wording("приглашение уже использовано", "the invitation has been used"))
        user.set_password(password)
        user.save(update_fields=["password"])
        record("password_set", author=user, subject=user.username)
    return user


def token_of(seed: str) -> str:
    """The token of the invitation with this seed: only whoever has the installation's secret key can tell."""
    mac = salted_hmac("callwright.invitation", seed, algorithm="sha256").digest()
    return urlsafe_b64encode(mac).decode().rstrip("=")


def set_role(user: User, role: Role, *, author: User | None, only: Iterable[Scenario] | None = None) -> None:
    """Another role, restricted to the scenarios of `only` or not at all.

    Raises Refused for the last administrator.
    """
    with transaction.atomic():
        _lock(user)
        if role != "admin":
            _refuse_last_admin(user)
        _give_role(user, role, only)
        record("role_changed", author=author, subject=user.username, role=role)


def switch_off(user: User, *, author: User | None) -> None:
    """Nobody can use the account: its sessions and its invitation end now.

    Raises Refused for the last administrator.
    """
    with transaction.atomic():
        _lock(user)
        if not user.is_active:
            return
        _refuse_last_admin(user)
        Invitation.objects.filter(user=user).delete()
        user.is_active = False
        user.save(update_fields=["is_active"])
        record("switched_off", author=author, subject=user.username)


def switch_on(user: User, *, author: User | None) -> None:
    """Let the account be used again, with the password it had."""
    with transaction.atomic():
        _lock(user)
        if user.is_active:
            return
        user.is_active = True
        user.save(update_fields=["is_active"])
        record("switched_on", author=author, subject=user.username)


def _give_role(user: User, role: Role, only: Iterable[Scenario] | None) -> None:
    user.is_superuser = user.is_staff = role == "admin"
    user.save(update_fields=["is_superuser", "is_staff"])
    if role == "admin":
        UserRole.objects.filter(user=user).delete()
        return
    row, _ = UserRole.objects.update_or_create(
        user=user, defaults={"role": role, "is_restricted": only is not None}
    )
    row.only.set(only or ())


def _new_token(user: User) -> str:
    seed = secrets.token_urlsafe(_SEED_BYTES)
    token = token_of(seed)
    defaults = {"digest": _digest(token), "seed": seed, "expires_at": timezone.now() + VALID_FOR}
    Invitation.objects.update_or_create(user=user, defaults=defaults)
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _lock(user: User) -> None:
    """Hold all administrators too, so that no two of them remove each other."""
    list(User.objects.select_for_update().filter(is_superuser=True).order_by("pk"))
    try:
        user.refresh_from_db(from_queryset=User.objects.select_for_update())
    except User.DoesNotExist:
        raise NotFound(Wording("такого пользователя нет", "there is no such person")) from None


def _refuse_last_admin(user: User) -> None:
    if is_last_admin(user):
        raise Refused(
            Wording(
                "это последний администратор, который может войти: сначала назначьте другого",
                "this is the last administrator who can log in: first make another one",
            )
        )


def _refuse_weak(password: str, user: User) -> None:
    if len(password) <= PASSWORD_CHARS_MAX and "\0" not in password:
        try:
            validate_password(password, user)
        except ValidationError:
            pass
        else:
            return
    raise weak_password()


def _usable_name(name: str) -> str:
    """Raises NameTaken, whatever the case of its letters, and Refused."""
    normal = User.normalize_username(name.strip())
    try:
        User._meta.get_field("username").run_validators(normal)
    except ValidationError:
        normal = ""
    if not normal:
        raise Refused(
            Wording(
                "имя: до 150 букв, цифр и знаков @ . + - _ без пробелов",
                "a name has up to 150 letters, digits and the signs @ . + - _, no spaces",
            )
        )
    if any(
        taken.casefold() == normal.casefold() for taken in User.objects.values_list("username", flat=True)
    ):
        raise _taken(normal)
    return normal


def _refuse_no_address(email: str) -> None:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise Refused(Wording("это не адрес почты", "this is not an email address")) from None


def _taken(name: str) -> NameTaken:
    return NameTaken(
        Wording(f"имя «{name}» занято: выберите другое", f"the name “{name}” is taken: choose another")
    )
