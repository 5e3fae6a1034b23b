"""The way back from the browser: a server on this computer alone that waits for one answer."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from sheets_sync.errors import StoreError, reason

HOST = "127.0.0.1"
"""By its number: «localhost» may lead elsewhere, and Google takes both."""
STEP = 0.5
"""Seconds after which Ctrl+C is heard on Windows."""
PAGE = """\
<!DOCTYPE html><html lang="ru"><meta charset="utf-8"><title>sheets-sync</title>
<body style="font-family: sans-serif; margin: 3em">{says}</body></html>
"""
DONE = "Ответ получен. Это окно можно закрыть и вернуться к программе."
STRANGE = "Это не тот ответ, которого ждёт программа."

Answer = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where the browser is sent to, and what comes."""

    uri: str
    answers: queue.SimpleQueue[Answer]

    def wait(self, state: str, seconds: float) -> Answer | None:
        """The answer that brings our own ``state``; None where none came in time.

        A browser also asks for an icon or opens connections to no end, and another page might send
        it here: all that is no answer.
        """
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                answer = self.answers.get(timeout=min(STEP, left))
            except queue.Empty:
                continue
            if answer.get("state") == state:
                return answer
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10.0

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what comes here opens a spreadsheet."""

    def do_GET(self) -> None:
        """Take an answer that looks like one, and tell the person so."""
        answer = dict(parse_qsl(urlsplit(self.path).query))
        ours = "state" in answer and ("code" in answer or "error" in answer)
        page = PAGE.format(says=DONE if ours else STRANGE).encode()
        self.send_response(200 if ours else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)
        if ours:
            self.server.answers.put(answer)


@contextmanager
def waiting(port: int) -> Iterator[Redirect]:
    """Listen on ``port`` (0: any free one); StoreError where it is taken."""
    try:
        server = _Server(port)
    except (OSError, OverflowError) as error:
        why = reason(error) if isinstance(error, OSError) else "такого номера нет"
        raise StoreError(
            f"Порт {port} на этом компьютере не занять: {why}. Укажите другой: --port 0 возьмёт "
            "любой свободный."
        ) from error
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Redirect(f"http://{HOST}:{server.server_port}/", server.answers)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
