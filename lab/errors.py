"""What can go wrong with the rig itself, as opposed to what a test finds out with it."""


class RigError(Exception):
    """The rig cannot do what was asked; the text says why and what to do."""


class ImageError(RigError):
    """The Asterisk files could not be fetched or unpacked."""


class StartError(RigError):
    """Asterisk did not come up; the text carries the end of its log."""


class CallError(RigError):
    """A call of a lab phone did not do in time what was waited for; the text says what was seen instead."""
