"""HTTP messages as Varnish keeps them: a first line, and header fields in order, names compared without case."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .errors import Failure
from .work import LONGEST_FIELD, MOST_FIELDS_RECEIVED

REASONS = {
    100: "Continue", 101: "Switching Protocols", 102: "Processing", 103: "Early Hints", 200: "OK", 201: "Created", 202: "Accepted",
    203: "Non-Authoritative Information", 204: "No Content", 205: "Reset Content", 206: "Partial Content",
    207: "Multi-Status", 208: "Already Reported", 226: "IM Used",
    300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
    305: "Use Proxy", 306: "(Unused)", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
    401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout", 409: "Conflict",
    410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Request Entity Too Large",
    414: "Request-URI Too Long", 415: "Unsupported Media Type", 416: "Requested Range Not Satisfiable",
    417: "Expectation Failed", 421: "Misdirected Request", 422: "Unprocessable Entity", 423: "Locked",
    424: "Failed Dependency", 425: "Too Early", 426: "Upgrade Required", 428: "Precondition Required", 429: "Too Many Requests",
    431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 501: "Not Implemented",
    502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported",
    506: "Variant Also Negotiates", 507: "Insufficient Storage", 508: "Loop Detected", 510: "Not Extended", 511: "Network Authentication Required",
}  # fmt: skip

# Header fields that are not passed on, after include/tbl/http_headers.h of Varnish 7.
HOP_BY_HOP = {
    "connection", "http2-settings", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade",
}  # fmt: skip
#: From the client, where an object is to be fetched for all.
NOT_FETCHED = HOP_BY_HOP | {
    "accept-ranges", "cache-control", "content-range", "if-match", "if-modified-since",
    "if-none-match", "if-range", "if-unmodified-since", "proxy-authenticate", "proxy-authorization", "range",
}  # fmt: skip
#: From the origin, where an object is stored.
NOT_STORED = HOP_BY_HOP | {
    "accept-ranges", "age", "content-range", "proxy-authenticate", "proxy-authorization", "range",
}  # fmt: skip
NOT_PASSED_BACK = HOP_BY_HOP | {"age"}
#: What Connection may not name: nobody's cookies or lengths are to be hidden from the origin.
NEVER_HOP_BY_HOP = {
    "accept", "accept-charset", "accept-encoding", "accept-language", "age", "allow", "authorization", "cache-control",
    "content-encoding", "content-language", "content-length", "content-location", "content-md5", "content-range", "content-type",
    "cookie", "date", "etag", "expect", "expires", "from", "host", "if-match", "if-modified-since", "if-none-match", "if-range",
    "if-unmodified-since", "last-modified", "location", "max-forwards", "pragma", "proxy-authenticate", "proxy-authorization",
    "range", "referer", "retry-after", "server", "set-cookie", "user-agent", "vary", "via", "warning", "www-authenticate",
    "x-forwarded-for",
}  # fmt: skip


#: More digits than fit into 64 bits are no number for varnishd.
_MOST_DIGITS = 18


def whole_number(text: str) -> int | None:
    """Of digits and nothing else; None for what is none, or too large to be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


@dataclass
class Message:
    """A request or a response without its body; a request leaves `status` and `reason` alone, a response `method` and `url`."""

    method: str = "GET"
    url: str = "/"
    proto: str = "HTTP/1.1"
    status: int = 200
    reason: str = "OK"
    fields: list[tuple[str, str]] = field(default_factory=list)
    #: Names of fields that came with a Connection header that named them; what the VCL sets is another field.
    listed: frozenset[str] = frozenset()

    @property
    def is_too_much(self) -> bool:
        """More fields, or a longer one, than varnishd takes off the wire."""
        longest = max(
            (len(f"{name}: {value}".encode("utf-8", "replace")) for name, value in self.fields), default=0
        )
        return len(self.fields) > MOST_FIELDS_RECEIVED or longest > LONGEST_FIELD

    @property
    def size(self) -> int:
        """Bytes of all but the body."""
        lines = [
            f"{self.method} {self.url} {self.proto}",
            *(f"{name}: {value}" for name, value in self.fields),
            "",
        ]
        return sum(len(line.encode("utf-8", "replace")) + 2 for line in lines)

    def copy(self) -> Message:
        """The same message, with fields of its own."""
        return Message(
            self.method, self.url, self.proto, self.status, self.reason, list(self.fields), self.listed
        )

    def arrive(self) -> bool:
        """Reads which of its fields are for the next hop alone. False for a Connection that names what it may not, and is read no further."""
        said = ",".join(value for key, value in self.fields if key.lower() == "connection")
        names = [one.strip(" \t").lower() for one in said.split(",")]
        wrong = next((index for index, one in enumerate(names) if one in NEVER_HOP_BY_HOP), len(names))
        self.listed = frozenset(names[:wrong])
        return wrong == len(names)

    def get(self, name: str) -> str | None:
        """The first field of that name; None where there is none, which is not the same as an empty one."""
        wanted = name.lower()
        return next((value for key, value in self.fields if key.lower() == wanted), None)

    def unset(self, name: str) -> None:
        """Takes away all fields of this name, in upper or lower case."""
        wanted = name.lower()
        self.fields = [one for one in self.fields if one[0].lower() != wanted]
        self.listed -= {wanted}

    def add(self, name: str, value: str) -> None:
        """Spaces at the end of a value stay, as they do in Varnish; whoever is sent the message does not see them."""
        self.fields.append((name, value.lstrip(" \t")))

    def set(self, name: str, value: str) -> None:
        """All fields of that name go, and one is added at the end."""
        if any((ord(one) < 32 and one != "\t") or ord(one) == 127 for one in value):
            raise Failure(f"Bad header {name}: {value.splitlines()[0] if value else ''}")
        self.unset(name)
        self.add(name, value)

    def collect(self, name: str, separator: str = ", ") -> None:
        """Several fields of a name become one, in the place of the first."""
        wanted = name.lower()
        values = [value for key, value in self.fields if key.lower() == wanted]
        if len(values) < 2:
            return
        joined = separator.join(values)
        kept: list[tuple[str, str]] = []
        done = False
        for key, value in self.fields:
            if key.lower() != wanted:
                kept.append((key, value))
            elif not done:
                kept.append((key, joined))
                done = True
        self.fields = kept

    def set_status(self, status: int, reason: str | None = None) -> None:
        """Sets the status; the reason is the usual one for the last three digits where none is given."""
        self.status = status
        self.reason = REASONS.get(status % 1000, "Unknown HTTP Status") if reason is None else reason

    def without(self, names: set[str]) -> list[tuple[str, str]]:
        """The fields that go on: neither of these names nor for this hop alone."""
        return [one for one in self.fields if one[0].lower() not in names | self.listed]

    def as_dict(self) -> dict[str, str | list[str]]:
        """For JSON: a name that comes twice has a list."""
        result: dict[str, str | list[str]] = {}
        for name, kept in self.fields:
            value = printable(kept.rstrip(" \t"))
            if name in result:
                before = result[name]
                result[name] = [*(before if isinstance(before, list) else [before]), value]
            else:
                result[name] = value
        return result


def printable(text: str) -> str:
    """Text that can be shown: bytes that are no UTF-8 are replaced."""
    if text.isascii():
        return text
    escaped = "".join(
        "?" if "\ud800" <= one < "\udc80" or "\udcff" < one <= "\udfff" else one for one in text
    )
    return escaped.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def token_value(text: str | None, name: str) -> tuple[bool, str | None]:
    """Whether a name stands in a list like Cache-Control, and what stands after its `=`, None where it has none.

    As varnishd reads it: the first element that begins with the name decides.
    """
    if text is None:
        return False, None
    for element in text.split(","):
        element = element.strip(" \t")
        if element[: len(name)].lower() != name.lower():
            continue
        rest = element[len(name) :]
        if rest and rest[0] not in " \t=":
            continue
        rest = rest.lstrip(" \t")
        return True, rest[1:] if rest.startswith("=") else None
    return False, None


def has_token(text: str | None, name: str) -> bool:
    """Whether a list of tokens has this one, in upper or lower case; False for a header that is not there."""
    if text is None:
        return False
    for element in text.split(","):
        element = element.strip(" \t")
        if element[: len(name)].lower() == name.lower() and (
            len(element) == len(name) or element[len(name)] in " \t=;"
        ):
            return True
    return False


def accepts_gzip(request: Message) -> bool:
    """RFC 9110 12.5.3, of which Varnish takes the part about gzip."""
    said = request.get("Accept-Encoding")
    if said is None:
        return False
    if has_token(said, "x-gzip"):
        return True
    for element in said.split(","):
        name, _, parameters = element.strip().partition(";")
        if name.strip().lower() != "gzip":
            continue
        quality = parameters.strip().lower()
        if not quality.startswith("q="):
            return True
        try:
            return float(quality[2:]) > 0
        except ValueError:
            return False
    return False


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_LONGEST_DATE = 29
#: Seconds after or before 1970 up to which a moment has a date: the years that fit into 32 bits.
LAST_MOMENT = 6.7e16


def format_time(seconds: float) -> str:
    """An HTTP date, as `now` is written out; one of a year with more than four digits is cut off."""
    days, rest = divmod(math.trunc(seconds) if abs(seconds) <= LAST_MOMENT else 0, 86400)
    year, month, day = _civil(days)
    text = (
        f"{_DAYS[(days + 3) % 7]}, {day:02} {_MONTHS[month - 1]} {year} "
        f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02} GMT"
    )
    return text[:_LONGEST_DATE]


def _civil(days: int) -> tuple[int, int, int]:
    """Year, month and day of a day since 1970, in any year; `datetime` knows 9,999 of them."""
    era, within = divmod(days + 719468, 146097)
    year = (within - within // 1460 + within // 36524 - within // 146096) // 365
    day = within - (365 * year + year // 4 - year // 100)
    month = (5 * day + 2) // 153
    return year + era * 400 + (month >= 10), (month + 2) % 12 + 1, day - (153 * month + 2) // 5 + 1


_DATE_FORMS = (
    re.compile(
        r"\s*(?P<w>\w{3}), (?P<d>\d\d) (?P<m>\w{3}) (?P<y>\d{4}) (?P<H>\d\d):(?P<M>\d\d):(?P<S>\d\d) GMT$"
    ),
    re.compile(
        r"\s*(?P<w>\w{6,9}), (?P<d>\d\d)-(?P<m>\w{3})-(?P<y>\d\d) (?P<H>\d\d):(?P<M>\d\d):(?P<S>\d\d) GMT$"
    ),
    re.compile(
        r"\s*(?P<w>\w{3}) (?P<m>\w{3}) +(?P<d>\d{1,2}) (?P<H>\d\d):(?P<M>\d\d):(?P<S>\d\d) (?P<y>\d{4})$"
    ),
    re.compile(r"\s*(?P<y>\d{4})-(?P<n>\d\d)-(?P<d>\d\d)T(?P<H>\d\d):(?P<M>\d\d):(?P<S>\d\d)$"),
)


def parse_time(text: str | None) -> float:
    """Seconds of an HTTP date in one of its forms; 0 for what is none."""
    if text is None:
        return 0.0
    for form in _DATE_FORMS:
        found = form.match(text.rstrip(" "))
        if not found:
            continue
        parts = found.groupdict()
        try:
            month = int(parts["n"]) if parts.get("n") else _MONTHS.index(parts["m"]) + 1
            year = int(parts["y"])
            if year < 100:
                year += 2000 if year < 70 else 1900
            at = datetime(
                year,
                month,
                int(parts["d"]),
                int(parts["H"]),
                int(parts["M"]),
                min(59, int(parts["S"])),
                tzinfo=UTC,
            )
        except ValueError:
            return 0.0
        if parts.get("w") and not parts["w"].startswith(_DAYS[at.weekday()]):
            return 0.0
        return at.timestamp()
    return 0.0
