"""Brings an installation into being: data directory, tables, samples, the first administrator."""

import fcntl
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from runtime.wording import Wording
from scenarios.errors import Refused
from scenarios.exchange import import_document
from scenarios.history.tables import prepare_history
from scenarios.models import Revision, Scenario
from scenarios.revisions import make_main, publish
from scenarios.routes import set_route

ADMIN: Final = "admin"
SAMPLES: Final = Path(__file__).parent / "samples"
SAMPLE_ROUTES: Final = {
    "три номера": ("84951234567", "84951234568", "88005553535"),
    "приёмная": ("100",),
}
_SAMPLE_NOTE: Final = Wording("образец", "sample")
SAMPLE_MAIN: Final = "три номера"
Tell = Callable[[Wording], None]


def prepare(tell: Tell) -> None:
    """Make the data directory and bring the tables up to date; safe to run in several processes at once."""
    data: Path = settings.CALLWRIGHT.data
    for folder in ("", "spool", "sounds", "recordings", "prompts"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    with (data / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            tell(Wording("Готовлю базу данных ...", "Preparing the database ..."))
            call_command("migrate", verbosity=0, interactive=False)
        prepare_history()


def exists() -> bool:
    """Whether there is an installation to ask: tables up to here, in a database that answers."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        return False
    return Scenario._meta.db_table in connection.introspection.table_names()


def load_samples(tell: Tell) -> list[Revision]:
    """Publish and route the shipped samples where there is no scenario yet; gives what was published."""
    loaded: list[Revision] = []
    if Scenario.objects.exists():
        return loaded
    note = _SAMPLE_NOTE.in_language(settings.CALLWRIGHT.language)
    for path in sorted(SAMPLES.glob("*.json")):
        try:
            with transaction.atomic():
                scenario = import_document(path.read_bytes(), author=None).scenario
                revision = publish(scenario, note=note, author=None)
                for number in SAMPLE_ROUTES.get(scenario.name, ()):
                    set_route(number, scenario, author=None)
                if scenario.name == SAMPLE_MAIN:
                    make_main(scenario, author=None)
        except Refused as refused:
            tell(
                Wording(
                    f"Образец {path.name} пропущен: {refused.message.ru}",
                    f"Sample {path.name} skipped: {refused.message.en}",
                )
            )
            continue
        tell(Wording(f"Образец «{scenario.name}» загружен", f"Sample “{scenario.name}” loaded"))
        loaded.append(revision)
    return loaded


def weak_password_trouble() -> Wording | None:
    """What to do when the administrator's password is the given one and easily guessed, else None."""
    given = settings.CALLWRIGHT.admin_password
    try:
        if given:
            validate_password(given)
        return None
    except ValidationError:
        admin = get_user_model().objects.filter(username=ADMIN).first()
        if admin is None or not admin.check_password(given):
            return None
    return Wording(
        "Внимание: пароль администратора из CALLWRIGHT_ADMIN_PASSWORD легко угадать (короткий, из одних цифр"
        " или из распространённых). Смените его на странице «Моя учётная запись».",
        "Warning: the administrator's password from CALLWRIGHT_ADMIN_PASSWORD is easily guessed (short,"
        " digits only, or a common one). Change it on the page “My account”.",
    )


def make_admin(tell: Tell) -> None:
    """The first account, with the password from CALLWRIGHT_ADMIN_PASSWORD or one that is told once; a weak
    one is told each time, for as long as it opens the account.
    """
    users = get_user_model().objects
    given = settings.CALLWRIGHT.admin_password
    is_new = not users.exists()
    password = given or secrets.token_urlsafe(12)
    if is_new:
        users.create_superuser(ADMIN, password=password)
    if weak := weak_password_trouble():
        tell(weak)
    if is_new and not given:
        tell(
            Wording(
                f"Создан вход: имя {ADMIN}, пароль {password} (больше он не будет показан)",
                f"Account made: name {ADMIN}, password {password} (it will not be shown again)",
            )
        )
