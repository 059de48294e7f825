"""Puts our back office in the place of Django's own admin site."""

from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    """Django's admin, with our site."""

    default_site = "scenarios.back_office.BackOffice"
