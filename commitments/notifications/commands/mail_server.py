"""Sending one e-mail by the mail server, and what the server's answer means."""

from __future__ import annotations

import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from commitments.notifications.commands.outbox import Letter


class NotSent(Exception):
    """The letter was certainly not sent, and may be tried again later."""


class ServerAway(NotSent):
    """The mail server cannot be reached, or does not accept our login: no letter can be sent."""


class Refused(Exception):
    """The mail server permanently refuses this letter, which must not be tried again."""


class Uncertain(Exception):
    """The connection broke, so that the letter may or may not have been sent."""


def send(*, letter: Letter, address: str) -> None:
    """Send a letter. Raises ServerAway, NotSent, Refused, Uncertain.

    Answers that begin with 5 are permanent refusals, others are not (RFC 5321, section 4.2.1). A
    refusal of the sender is not one of the letter, which waits until that is corrected.
    """
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise ServerAway(_description(error)) from error
    message = EmailMessage(
        letter.subject, letter.words, settings.DEFAULT_FROM_EMAIL, [address], connection=connection
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        raise (Refused if code >= 500 else NotSent)(_answer(code, answer)) from error
    except smtplib.SMTPDataError as error:
        kind = Refused if error.smtp_code >= 500 else NotSent
        raise kind(_answer(error.smtp_code, error.smtp_error)) from error
    except smtplib.SMTPResponseException as error:
        raise NotSent(_answer(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPNotSupportedError, ValueError) as error:
        # This server does not support the characters of the address or the subject.
        raise Refused(_description(error)) from error
    except OSError as error:
        raise Uncertain(_description(error)) from error
    finally:
        # An error while closing does not change what was sent.
        with suppress(OSError):
            connection.close()


def _answer(code: int, answer: bytes | str) -> str:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {words}"[:1000]


def _description(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]
