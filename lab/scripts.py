"""Scripts for the bare FastAGI server: the shortest scenarios, and ways to die."""

from lab.fastagi import Script, Session

# Without the option Asterisk waits up to half a second for the caller's first audio.
ANSWER = 'EXEC Answer ",i"'
NO_DEADMAN = "SET VARIABLE TIMEOUT(absolute) 0"


async def ends(session: Session) -> None:
    """The shortest scenario: over at once."""
    await session.command("SET VARIABLE CW_DONE 1")


async def dies(session: Session) -> None:
    """An interpreter that is lost right after it got the call."""
    session.writer.transport.abort()


def plays_then_ends(prompt: str) -> Script:
    """A scenario of one prompt."""

    async def script(session: Session) -> None:
        await session.command(ANSWER)
        await session.command(f'STREAM FILE {prompt} ""')
        await ends(session)

    return script
