"""Django's settings. What an installation may change comes from the environment (`config.environment`)."""

import os
from typing import Final

from config.database_url import databases
from config.environment import PROJECT, read_environment
from config.keys import key
from config.mail_url import mail
from runtime.json_text import MAX_BYTES

CALLWRIGHT: Final = read_environment(os.environ)

BASE_DIR = PROJECT
DEBUG = False
SECRET_KEY = key(CALLWRIGHT.data, "django").hex()
ALLOWED_HOSTS = list(CALLWRIGHT.hosts)
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "config",
    "scenarios",
    "scenarios.history",
    "scenarios.jobs",
    "scenarios.live",
    "scenarios.pbx",
    "designer",
    # Behind our own templates, some of which stand in for theirs.
    "django_celery_beat",
    "config.back_office.BackOfficeConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "designer.security_headers.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every view asks for a log-in unless it says otherwise itself.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "designer.appearance.appearance",
            ],
        },
    },
]

DATABASES = databases(CALLWRIGHT.database_url, CALLWRIGHT.data)
DATABASE_ROUTERS = ["scenarios.history.router.HistoryRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Every web process hears all live events itself, so its layer reaches its own browsers and no others.
CHANNEL_LAYERS = {
    "live": {
        "BACKEND": "channels.layers.InMemoryChannelLayer",
        "CONFIG": {"capacity": 1_000, "group_expiry": 10 * 365 * 24 * 3600},  # messages, seconds
    }
}
# It counts failed log-ins. Django keeps 300 entries unless told otherwise, and drops the oldest ones for new
# ones: a hundred guesses at made-up names would make it forget those at a real one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # about 30 MB
    }
}

LANGUAGE_CODE = CALLWRIGHT.language
LANGUAGES = [("ru", "Русский"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = CALLWRIGHT.time_zone

STATIC_URL = "/static/"
STATIC_ROOT = PROJECT / "static"
BUILT_FRONT_END = STATIC_ROOT / "designer"
"""Made by scripts/front_end.sh."""

CSRF_FAILURE_VIEW = "designer.failure_pages.stale_form"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "scenarios"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BYTES
SESSION_COOKIE_AGE = 14 * 24 * 3600  # seconds
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CALLWRIGHT.https
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if CALLWRIGHT.https else 0
if CALLWRIGHT.https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

globals().update(mail(CALLWRIGHT.mail_url, CALLWRIGHT.data))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CALLWRIGHT.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "config.log_lines.LogLine", "language": CALLWRIGHT.language},
        "json": {"()": "config.log_lines.JsonLine"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": CALLWRIGHT.log_format}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # What Celery says of a task repeats its arguments, which may tell of people; our own lines do not.
        "celery": {"level": "WARNING"},
        "celery.app.trace": {"level": "CRITICAL"},
        "daphne": {"level": "WARNING"},
        "django.channels.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
