"""The routes of the site."""

from designer.urls import urlpatterns

__all__ = ["urlpatterns"]
