"""Brings the history's tables up to date where they live in a database of their own."""

from typing import Final

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from scenarios.history.router import history_alias

_APP: Final = "history"


def prepare_history() -> None:
    """Make or migrate the tables; beside the others, on PostgreSQL, they are migrated with them. Raises
    DatabaseError.
    """
    alias = history_alias()
    if alias == DEFAULT_DB_ALIAS:
        return
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes(_APP)):
        call_command("migrate", _APP, database=alias, verbosity=0, interactive=False)
