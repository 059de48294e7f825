"""`manage.py openapi`: prints the description of the API from which the types of the front end are made."""

import json
from typing import Any, ClassVar

from django.core.management.base import BaseCommand

from designer.api.site import description


class Command(BaseCommand):
    """JSON, the same text for the same API."""

    help = "print the OpenAPI description of /api/"
    requires_system_checks: ClassVar[list[str]] = []  # type: ignore[misc]

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(json.dumps(description(), ensure_ascii=False, indent=1, sort_keys=True))
