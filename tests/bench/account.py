"""A person who may do everything, for benchmarks that look at a real server with a browser or a socket."""

import os
import subprocess
import sys
from collections.abc import Mapping

from lab.web_side import PROJECT

_LOG_IN = """
import django; django.setup()
from django.contrib.auth.models import User
from django.test import Client
browser = Client(); browser.force_login(User.objects.create_superuser("bench"))
print(browser.cookies["sessionid"].value)
"""


def logged_in(data: str, urls: Mapping[str, str] | None = None) -> str:
    """The session cookie of a new account in the installation of this data folder; `urls` are its
    DATABASE_URL and REDIS_URL when it has any.
    """
    environment = {
        **os.environ,
        **(urls or {}),
        "CALLWRIGHT_DATA": data,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-c", _LOG_IN]
    done = subprocess.run(command, env=environment, cwd=PROJECT, check=True, capture_output=True, text=True)
    return done.stdout.split()[-1]
