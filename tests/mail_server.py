"""A mail server of the test's own: it takes what it is told to take, and answers as it is told."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class MailServer:
    """Where it listens, what it answers to whom, and what it took.

    `answers`: by address, the answer to RCPT. `sender_answer`: to MAIL. `breaks_off`: it takes a
    letter and closes the connection without a word.
    """

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    sender_answer: str = "250 OK"
    breaks_off: bool = False
    taken: list[str] = field(default_factory=list)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run one on a free port of this machine."""
    told = MailServer()

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self._say("220 here")
            address = ""
            while line := self.rfile.readline().decode().strip():
                verb = line[:4].upper()
                if verb == "MAIL":
                    self._say(told.sender_answer)
                elif verb == "RCPT":
                    address = line.partition("<")[2].partition(">")[0]
                    self._say(told.answers.get(address, "250 OK"))
                elif verb == "DATA":
                    self._say("354 go on")
                    while self.rfile.readline() != b".\r\n":
                        pass
                    told.taken.append(address)
                    if told.breaks_off:
                        return
                    self._say("250 taken")
                else:
                    self._say("221 bye" if verb == "QUIT" else "250 OK")
                if verb == "QUIT":
                    return

        def _say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        told.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield told
        server.shutdown()


def use(settings: Any, server: MailServer) -> None:
    """Have the product send its e-mail to this server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 5
