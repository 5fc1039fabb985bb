"""Plays a VCL and a request script on real varnishd over loopback, and says what it answered in the words of `python -m varnish`.

Needs varnishd, varnishlog and a C compiler (`apt-get install varnish`). Time is real time, so a script of ten seconds takes ten.
Each play has a working folder, a port and an origin of its own; many can run side by side.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
#: Seconds for varnishd to compile the VCL and start its child.
START_LIMIT = 60.0
#: Seconds that a client waits for its answer.
CLIENT_LIMIT = 75.0
OUTCOMES = {"HIT": "hit", "MISS": "miss", "PASS": "pass", "PIPE": "pipe", "SYNTH": "synth"}


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind((HOST, 0))
        return sock.getsockname()[1]


def read_head(stream) -> tuple[str, list[tuple[str, str]]]:
    """First line and header fields of an HTTP message, as they were written."""
    first = stream.readline().decode("latin-1").rstrip("\r\n")
    fields = []
    while True:
        line = stream.readline().decode("latin-1").rstrip("\r\n")
        if not line:
            return first, fields
        name, _, value = line.partition(":")
        fields.append((name, value.strip()))


def value_of(fields: list[tuple[str, str]], name: str) -> str | None:
    return next((value for key, value in fields if key.lower() == name.lower()), None)


def read_chunks(stream) -> bytes:
    body = b""
    while True:
        size = int(stream.readline().split(b";")[0] or b"0", 16)
        body += stream.read(size)
        stream.readline()
        if size == 0:
            return body


class Origin:
    """The scripted origin: one counter over all routes, counted when a response is sent."""

    def __init__(self, script: dict) -> None:
        self.script = script
        self.started = 0.0
        self.count = 0
        self.seen: list[dict] = []
        self.lock = threading.Lock()
        self.listener = socket.create_server((HOST, 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def now(self) -> float:
        return time.time() - self.started if self.started else -1.0

    def is_down(self) -> bool:
        now = self.now()
        return any(start <= now < end for start, end in self.script.get("down", []))

    def accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream:
            try:
                if self.is_down():
                    return
                first, fields = read_head(stream)
                if not first:
                    return
                if self.is_down():
                    return
                length = value_of(fields, "content-length")
                if length and len(stream.read(int(length))) < int(length):
                    return  # varnishd gave up
                elif value_of(fields, "transfer-encoding"):
                    read_chunks(stream)
                self.answer(connection, first, fields)
            except OSError:
                return

    def answer(self, connection: socket.socket, first: str, fields: list[tuple[str, str]]) -> None:
        method, url, _ = first.split(" ", 2)
        route = self.route_for(url, fields)
        arrived = self.now()
        with self.lock:
            self.seen.append({"at": round(arrived, 2), "line": first, "headers": fields})
        if route.get("delay"):
            time.sleep(route["delay"])
        with self.lock:
            self.count += 1
            count = self.count
        status = route.get("status", 200)
        body = route.get("body", "").encode()
        headers = route.get("headers", {})
        lines = [f"HTTP/1.1 {status} {route.get('reason', REASONS.get(status, 'Status'))}"]
        for name, value in headers.items():
            for one in value if isinstance(value, list) else [value]:
                lines.append(f"{name}: {one}")
        lines.append(f"X-Origin-Count: {count}")
        names = {name.lower() for name in headers}
        if status not in (204, 304) and "content-length" not in names:
            lines.append(f"Content-Length: {len(body)}")
        if "connection" not in names:
            lines.append("Connection: close")
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        connection.sendall(head + (b"" if method == "HEAD" or status in (204, 304) else body))

    def route_for(self, url: str, fields: list[tuple[str, str]]) -> dict:
        now = self.now()
        for route in self.script.get("routes", []):
            if not re.fullmatch(route["url"], url):
                continue
            window = route.get("when")
            if window and not (window.get("from", 0) <= now < window.get("to", float("inf"))):
                continue
            wanted = route.get("match", {})
            if all(
                (value := value_of(fields, name)) is not None and re.search(pattern, value)
                for name, pattern in wanted.items()
            ):
                return route
        return {"status": 404, "body": ""}

    def close(self) -> None:
        self.listener.close()


REASONS = {200: "OK", 201: "Created", 203: "Non-Authoritative Information", 204: "No Content", 206: "Partial Content",
           300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
           307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized",
           403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 410: "Gone", 414: "URI Too Long",
           429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
           504: "Gateway Timeout"}  # fmt: skip


@dataclass
class Answer:
    status: int | None = None
    fields: list[tuple[str, str]] = field(default_factory=list)
    body: str = ""
    port: int = 0


def ask(port: int, request: dict) -> Answer:
    """One request on a connection of its own."""
    answer = Answer()
    method = request.get("method", "GET")
    headers = dict(request.get("headers", {}))
    if not any(name.lower() == "host" for name in headers):
        headers = {"Host": "example.test", **headers}
    body = request.get("body", "").encode()
    if body and not any(name.lower() == "content-length" for name in headers):
        headers["Content-Length"] = str(len(body))
    lines = [f"{method} {request['url']} HTTP/1.1"]
    for name, value in headers.items():
        for one in value if isinstance(value, list) else [value]:
            lines.append(f"{name}: {one}")
    with socket.create_connection((HOST, port), timeout=CLIENT_LIMIT) as connection:
        answer.port = connection.getsockname()[1]
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body)
        with connection.makefile("rb") as stream:
            first, answer.fields = read_head(stream)
            if not first:
                return answer
            answer.status = int(first.split(" ")[1])
            length = value_of(answer.fields, "content-length")
            if method == "HEAD" or answer.status in (204, 304):
                raw = b""
            elif "chunked" in (value_of(answer.fields, "transfer-encoding") or ""):
                raw = read_chunks(stream)
            elif length is not None:
                raw = stream.read(int(length))
            else:
                raw = stream.read()
            if raw and value_of(answer.fields, "content-encoding") == "gzip":
                raw = gzip.decompress(raw)
            answer.body = raw.decode("utf-8", "replace")
    return answer


def with_probe(vcl: str) -> str:
    """The same VCL, on the same lines, that logs obj.hits whenever something is delivered."""
    probe = ' import std; sub vcl_deliver { std.log("probe-hits:" + obj.hits); }'
    return re.sub(r"(vcl\s+4\.[01]\s*;)", lambda match: match[1] + probe, vcl, count=1)


def compile_error(log: str) -> dict:
    """The place that varnishd names first, line 1 where it names none, and what it says there."""
    if "Message from C-compiler:" in log:  # which speaks of no VCL
        return {"compile_error": True, "line": 1, "column": 1, "message": "the C compiler refuses it", "log": log}
    said = log.partition("Message from VCC-compiler:\n")[2] or log
    at = re.search(r"\('(?:[^']*)' Line (\d+) Pos (\d+)\)", said)
    message = said[: at.start()] if at else said
    if at and not message.strip():  # the words come after the place
        message = re.sub(r"(?s)^.*?\n[-\t]*#+-*\n", "", said[at.end() :])
    message = next((one for one in message.splitlines() if one), "")
    line, column = (int(at[1]), int(at[2])) if at else (1, 1)
    return {"compile_error": True, "line": line, "column": column, "message": message, "log": log}


#: A C compiler that does nothing: what VCL means is known before it.
NO_COMPILER = ["-p", "cc_command=exec false"]


def check(vcl: str, *, quick: bool = False) -> dict | None:
    """What `varnishd -C` says of the VCL; None where it compiles. `quick` stops before the C compiler."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "default.vcl"
        path.write_text(vcl, encoding="utf-8", errors="replace")
        Path(folder).chmod(0o755)
        done = subprocess.run(
            ["varnishd", "-C", "-n", f"{folder}/n", *(NO_COMPILER if quick else []), "-f", str(path)],
            capture_output=True, text=True, errors="replace",
        )  # fmt: skip
        is_fine = done.returncode == 0 or (quick and "Running C-compiler failed" in done.stderr)
        return None if is_fine else compile_error(done.stderr.replace(str(path), "default.vcl"))


def play(vcl: str, script: dict, *, log: list[str] | None = None, seen: list[dict] | None = None):
    """What real varnishd answers: the list that `python -m varnish` prints, or its compile_error object."""
    origin = Origin(script.get("origin", {}))
    folder = Path(tempfile.mkdtemp(prefix="vrec"))
    folder.chmod(0o755)  # varnishd reads the VCL as a user of its own
    daemon = reader = None
    try:
        text = re.sub(r'\.host\s*=\s*"[^"]*"', f'.host = "{HOST}"', vcl)
        text = re.sub(r'\.port\s*=\s*"[^"]*"', f'.port = "{origin.port}"', text)
        if ".port" not in text:
            text = re.sub(r'(\.host\s*=\s*"[^"]*"\s*;)', rf'\1 .port = "{origin.port}";', text)
        source = folder / "default.vcl"
        source.write_text(with_probe(text))
        error = check(vcl, quick=True)
        if error:
            return error
        port = free_port()
        daemon = subprocess.Popen(
            ["varnishd", "-F", "-n", str(folder / "n"), "-a", f"{HOST}:{port}", "-f", str(source), "-s", "malloc,16m",
             "-p", "thread_pools=1", "-p", "thread_pool_min=20", "-p", "thread_pool_max=60",
             "-i", "varnish"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        wait_for(port, daemon)
        log_file = folder / "log"
        with log_file.open("w") as out:
            reader = subprocess.Popen(
                ["varnishlog", "-n", str(folder / "n"), "-g", "raw"], stdout=out, stderr=subprocess.DEVNULL
            )
        time.sleep(0.6)
        origin.started = time.time()
        answers: list[Answer] = [Answer() for _ in script["requests"]]

        def send(index: int, request: dict) -> None:
            time.sleep(max(0.0, origin.started + request.get("at", 0) - time.time()))
            try:
                answers[index] = ask(port, request)
            except OSError as problem:
                answers[index] = Answer(body=f"({problem})")

        threads = [threading.Thread(target=send, args=(i, r)) for i, r in enumerate(script["requests"])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        time.sleep(0.8)
        reader.terminate()
        reader.wait()
        records = log_file.read_text(errors="replace")
        if log is not None:
            log.append(records)
        if seen is not None:
            seen.extend(origin.seen)
        told = Log(records)
        return [told.exchange(answer) for answer in answers]
    finally:
        origin.close()
        for process in (reader, daemon):
            if process and process.poll() is None:
                process.terminate()
                process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int, daemon: subprocess.Popen) -> None:
    until = time.time() + START_LIMIT
    while time.time() < until:
        if daemon.poll() is not None:
            raise RuntimeError(f"varnishd ended: {daemon.stdout.read()}")
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("varnishd did not start")


class Log:
    """The client side of a raw varnishlog, by the port that a client came from."""

    def __init__(self, text: str) -> None:
        self.records: dict[int, list[tuple[str, str]]] = {}
        self.by_port: dict[int, list[int]] = {}
        for line in text.splitlines():
            match = re.match(r"\s*(\d+) (\S+)\s+[bc-] ?(.*)", line)
            if not match:
                continue
            xid, tag, rest = int(match[1]), match[2], match[3]
            self.records.setdefault(xid, []).append((tag, rest))
            if tag == "ReqStart":
                self.by_port.setdefault(int(rest.split()[1]), []).append(xid)

    def exchange(self, answer: Answer) -> dict:
        outcome, hits = None, 0
        for xid in sorted(set(self.by_port.get(answer.port, []))):
            for tag, text in self.records[xid]:
                if tag == "VCL_call" and text in OUTCOMES:
                    outcome = OUTCOMES[text]
                    hits = 0
                if tag == "VCL_call" and text == "PURGE":
                    outcome = "synth"
                if tag == "VCL_Log" and text.startswith("probe-hits:"):
                    hits = int(text.partition(":")[2])
        if outcome in ("synth", "pipe"):
            hits = 0
        headers: dict[str, object] = {}
        for name, value in answer.fields:
            if name in headers:
                before = headers[name]
                headers[name] = [*(before if isinstance(before, list) else [before]), value]
            else:
                headers[name] = value
        count, age = value_of(answer.fields, "x-origin-count"), value_of(answer.fields, "age")
        return {
            "status": answer.status,
            "body": answer.body,
            "origin_count": int(count) if count and count.isdigit() else None,
            "age": int(age) if age and age.isdigit() else None,
            "outcome": outcome,
            "hits": hits,
            "headers": headers,
        }


if __name__ == "__main__":
    log: list[str] = []
    seen: list[dict] = []
    result = play(Path(sys.argv[1]).read_text(), json.loads(Path(sys.argv[2]).read_text()), log=log, seen=seen)
    print(json.dumps(result, indent=1))
    if "-v" in sys.argv:
        for one in seen:
            print(one, file=sys.stderr)
        for line in "".join(log).splitlines():
            if re.search(r" (VCL_|Hit|Ttl|TTL|Fetch|Error|Req|Resp|Obj|Be|Bogo|VCL_Log|Link|Begin|Timestamp)", line):
                print(line, file=sys.stderr)
