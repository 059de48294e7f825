"""A person's own account: who they are here, and their password."""

from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy

from designer.people_pages import ROLE_WORDS
from designer.templatetags.two_languages import say
from runtime.wording import Wording
from scenarios.people import PASSWORD_RULES, weak_password
from scenarios.roles import role_of

_TOLD: Final = {
    "required": Wording("введите пароль", "enter the password"),
    "password_incorrect": Wording("прежний пароль введён неверно", "the old password is wrong"),
    "password_mismatch": Wording("пароли не совпадают", "the passwords do not match"),
}
"""By the code of Django's error."""


class AccountView(PasswordChangeView):
    """Name, role, and a new password; all other sessions of the account end with the old one."""

    template_name = "account.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password and say so."""
        messages.success(self.request, say("Пароль изменён", "The password is changed"))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the role in words, and what is wrong at each field."""
        role = role_of(self.request.user)
        context = super().get_context_data(role_word=ROLE_WORDS[role] if role else None, **kwargs)
        return {**context, "wrong": _wrong(context["form"]), "rules": PASSWORD_RULES}


def _wrong(form: Any) -> dict[str, dict[str, Any]]:
    """By field why it is refused, in our own words; Django tells a weak password at its repetition."""
    wrong: dict[str, dict[str, Any]] = {}
    for name, errors in form.errors.as_data().items():
        told = _TOLD.get(errors[0].code)
        field = name if told else "new_password1"
        wrong[field] = {
            "wrong": field,
            "refusal": told or weak_password().message,
            "is_weak": told is None,
            "is_later": bool(wrong),
        }
    return wrong
