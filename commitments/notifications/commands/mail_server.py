"""One letter handed to the mail server, and what its answer means."""

from __future__ import annotations

import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from commitments.notifications.commands.outbox import Letter


class NotSent(Exception):
    """It was certainly not sent, and may be tried again later."""


class ServerAway(NotSent):
    """The mail server cannot be reached, or does not let us in: no letter would get through."""


class Refused(Exception):
    """The mail server refuses this letter for good; trying again would be wrong."""


class Uncertain(Exception):
    """The conversation broke off, so that the letter may have been sent or not."""


def send(*, letter: Letter, address: str) -> None:
    """Hand a letter to the mail server. Raises ServerAway, NotSent, Refused, Uncertain.

    Answers that begin with 5 are refusals for good, others are not (RFC 5321, section 4.2.1);
    except for what the server holds against us as the sender: that is ours to set right, and
    until then the letter waits.
    """
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise ServerAway(_told(error)) from error
    message = EmailMessage(
        letter.subject, letter.words, settings.DEFAULT_FROM_EMAIL, [address], connection=connection
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        raise (Refused if code >= 500 else NotSent)(_said(code, answer)) from error
    except smtplib.SMTPDataError as error:
        told = _said(error.smtp_code, error.smtp_error)
        raise (Refused if error.smtp_code >= 500 else NotSent)(told) from error
    except smtplib.SMTPResponseException as error:
        raise NotSent(_said(error.smtp_code, error.smtp_error)) from error
    except (smtplib.SMTPNotSupportedError, ValueError) as error:
        # The address or the subject cannot be written in a way that this server understands.
        raise Refused(_told(error)) from error
    except OSError as error:
        raise Uncertain(_told(error)) from error
    finally:
        # What is sent is sent, however the server takes leave.
        with suppress(OSError):
            connection.close()


def _said(code: int, answer: bytes | str) -> str:
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {words}"[:1000]


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:1000]
