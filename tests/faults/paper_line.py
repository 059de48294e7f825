"""A caller's line on paper: does at once what Asterisk's would do over time, and outlives its servers.

It speaks AGI to a real listener, keeps channel variables, and runs applications from a script. What it cannot
show is time; for that there is the real Asterisk.
"""

import asyncio
import re
import shlex
from collections.abc import Mapping

CALL_ID = "1.1"


class PaperLine:
    """`ran` lists the applications that ran, each with what it was given: ("Dial", "PJSIP/1001")."""

    def __init__(self, keys: str, dial_results: Mapping[str, str]) -> None:
        """`keys` is what the caller presses when asked, `dial_results` the DIALSTATUS of each dial
        string (ANSWER when it is not named).
        """
        self.variables: dict[str, str] = {}
        self.ran: list[tuple[str, str]] = []
        self._keys = keys
        self._dial_results = dial_results
        self._passes = 0

    @property
    def is_done(self) -> bool:
        """Whether the scenario has come to its end."""
        return self.variables.get("CW_DONE") == "1"

    async def visit(self, port: int, commands: int | None = None) -> int:
        """Goes to the server at this port and does what it asks, so many commands long; how many it were.

        After the last one the connection is cut before the answer, as it is when the server dies while
        the command runs.
        """
        self._passes += 1
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        arguments = (CALL_ID, "84951234567", str(self._passes))
        header = [f"agi_arg_{number}: {text}\n" for number, text in enumerate(arguments, 1)]
        fields = "agi_network: yes\nagi_network_script: call\nagi_channel: PJSIP/trunk-00000001\n"
        writer.write((fields + "".join(header) + "\n").encode())
        done = 0
        try:
            async with asyncio.timeout(30):
                while line := await reader.readline():
                    answer = self._run(line.decode().rstrip("\n"))
                    done += 1
                    if done == commands:
                        break
                    writer.write(answer.encode() + b"\n")
        finally:
            writer.close()
        return done

    def _run(self, line: str) -> str:
        lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
        lexer.quotes, lexer.commenters, lexer.whitespace_split = '"', "", True
        match list(lexer):
            case ["EXEC", "MSet", assignments]:
                self.variables |= dict(pair.split("=", 1) for pair in assignments.split(","))
            case ["EXEC", application, *given]:
                self._execute(application, given[0] if given else "")
            case ["GET", "FULL", "VARIABLE", template]:
                return f"200 result=1 ({self._filled(template)})"
            case ["SET", "VARIABLE", name, value]:
                self.variables[name] = value
            case ["STREAM", "FILE", file, _]:
                self.ran.append(("play", file))
                return "200 result=0 endpos=8000"
        return "200 result=0"

    def _execute(self, application: str, given: str) -> None:
        first = given.split(",")[0]
        match application:
            case "Read":
                self.variables |= {"CW_KEYS": self._keys, "READSTATUS": "OK"}
            case "Dial":
                self.variables |= {
                    "DIALSTATUS": self._dial_results.get(first, "ANSWER"),
                    "DIALEDPEERNAME": f"{first}-00000002",
                }
            case "Transfer":
                self.variables["TRANSFERSTATUS"] = "SUCCESS"
            case "Queue":
                self.variables |= {"QUEUESTATUS": "CONTINUE", "MEMBERINTERFACE": "PJSIP/1003"}
            case "Record":
                self.variables["RECORD_STATUS"] = "OPERATOR"
            case _:
                return
        self.ran.append((application, first))

    def _filled(self, template: str) -> str:
        template = re.sub(r"\$\{FILTER\(0-9,(\$\{\w+\})\)\}", r"\1", template)
        return re.sub(r"\$\{(\w+)\}", lambda hole: self.variables.get(hole[1], ""), template)
