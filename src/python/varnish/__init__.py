"""A Varnish 7 to look into: a VCL 4.1 interpreter with a virtual clock and a scripted origin.

    exchanges = varnish.run(vcl, {"origin": {"routes": [{"url": "/.*"}]}, "requests": [{"at": 0, "url": "/"}]})
    exchanges[0].outcome   # "miss"
    print(exchanges[0].trace)

Its answers are those of varnishd 7.1, against which tests/varnish holds it.
"""

from __future__ import annotations

from typing import Any

from .checker import compile_vcl
from .errors import CompileError, ScriptError
from .exchange import Exchange
from .play import Play, VCLError, get, route, simulate
from .script import Script, read_script
from .server import Server

__all__ = [
    "CompileError",
    "Exchange",
    "Play",
    "ScriptError",
    "VCLError",
    "compile_vcl",
    "get",
    "route",
    "run",
    "simulate",
]


def run(vcl: str, script: Script | dict[str, Any], *, epoch: float | None = None) -> list[Exchange]:
    """Plays a request script on a VCL: one Exchange for each request, in the script's order.

    Raises CompileError for a VCL that does not compile and ScriptError for a script that cannot be read. `epoch` is the
    time at which the script begins, in seconds since 1970, the present by default.
    """
    program = compile_vcl(vcl)
    read = script if isinstance(script, Script) else read_script(script)
    return Server(program, read, epoch).play()
