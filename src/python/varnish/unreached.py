"""What the builtin VCL would have done where the reader's VCL returned before it: asked of copies, so that nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from .context import Context
from .errors import Failure
from .http import Message

#: Where a method's builtin has something to decide or to make.
_MADE = {
    "hash": "it would have added the URL and the host to the key",
    "synth": "it would have made the error page",
    "backend_error": "it would have made the error page",
}
_BECAUSE = {
    "vcl_req_authorization": "of the Authorization header",
    "vcl_req_cookie": "of the Cookie header",
    "vcl_req_host": "there is no Host header",
    "vcl_beresp_stale": "its TTL is not above 0",
    "vcl_beresp_cookie": "of its Set-Cookie header",
    "vcl_beresp_control": "of its Cache-Control or Surrogate-Control header",
    "vcl_beresp_vary": "of its header Vary: *",
}
_DONE = {"pass": "passed", "pipe": "piped", "synth": "answered by itself"}


@dataclass
class _Copies(Context):
    """The same moment, with messages of its own."""

    messages: dict[str, Message] = field(default_factory=dict)

    def message(self, scope: str) -> Message:
        if scope not in self.messages:
            self.messages[scope] = super().message(scope).copy()
        return self.messages[scope]

    def log(self, tag: str, text: str, sub: str | None = None, line: int | None = None) -> None:
        """Nothing of this happens."""


class Decided(Protocol):
    """What a subroutine came to: the action, and the subroutine that said so."""

    @property
    def name(self) -> str:
        """The action; "" where none was returned."""
        ...

    @property
    def sub(self) -> str:
        """The subroutine that returned it."""
        ...


def unreached(context: Context, decide: Callable[[Context, str], Decided]) -> str | None:
    """A sentence about the builtin of this method, which was not reached; None where it has nothing to decide. `decide` runs a subroutine by
    its name, without what the reader has added to it."""
    method = context.method
    if method in _MADE:
        return f"vcl_builtin_{method} was not reached: {_MADE[method]}"
    if method not in ("recv", "backend_response"):
        return None
    copies = _Copies(
        context.server, method, context.now, client=context.client, fetch=context.fetch, object=context.object
    )
    try:
        action = decide(copies, f"vcl_builtin_{method}")
    except Failure:
        return None
    return f"vcl_builtin_{method} was not reached: {_verdict(context, action)}"


def _verdict(context: Context, action: Decided) -> str:
    if context.method == "recv":
        if not action.name:
            return "none of its checks would have held"
        because = _BECAUSE.get(action.sub, f"the method is {context.message('req').method}")
        return f"it would have {_DONE[action.name]} because {because}"
    if not action.sub.startswith("vcl_beresp"):
        return "none of its checks would have held"
    return f"it would have marked the response as not for keeping because {_BECAUSE[action.sub]}"
