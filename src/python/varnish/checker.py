"""What varnishd checks once the whole VCL is read: references, unused symbols, return actions, where variables may be used."""

from __future__ import annotations

from .errors import CompileError
from .http import printable
from .nodes import CallSub, Program, Sub, Use
from .parser import parse
from .tokens import Token
from .variables import METHODS, RETURNS


def compile_vcl(source: str) -> Program:
    """A VCL that can be run, or CompileError with the first line that `varnishd -C` would name."""
    program = parse(printable(source))
    for check in (_references, _returns, _uses):
        check(program)
    if not program.backends:
        raise CompileError(
            "No backends or directors found in VCL program, at least one is necessary.", 1, source=source
        )
    for problem in program.left_to_the_c_compiler:
        raise _fail(program, *problem)
    return program


def _fail(program: Program, message: str, token: Token) -> CompileError:
    return token.error(message, program.source)


def _references(program: Program) -> None:
    problem = next(iter(program.problems), None)
    if problem:
        raise _fail(program, *problem)


class _Walk:
    """Every subroutine that a method reaches, once, in the order of the calls."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def from_method(self, method: str) -> list[tuple[Sub, CallSub | None, Sub | None]]:
        """Each with the reader's call that led to it, and who called it."""
        found: list[tuple[Sub, CallSub | None, Sub | None]] = []
        seen: set[str] = set()
        waiting: list[tuple[Sub, CallSub | None, Sub | None]] = [
            (self.program.subs[f"vcl_{method}"], None, None)
        ]
        while waiting:
            sub, through, caller = waiting.pop()
            if sub.name in seen:
                continue
            seen.add(sub.name)
            found.append((sub, through, caller))
            for call in reversed(sub.calls):
                own = through if through is not None or not call.token.own else call
                waiting.append((self.program.subs[call.name], own, sub))
        return found


def _recursion(program: Program) -> None:
    """Also of subroutines that nothing reaches. varnishd looks in the order of the names."""
    done: set[str] = set()
    for name in sorted(program.subs):
        #: Subroutines that are being called, each with the calls that are still to be looked at.
        path = [(name, iter(program.subs[name].calls))]
        active = {name}
        while path:
            inside, calls = path[-1]
            call = next(calls, None)
            if call is None:
                path.pop()
                active.discard(inside)
                done.add(inside)
            elif call.name in active:
                raise _fail(program, "Subroutine recurses on", program.subs[call.name].token)
            elif call.name not in done:
                active.add(call.name)
                path.append((call.name, iter(program.subs[call.name].calls)))


def _returns(program: Program) -> None:
    _recursion(program)
    walk = _Walk(program)
    for method in METHODS:
        for sub, through, caller in walk.from_method(method):
            for action, token in sorted(sub.returns, key=lambda one: one[0]):
                # A call of a whole method is the reader's doing, though the return is the builtin's.
                place = token if token.own else through and through.name_token
                if method not in RETURNS[action] and place is not None:
                    legal = " ".join(f'"{one}"' for one in sorted(RETURNS) if method in RETURNS[one])
                    message = f'Invalid return "{action}"'
                    if caller is not None:
                        message += f'\n...in subroutine "{sub.name}", called from "vcl_{method}"'
                    raise _fail(program, f"{message}\nLegal returns are: {legal}", place)


_WORDS = {
    "read": "Not available",
    "set": "Cannot be set",
    "unset": "Cannot be unset",
    "action": "Not a valid action",
}


def _uses(program: Program) -> None:
    walk = _Walk(program)
    for method in METHODS:
        for sub, _, caller in walk.from_method(method):
            for use in sub.uses:
                if method not in use.allowed and use.token.own:
                    raise _fail(program, _forbidden(use, method, sub, called=caller is not None), use.token)


def _forbidden(use: Use, method: str, sub: Sub, *, called: bool) -> str:
    if not called:
        return f"{use.name}: {_WORDS[use.kind]} in subroutine 'vcl_{method}'."
    return f"{use.name}: {_WORDS[use.kind]} from subroutine 'vcl_{method}'.\n...in subroutine \"{sub.name}\""
