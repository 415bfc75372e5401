"""PDUs as other people's work, for the clipboard: hex, a program that uses smpplib, a command line that sends the very
octets. The password of a bind is masked in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from smppconsole.console.account import Account
from smppconsole.smpp.mask import mask_password
from smppconsole.ui.panels.composer.sending import COMMAND_COPIED

KINDS: Mapping[str, str] = MappingProxyType({"hex": "Hex", "code": "smpplib code", "command": "Command line"})
"""What PDUs can be copied as, and the words of the menu."""

COPIED: Mapping[str, str] = MappingProxyType(
    {"hex": "Copied as hex.", "code": "Copied as a program that uses smpplib.", "command": COMMAND_COPIED}
)
"""What is said then."""


def copy_of(kind: str, pdus: Sequence[bytes], account: Account, saved: str) -> str:
    """PDUs as ``kind`` (a key of ``KINDS``), one after the other; ``saved`` is the name of the account that a command
    line may name, "" for none."""
    from smppconsole.compose.snippet import raw_command_line, smpplib_code_of  # noqa: PLC0415 - when asked for

    masked = [mask_password(pdu) for pdu in pdus]
    if kind == "hex":
        return "\n".join(pdu.hex(" ").upper() for pdu in masked)
    octets = b"".join(masked)
    if kind == "code":
        host = account.host or "127.0.0.1"
        return smpplib_code_of(octets, host=host, port=account.port, system_id=account.system_id)
    return raw_command_line(octets, {"account": saved} if saved else {})
