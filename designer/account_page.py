"""A person's own account: who they are here, and their password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy

from designer.people_pages import ROLE_WORDS
from designer.templatetags.two_languages import say
from scenarios.roles import role_of


class AccountView(PasswordChangeView):
    """Name, role, and a new password; all other sessions of the account end with the old one."""

    template_name = "account.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password and say so."""
        messages.success(self.request, say("Пароль изменён", "The password is changed"))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the role in words."""
        role = role_of(self.request.user)
        return super().get_context_data(role_word=ROLE_WORDS[role] if role else None, **kwargs)
