"""The HTTP server on loopback: bytes in, bytes out."""

from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.google_emulator.calls import Answer, Call
from tests.google_emulator.service import Broken, Service

HOST = "127.0.0.1"


class Server(ThreadingHTTPServer):
    """Serves a service until closed; closing ends kept connections too."""

    daemon_threads = False
    request_queue_size = 64

    def __init__(self, service: Service, port: int = 0) -> None:
        super().__init__((HOST, port), Handler)
        self.service = service
        self.open: set[socket.socket] = set()
        self.thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)

    @property
    def base(self) -> str:
        """The address without a slash at its end."""
        return f"http://{HOST}:{self.server_port}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, then serve it in a thread."""
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection."""
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that left is no news; anything else is a mistake of the emulator."""
        import sys

        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        """End: no thread and no socket is left."""
        self.service.faults.release()
        self.shutdown()
        for connection in list(self.open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self.server_close()
        self.thread.join()


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Server

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the service keeps its own log."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The header Date, by the emulator's clock."""
        return super().date_time_string(
            self.server.service.tokens.seconds() if timestamp is None else timestamp
        )

    def _call(self) -> Call:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = parse_qs(parts.query, keep_blank_values=True)
        content = self.rfile.read(length)
        return Call(self.command, parts.path, query, headers, content, self.server.base)

    def _serve(self) -> None:
        call = self._call()
        if "chunked" in call.headers.get("transfer-encoding", ""):
            self._send(Answer(411, {"error": {"code": 411, "message": "Length Required"}}))
            return
        try:
            self._send(self.server.service.serve(call))
        except Broken as broken:
            self._break(broken)
        except Exception as error:
            # A mistake of the emulator must be seen in the test, not guessed from a timeout.
            text = f"The emulator failed: {type(error).__name__}: {error}"
            body = {"error": {"code": 500, "message": text, "status": "INTERNAL"}}
            self.server.service.violations.append(text)
            self._send(Answer(500, body))

    def _bytes(self, answer: Answer) -> bytes:
        if answer.content is not None:
            return answer.content
        return b"" if answer.json is None else json.dumps(answer.json, ensure_ascii=False).encode()

    def _send(self, answer: Answer, half: bool = False) -> None:
        content = self._bytes(answer)
        self.send_response(answer.code)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.code != 204:
            self.send_header("Content-Type", answer.mime)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if half else content)
        self.wfile.flush()

    def _break(self, broken: Broken) -> None:
        if broken.stall:
            self.server.service.faults.free.wait()
        elif broken.answer is not None:
            self._send(broken.answer, half=True)
        self.close_connection = True
        # A reset, not an orderly end.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.connection.close()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve
