"""What varnishd checks once the whole VCL is read: references, unused symbols, return actions, where variables may be used."""

from __future__ import annotations

from .errors import CompileError
from .nodes import CallSub, Program, Sub, Use
from .parser import parse
from .tokens import Token
from .variables import METHODS, RETURNS


def compile_vcl(source: str) -> Program:
    """A VCL that can be run, or CompileError with the first line that `varnishd -C` would name."""
    program = parse(source)
    if not program.backends:
        raise CompileError(
            "No backends or directors found in VCL program, at least one is necessary.", 1, source=source
        )
    for check in (_references, _returns, _uses):
        check(program)
    return program


def _fail(program: Program, message: str, token: Token) -> CompileError:
    return token.error(message, program.source)


def _references(program: Program) -> None:
    defined: dict[str, dict[str, Token]] = {
        "sub": {name: sub.token for name, sub in program.subs.items()},
        "acl": {name: acl.token for name, acl in program.acls.items()},
        "backend": {name: backend.token for name, backend in program.backends.items()},
        "probe": {name: token for name, (token, _) in program.probes.items()},
    }
    used = {(kind, name) for kind, name, _ in program.references}
    problems: list[tuple[str, str, Token]] = []
    first: dict[tuple[str, str], Token] = {}
    for kind, name, token in program.references:
        if name not in defined[kind]:
            first.setdefault((kind, name), token)
    problems += [
        (f"Undefined {kind} {name}, first reference:", name, token) for (kind, name), token in first.items()
    ]
    for kind, table in defined.items():
        for name, token in table.items():
            if (kind, name) not in used and token.own and not name.lower().startswith("vcl_"):
                problems.append((f"Unused {kind} {name}, defined:", name, token))
    if problems:
        # varnishd walks its symbol table, which is kept in order of the names
        message, _, token = min(problems, key=lambda one: one[1].lower())
        raise _fail(program, message, token)


class _Walk:
    """Every subroutine that a method reaches, once, in the order of the calls."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def from_method(self, method: str) -> list[tuple[Sub, list[CallSub]]]:
        found: list[tuple[Sub, list[CallSub]]] = []
        seen: set[str] = set()

        def visit(sub: Sub, path: list[CallSub], active: list[str]) -> None:
            if sub.name in active:
                raise _fail(self.program, "Subroutine recurses on", sub.token)
            if sub.name in seen:
                return
            seen.add(sub.name)
            found.append((sub, path))
            for call in sub.calls:
                visit(self.program.subs[call.name], [*path, call], [*active, sub.name])

        visit(self.program.subs[f"vcl_{method}"], [], [])
        return found


def _recursion(program: Program) -> None:
    """Also of subroutines that nothing reaches."""
    state: dict[str, str] = {}

    def visit(sub: Sub) -> None:
        state[sub.name] = "open"
        for call in sub.calls:
            callee = program.subs[call.name]
            if state.get(callee.name) == "open":
                raise _fail(program, "Subroutine recurses on", sub.token)
            if callee.name not in state:
                visit(callee)
        state[sub.name] = "done"

    for sub in program.subs.values():
        if sub.name not in state:
            visit(sub)


def _returns(program: Program) -> None:
    _recursion(program)
    walk = _Walk(program)
    for method in METHODS:
        for sub, path in walk.from_method(method):
            for action, token in sub.returns:
                # A call of a whole method is the reader's doing, though the return is the builtin's.
                place = (
                    token if token.own else next((call.name_token for call in path if call.token.own), None)
                )
                if method not in RETURNS[action] and place is not None:
                    legal = " ".join(f'"{one}"' for one in sorted(RETURNS) if method in RETURNS[one])
                    message = f'Invalid return "{action}"'
                    if path:
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
        for sub, path in walk.from_method(method):
            for use in sub.uses:
                if method not in use.allowed and use.token.own:
                    raise _fail(program, _forbidden(use, method, sub, called=bool(path)), use.token)


def _forbidden(use: Use, method: str, sub: Sub, *, called: bool) -> str:
    if not called:
        return f"{use.name}: {_WORDS[use.kind]} in subroutine 'vcl_{method}'."
    return f"{use.name}: {_WORDS[use.kind]} from subroutine 'vcl_{method}'.\n...in subroutine \"{sub.name}\""
