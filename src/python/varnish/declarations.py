"""Backends, probes and ACLs, checked as varnishd checks them."""

from __future__ import annotations

from typing import Any, NoReturn

from .addresses import host_problem, networks_of, to_network
from .nodes import Acl, AclEntry, Backend
from .token_reader import TokenReader
from .tokens import BLOB, ID, INTEGER, STRING, Token

_BACKEND_FIELDS = {
    "host", "port", "path", "host_header", "connect_timeout", "first_byte_timeout", "between_bytes_timeout", "probe",
    "max_connections", "proxy_header", "preamble",
}  # fmt: skip
_PROBE_FIELDS = {
    "url", "request", "expected_response", "timeout", "interval", "window", "threshold", "initial",
}  # fmt: skip
_WIDEST_WINDOW = 64
_ACL_FLAGS = {"log", "pedantic", "table"}


class Declarations(TokenReader):
    """Each method reads one declaration to its end and writes it into the program. CompileError in varnishd's words where it is
    wrong."""

    def field(self, known: set[str], given: dict[str, Token]) -> Token:
        """`.name =`, noted in `given`."""
        self.expect(".")
        field = self.expect(ID)
        self.expect("=")
        if field.text not in known:
            self.fail(f"Unknown field: '{field.text}' at", field)
        if field.text in given:
            self.fail(f"Field '{field.text}' redefined at:", field)
        given[field.text] = field
        return field

    def apart(self, what: str, field: Token, given: dict[str, Token], others: tuple[str, str]) -> None:
        """Of two fields only one may be given."""
        if all(other in given for other in others):
            self.fail(f"{what} redefinition at:", field)

    # Backends.
    def backend(self) -> None:
        """vcl-backend(7). The first backend is the default unless one has that name."""
        start = self.next()
        program = self.program
        if self.is_(ID) and self.token.text == "default":
            name = self.next()
            if "default" in program.backends:
                self.fail("Only one default director possible.", start)
            if program.default_backend is not None:
                # The first backend was the default for want of another; now it must be used like any.
                self.symbols.table[program.default_backend.lower()].free = False
            key, shown = "default", "default"
            program.default_backend = key
        else:
            name = self.token
            symbol = self.defined("backend", "backend")
            key, shown = symbol.name.lower(), symbol.name
            if program.default_backend is None:
                program.default_backend = key
                symbol.free = True
        backend = Backend(shown, name)
        if self.is_word("none", "None"):
            self.next()
            self.expect(";")
            backend.none = True
        else:
            self.backend_body(backend, name)
        program.backends[key] = backend

    def backend_body(self, backend: Backend, name: Token) -> None:
        """The attributes of a backend, of which it needs `.host` or `.path`."""
        self.expect("{")
        given: dict[str, Token] = {}
        tokens: dict[str, Token] = {}
        while not self.is_("}"):
            field = self.field(_BACKEND_FIELDS, given)
            if field.text == "probe":
                self.probe_of(backend)
                continue
            start = self.token
            backend.fields[field.text] = self.backend_value(field, given)
            tokens[field.text] = start
            self.expect(";")
        if "host" not in given and "path" not in given:
            self.fail("Expected .host or .path.", name)
        if "host" in tokens:
            self.check_host(tokens["host"], backend.fields.get("port"))
        elif not backend.fields["path"].startswith("/"):
            self.fail("Backend path: Must be an absolute path:", tokens["path"])
        self.next()

    def backend_value(self, field: Token, given: dict[str, Token]) -> Any:
        """An attribute's value: seconds, a number, a text or the bytes of a BLOB."""
        name = field.text
        if name in ("host", "path"):
            if name == "path" and self.program.version == (4, 0):
                self.fail("Unix socket backends only supported in VCL4.1 and higher.")
            self.apart("Address", field, given, ("host", "path"))
        if name.endswith("timeout"):
            return self.duration()
        if name == "preamble":
            return self.expect(BLOB).value
        if name not in ("max_connections", "proxy_header"):
            return self.expect(STRING).value
        number = self.expect(INTEGER)
        if name == "proxy_header" and number.text not in ("1", "2"):
            self.fail(".proxy_header must be 1 or 2", number)
        return int(number.text)

    def check_host(self, host: Token, port: str | None) -> None:
        """Here no name of a host is looked up: what varnishd could not resolve either is refused."""
        problem = host_problem(host.value, port)
        if problem:
            self.fail(
                f"Backend host '\"{host.value}\"' could not be resolved to an IP address:\n\t{problem}", host
            )

    # Probes.
    def probe_of(self, backend: Backend) -> None:
        """A backend's `.probe`: one of its own, or the name of one that was defined before."""
        if self.is_("{"):
            backend.probe = self.probe_body()
            return
        if not self.is_(ID):
            self.fail(f"Expected '{{' or name of probe, got {self.token} at")
        names = self.dotted()
        name = self.next()
        if name.text == "default":
            if "default" not in self.program.probes:
                self.fail("No default probe defined")
        elif len(names) > 1:  # as where the semicolon is missing and `.host` comes next
            self.fail(f"Symbol not found: '{'.'.join(one.text for one in names)}'\nAt:", name)
        else:
            symbol = self.symbols.get(name)
            if symbol is None:
                self.fail(f"Symbol not found: '{name.text}'\nAt:", name)
            if symbol.kind != "probe":
                self.fail(f"Symbol '{name.text}' has wrong type ({symbol.kind}), expected probe:\nAt:", name)
            self.symbols.refer("probe", name)
        backend.probe = self.program.probes[name.key]
        self.expect(";")

    def named_probe(self) -> None:
        """vcl-probe(7)."""
        self.next()
        if self.is_word("default"):
            self.next()
            self.program.probes["default"] = self.probe_body()
            return
        symbol = self.defined("probe", "backend probe")
        self.program.probes[symbol.name.lower()] = self.probe_body()

    def probe_body(self) -> dict[str, Any]:
        """The attributes of a probe that are given; times are in seconds."""
        self.expect("{")
        probe: dict[str, Any] = {}
        given: dict[str, Token] = {}
        numbers: dict[str, Token] = {}
        while not self.is_("}"):
            field = self.field(_PROBE_FIELDS, given)
            name = field.text
            if name in ("url", "request"):
                self.apart("Probe request", field, given, ("url", "request"))
                probe[name] = self.expect(STRING).value
                while name == "request" and self.is_(STRING):
                    self.next()
            elif name in ("interval", "timeout"):
                probe[name] = self.duration()
            else:
                numbers[name] = self.expect(INTEGER)
                probe[name] = int(numbers[name].text)
            if name == "expected_response" and not 100 <= probe[name] <= 999:
                self.fail("Must specify .expected_response with exactly three digits (100 <= x <= 999)")
            self.expect(";")
        self.check_window(probe, numbers)
        self.next()
        return probe

    def check_window(self, probe: dict[str, Any], numbers: dict[str, Token]) -> None:
        """vcl-probe(7), "The backend health shift register": 64 polls at most; `.threshold` alone makes the window one longer."""
        window, threshold = numbers.get("window"), numbers.get("threshold")
        if threshold is None:
            if window is not None:
                self.fail("Must specify .threshold with .window", window)
            return
        if window is None:
            if probe["threshold"] > _WIDEST_WINDOW:
                self.fail("Threshold must be 64 or less.", threshold)
            probe["window"] = probe["threshold"] + 1
        elif probe["window"] > _WIDEST_WINDOW:
            self.fail("Window must be 64 or less.", window)
        elif probe["threshold"] > probe["window"]:
            self.fail("Threshold can not be greater than window.", threshold)

    # ACLs.
    def acl(self) -> None:
        """An ACL with its flags: `+log`, `-pedantic`, `+table`."""
        self.next()
        symbol = self.defined("acl", "ACL")
        while self.is_("+") or self.is_("-"):
            sign = self.next()
            flag = self.token
            if flag.kind != ID or (flag.line, flag.column) != (sign.line, sign.column + 1):
                self.fail("Expected a flag at:", sign)
            if flag.text not in _ACL_FLAGS:
                self.fail("Unknown ACL flag:", flag)
            if flag.text == "pedantic":
                self.pedantic = sign.kind == "+"
            self.next()
        acl = Acl(symbol.name, symbol.defined)
        self.expect("{")
        while not self.take("}"):
            self.acl_entry(acl)
            self.expect(";")
        self.pedantic = True
        self.program.acls[symbol.name.lower()] = acl

    #: Bits behind a mask are an error.
    pedantic = True

    def acl_entry(self, acl: Acl) -> None:
        """An address or a network, negated by `!`; in parentheses one whose name is not found is left out."""
        negated = self.take("!")
        optional = self.take("(")
        if not negated:
            negated = self.take("!")
        token = self.expect(STRING)
        address, slash, text = token.value.partition("/")
        mask: int | None = None
        mask_token = token
        if slash:
            digits = text.strip(" \t").removeprefix("+").removeprefix("-")
            if digits.strip("0123456789"):
                self.fail(".../mask is not numeric.", token)
            mask = int(digits[:9] or "0") * (-1 if "-" in text else 1)  # C's own number ends somewhere too
            if self.is_("/"):
                self.fail("/mask only allowed once.")
        elif self.take("/"):
            mask_token = self.expect(INTEGER)
            mask = int(mask_token.text)
        if optional:
            self.expect(")")
        found = networks_of(address)
        if isinstance(found, str):
            if not optional:
                self.fail(f"DNS lookup({address}): {found}", token)
            return
        for base, width in found:
            wanted = width if mask is None else mask
            if not 0 <= wanted <= base.max_prefixlen:
                family = 4 if base.max_prefixlen == 32 else 6
                self.fail(f"Too wide mask (/{wanted % 2**32}) for IPv{family} address", mask_token)
            network = to_network(base, wanted)
            if int(network.network_address) != int(base) and self.pedantic:
                self.fail(f"Non-zero bits in masked part, (maybe use {network} ?)", token)
            self.add_entry(acl, AclEntry(network, negated, token))

    def add_entry(self, acl: Acl, entry: AclEntry) -> None:
        """The same network a second time is left out, and refused where one is negated."""
        for other in acl.entries:
            if other.network == entry.network:
                if other.negated != entry.negated:
                    self.fail("Conflicting ACL entries:", other.token)
                return
        acl.entries.append(entry)

    def inline_c(self) -> NoReturn:
        """C{ ... }C, which varnishd takes only where the parameter vcc_allow_inline_c says so (varnishd(1))."""
        self.fail("Inline-C not allowed")
