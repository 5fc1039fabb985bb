"""How much work a VCL may make: what varnishd has room for, and what keeps a reader's browser from standing still."""

from __future__ import annotations

from .errors import Failure, ScriptError

#: Bytes of text that a request, or a fetch, may make: Varnish's workspaces, less what it needs itself.
WORKSPACE = 90_000
#: Bytes of a body that a VCL may write. Varnish has no such limit.
LARGEST_BODY = 2_000_000
#: Fields of a message: http_max_hdr, less those that hold the first line.
MOST_FIELDS = 58
#: What may come over a wire: fields, bytes of one (http_req_hdr_len), bytes of a message without its body (http_req_size).
MOST_FIELDS_RECEIVED = 59
LONGEST_FIELD = 8192
LARGEST_HEAD = 32768
#: Statements of one run of a method, and of a whole play. Varnish has no such limits.
MOST_STATEMENTS = 40_000
MOST_STATEMENTS_OF_A_PLAY = 200_000
#: Steps of regular expressions in a whole play.
MOST_STEPS_OF_A_PLAY = 1_500_000


class Overflow(Failure):
    """The workspace is full, and with it the place for the page that would say so."""


class Workspace:
    """The room of one request or fetch."""

    def __init__(self) -> None:
        self.used = 0

    def take(self, text: str | None) -> None:
        """Raises Failure where a text that is made finds no room."""
        if text is not None:
            self.used += len(text) + 1
            if self.used > WORKSPACE:
                raise Overflow("workspace overflow")


class Meter:
    """What a play has used up."""

    def __init__(self) -> None:
        self.statements = 0
        self.steps = 0

    def count_statement(self) -> None:
        """Raises ScriptError at the limit of a play."""
        self.statements += 1
        if self.statements > MOST_STATEMENTS_OF_A_PLAY:
            raise ScriptError(f"the play ran {MOST_STATEMENTS_OF_A_PLAY:,} statements of VCL and was stopped")

    def count_steps(self, steps: int) -> None:
        """Raises ScriptError at the limit of a play. `steps` are the matcher's, of one search."""
        self.steps += steps
        if self.steps > MOST_STEPS_OF_A_PLAY:
            raise ScriptError("the play's regular expressions took too many steps and it was stopped")
