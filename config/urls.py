"""The routes of the site, and what stands in for a page that cannot be shown."""

from designer.urls import urlpatterns

handler400 = "designer.failure_pages.not_understood"
handler404 = "designer.failure_pages.not_found"
handler500 = "designer.failure_pages.broken"

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]
