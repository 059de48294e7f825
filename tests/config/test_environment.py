"""What an administrator sets through environment variables."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database_url import database
from config.environment import PROJECT, read_environment
from config.mail_url import mail


def test_an_empty_environment_gives_an_installation_on_loopback() -> None:
    read = read_environment({})
    assert (read.web_bind, read.web_port, read.agi_bind, read.agi_port) == (
        "127.0.0.1",
        8000,
        "127.0.0.1",
        4573,
    )
    assert read.data == PROJECT / "data"
    assert (read.language, read.region) == ("ru", "RU")
    assert read.prompt_url == "http://127.0.0.1:8000/prompts/"


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert read_environment({"CALLWRIGHT_AGI_PORT": " "}).agi_port == 4573


def test_the_prompt_address_follows_the_web_port_and_ends_with_a_slash() -> None:
    assert read_environment({"CALLWRIGHT_WEB_PORT": "81"}).prompt_url == "http://127.0.0.1:81/prompts/"
    given = read_environment({"CALLWRIGHT_PROMPT_URL": "http://ivr:81/prompts"})
    assert given.prompt_url == "http://ivr:81/prompts/"


def test_lists_are_split_at_commas() -> None:
    read = read_environment(
        {
            "CALLWRIGHT_HOSTS": "ivr.example, ivr",
            "CALLWRIGHT_AGI_ALLOW": "10.0.0.0/24,192.168.1.5",
            "CALLWRIGHT_TRUNK_SOURCES": "operator=to,e1=dnid",
        }
    )
    assert read.hosts[-2:] == ("ivr.example", "ivr")
    assert [str(network) for network in read.agi_allow] == ["10.0.0.0/24", "192.168.1.5/32"]
    assert read.trunk_sources == (("operator", "to"), ("e1", "dnid"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CALLWRIGHT_WEB_PORT", "eighty"),
        ("CALLWRIGHT_WEB_PORT", "0"),
        ("CALLWRIGHT_AGI_PORT", "65536"),
        ("CALLWRIGHT_AGI_PORT", "²"),
        ("CALLWRIGHT_LANGUAGE", "de"),
        ("CALLWRIGHT_REGION", "XX"),
        ("CALLWRIGHT_TIME_ZONE", "Moscow"),
        ("CALLWRIGHT_TIME_ZONE", "../etc/passwd"),
        ("CALLWRIGHT_HTTPS", "yes"),
        ("CALLWRIGHT_AGI_ALLOW", "10.0.0.0/99"),
        ("CALLWRIGHT_TRUNK_SOURCES", "operator=from"),
        ("CALLWRIGHT_TRUNK_SOURCES", "operator"),
        ("CALLWRIGHT_DRAIN_S", "-1"),
        ("CALLWRIGHT_DRAIN_S", "nan"),
        ("CALLWRIGHT_HISTORY_DAYS", "0"),
        ("CALLWRIGHT_NOTIFICATION_DAYS", "7"),
        ("CALLWRIGHT_HISTORY_GB", "many"),
        ("CALLWRIGHT_LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_its_variable(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read_environment({name: value})


def test_secrets_are_not_shown_with_the_rest() -> None:
    secret = ("AMI_SECRET", "ADMIN_PASSWORD", "METRICS_TOKEN", "MAIL_URL")
    read = read_environment({f"CALLWRIGHT_{name}": "hush" for name in secret})
    assert "hush" not in repr(read)


@pytest.mark.parametrize(
    ("url", "engine", "name"),
    [
        ("", "sqlite3", "/data/callwright.sqlite3"),
        ("sqlite:///local.db", "sqlite3", "local.db"),
        ("sqlite:////var/lib/ivr.db", "sqlite3", "/var/lib/ivr.db"),
        ("postgres://me:p%40ss@db:5433/ivr", "postgresql", "ivr"),
    ],
)
def test_a_database_url_names_engine_and_database(url: str, engine: str, name: str) -> None:
    entry = database(url, Path("/data"))
    assert (entry["ENGINE"], entry["NAME"]) == (f"django.db.backends.{engine}", name)


def test_a_postgres_url_gives_its_password_decoded() -> None:
    entry = database("postgres://me:p%40ss@db:5433/ivr", Path("/data"))
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["PORT"]) == ("me", "p@ss", "db", "5433")


def test_nobody_waits_for_ever_for_a_database_that_went_away() -> None:
    options = database("postgres://db/ivr", Path("/data"))["OPTIONS"]
    assert (options["connect_timeout"], options["tcp_user_timeout"]) == (5, 10_000)


@pytest.mark.parametrize("url", ["localhost:6379", ":sekret@db:6379", "http://db"])
def test_what_is_no_address_of_redis_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL must look like redis://") as told:
        read_environment({"REDIS_URL": url})
    assert url not in str(told.value)


@pytest.mark.parametrize("url", ["mysql://localhost/ivr", "postgres://localhost", "sqlite://", "nonsense"])
def test_any_other_database_url_is_refused_with_examples(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgres://"):
        database(url, Path("/data"))


@pytest.mark.parametrize(
    ("url", "host", "port", "has_tls", "has_ssl"),
    [
        ("smtp://me:p%40ss@mail.example.org", "mail.example.org", 587, True, False),
        ("smtps://me:p%40ss@mail.example.org", "mail.example.org", 465, False, True),
        ("smtp://me:p%40ss@localhost:25?plain=1", "localhost", 25, False, False),
    ],
)
def test_a_mail_url_names_server_and_protection(
    url: str, host: str, port: int, has_tls: bool, has_ssl: bool
) -> None:
    read = mail(url, Path("/data"))
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == (host, port)
    assert (read["EMAIL_USE_TLS"], read["EMAIL_USE_SSL"]) == (has_tls, has_ssl)
    assert (read["EMAIL_HOST_USER"], read["EMAIL_HOST_PASSWORD"]) == ("me", "p@ss")


def test_without_a_mail_server_letters_are_kept_as_files() -> None:
    assert mail("", Path("/data"))["EMAIL_FILE_PATH"] == "/data/mail"


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://h?tls=no"])
def test_any_other_mail_url_is_refused_with_examples(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="smtps://"):
        mail(url, Path("/data"))
