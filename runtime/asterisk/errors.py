"""What can go wrong between us and Asterisk."""


class AsteriskError(Exception):
    """Asterisk and we could not finish what was asked."""

    def __str__(self) -> str:
        """The class's own sentence, then the details given when it was raised."""
        sentence = (type(self).__doc__ or "").partition("\n")[0]
        return " ".join([sentence, *map(str, self.args)])


class UnsafeArgument(AsteriskError, ValueError):
    """A value cannot be sent to Asterisk without changing the meaning of the line it stands in."""


class AgiError(AsteriskError):
    """An AGI session could not do what was asked."""


class LineClosed(AgiError):
    """The AGI connection of this call is closed."""


class DeadChannel(LineClosed):
    """The caller's channel is hung up; Asterisk refuses commands that need the caller."""


class CommandTimeout(LineClosed):
    """Asterisk did not answer an AGI command in time, so the connection was cut."""


class LineGarbled(LineClosed):
    """Asterisk sent bytes that answer no command, so the connection was cut."""


class LineBusy(AgiError):
    """An AGI command was given while another one was waiting for its answer."""


class BadRequest(AgiError):
    """What opened the connection was no AGI request."""


class AmiError(AsteriskError):
    """An AMI action could not be carried out."""


class NotConnected(AmiError):
    """There is no AMI connection; nothing was sent."""


class UnknownOutcome(AmiError):
    """The AMI connection broke after the action was sent; whether Asterisk carried it out is not known."""


class AnswerTimeout(UnknownOutcome):
    """Asterisk did not answer an AMI action in time; whether it carried it out is not known."""


class MessageTooLong(AmiError):
    """An AMI message has no end."""


class ActionRefused(AmiError):
    """Asterisk refused an AMI action."""
