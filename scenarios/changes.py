"""The count of changes by which a running server notices that what it keeps in memory is old."""

from django.db.models import F

from scenarios.models import ChangeCount


def count_change() -> None:
    """Count one more; call it in the transaction that makes the change."""
    ChangeCount.objects.get_or_create(id=1)
    ChangeCount.objects.filter(id=1).update(count=F("count") + 1)


def change_count() -> int:
    """Changes so far; 0 in a new installation."""
    return ChangeCount.objects.values_list("count", flat=True).first() or 0
