"""The envelope of a mail that was delivered already, from the headers that delivery left (mail.md REC-07)."""

import re
from collections.abc import Sequence
from email import message_from_bytes, policy

from digest.subscribe import ours

#: Headers in which the server that delivered a mail says to whom, best first.
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")


def envelope(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Who sent a mail, by its Return-Path ("" for the null one), and the addresses it may have been sent to."""
    message = message_from_bytes(raw, policy=policy.compat32)
    path = str(message.get("Return-Path", message.get("From", "")))
    found = re.search(r"<([^<>]*)>", path)
    named = [str(value) for name in _TO for value in message.get_all(name, [])]
    return (found[1] if found else path).strip(), tuple(_ADDRESS.findall(" ".join(named)))


def pick(named: Sequence[str], inbox: str) -> str:
    """The inbox among these addresses, with its extension; the inbox itself when it is not among them."""
    return next((address for address in named if ours.extension(address, inbox) is not None), inbox)
