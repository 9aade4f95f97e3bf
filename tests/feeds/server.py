"""A web server on the loopback that answers as badly as a test wants: handlers write bytes to the socket themselves."""

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

REASONS = {200: "OK", 304: "Not Modified", 404: "Not Found"}


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    at: float


Handler = Callable[[Request, socket.socket], None]


def answer(body: bytes | str = b"", status: int = 200, **headers: str) -> Handler:
    """A handler that gives one whole answer; `content_type="text/html"` becomes the header Content-Type."""
    data = body.encode() if isinstance(body, str) else body

    def handle(_: Request, connection: socket.socket) -> None:
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Told')}", f"Content-Length: {len(data)}", "Connection: close"]
        lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
        connection.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + data)

    return handle


def raw(*parts: bytes, pause: float = 0.0) -> Handler:
    """A handler that writes just these bytes, with a pause after each part."""

    def handle(_: Request, connection: socket.socket) -> None:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)

    return handle


def endless(head: bytes, part: bytes, pause: float = 0.0) -> Handler:
    """A handler that never stops writing until the other side goes away."""

    def handle(_: Request, connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(part)
            time.sleep(pause)

    return handle


@dataclass
class Server:
    """`routes` maps paths to handlers or to lists of them, one a request, the last for ever. Other paths are not found."""

    routes: dict[str, Handler | list[Handler]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    wrap: Callable[[socket.socket], socket.socket] = lambda connection: connection

    def __enter__(self) -> "Server":
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with self.wrap(connection) as wrapped:
                data = b""
                while b"\r\n\r\n" not in data:
                    part = wrapped.recv(65536)
                    if not part:
                        return
                    data += part
                lines = data.decode("latin-1").split("\r\n")
                headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
                request = Request(
                    lines[0].split(" ")[1], {name.lower(): value for name, value in headers.items()}, time.time()
                )
                self.requests.append(request)
                route = self.routes.get(request.path, answer("not here", 404))
                if isinstance(route, list):
                    route = route.pop(0) if len(route) > 1 else route[0]
                route(request, wrapped)
        except OSError:
            pass
