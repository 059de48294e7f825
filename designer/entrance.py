"""The way in and out."""

from ipaddress import ip_address
from typing import Any, Final

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from designer.attempts import begin_attempt, forgive_attempt
from designer.templatetags.two_languages import current_language
from runtime.wording import Wording

TOO_MANY_ATTEMPTS: Final = "too_many_attempts"
"""Code of the form's error while further log-ins are not looked at."""

NOT_LET_IN: Final = Wording(
    "Неверное имя или пароль. Если забыли пароль, попросите у администратора новую ссылку.",
    "Wrong name or password. If you forgot it, ask your administrator for a new link.",
)
WAIT: Final = Wording("Слишком много попыток. Подождите 15 минут.", "Too many attempts. Wait for 15 minutes.")


class EntranceForm(AuthenticationForm):
    """Name and password, with a limit on guesses."""

    def clean(self) -> dict[str, Any]:
        """Refuse (ValidationError) with the same words for a wrong name and for a wrong password."""
        account = self.cleaned_data.get("username") or ""
        address = _address_of(self.request) if self.request else ""
        if not begin_attempt(account, address):
            raise ValidationError(WAIT.in_language(current_language()), code=TOO_MANY_ATTEMPTS)
        cleaned = super().clean()
        forgive_attempt(account, address)
        return cleaned

    def get_invalid_login_error(self) -> ValidationError:
        """One text for everything that can be wrong."""
        return ValidationError(NOT_LET_IN.in_language(current_language()))

    def confirm_login_allowed(self, user: Any) -> None:
        """A switched-off account is no different from a wrong password to whoever stands outside."""
        if not user.is_active:
            raise self.get_invalid_login_error()


class EntranceView(LoginView):
    """The log-in page; somebody who is in already goes on to the scenarios."""

    template_name = "entrance.html"
    # The stubs want a plain form here, and Django gives it the request that ours needs.
    form_class: type[forms.Form] = EntranceForm  # type: ignore[assignment]
    redirect_authenticated_user = True


def _address_of(request: HttpRequest) -> str:
    """The address that guesses are counted for: the peer's; behind a proxy on this machine the one that the
    proxy has seen, or one stranger's guesses would keep everybody out. What stands before that in the header
    the stranger may have made up.
    """
    peer: str = request.META.get("REMOTE_ADDR", "")
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(seen)) if ip_address(peer).is_loopback else peer
    except ValueError:
        return peer
