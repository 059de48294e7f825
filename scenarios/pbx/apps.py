"""What the PBX has, as a Django application of its own: its table has its own migrations."""

from django.apps import AppConfig


class PbxConfig(AppConfig):
    """The table `pbx_pbxnames`."""

    name = "scenarios.pbx"
    label = "pbx"
