"""The tables of the history, in raw SQL: partitions have no words in Django's models."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from scenarios.history.schema import POSTGRES, SQLITE, TABLES


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def remove(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    initial = True
    operations = [migrations.RunPython(make, remove)]
