"""What a browser does not have: a network and other programs. Emscripten plays both, so that a connection seems to be made and a
command to run; here each says that it cannot be, by the error that a machine without them gives."""

import errno
import ipaddress
import os
import socket
from collections.abc import Callable
from typing import NoReturn

_NO_NETWORK = (errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))


def install() -> None:
    """Has sockets, names and commands refuse, for the life of the interpreter."""
    for name in ("connect", "listen", "sendto", "sendmsg"):
        setattr(socket.socket, name, _refusing(name))
    socket.socket.connect_ex = _connect_ex
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, _numbers_only(name))
    os.system = _system


def _refusing(name: str) -> Callable[..., NoReturn]:
    def refuse(self: socket.socket, *_args: object, **_options: object) -> NoReturn:
        raise OSError(*_NO_NETWORK)

    refuse.__name__ = refuse.__qualname__ = name
    return refuse


def _connect_ex(self: socket.socket, address: object, /) -> int:
    return errno.ENETUNREACH


def _numbers_only(name: str) -> Callable[..., object]:
    """An address that is written in numbers needs nobody to look it up; any other does."""
    ask = getattr(socket, name)
    if hasattr(ask, "__wrapped__"):
        return ask

    def look_up(host: object, *args: object, **options: object) -> object:
        if not _is_known(host):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return ask(host, *args, **options)

    look_up.__name__ = look_up.__qualname__ = name
    vars(look_up)["__wrapped__"] = ask
    return look_up


def _is_known(host: object) -> bool:
    if host in (None, "", b"", "localhost", b"localhost", "emscripten"):
        return True
    written = host.decode() if isinstance(host, bytes) else host
    if not isinstance(written, str | int):
        return False
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True


def _system(command: object) -> NoReturn:
    raise OSError(138, "emscripten does not support processes.")


_system.__name__ = _system.__qualname__ = "system"
