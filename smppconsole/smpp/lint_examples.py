"""PDUs that the rules' examples are made of: ordinary ones, each with what an example changes."""

from __future__ import annotations

from smppconsole.smpp.pdu import FieldValue, Pdu, Tlv

_FROM_TO: dict[str, FieldValue] = {
    "source_addr_ton": 5,
    "source_addr_npi": 0,
    "source_addr": "MyShop",
    "dest_addr_ton": 1,
    "dest_addr_npi": 1,
    "destination_addr": "491701234567",
}


def tlv(tag: int, hexadecimal: str = "") -> Tlv:
    """A TLV, its value in hex."""
    return Tlv(tag, bytes.fromhex(hexadecimal))


def made(command: str, *tlvs: Tlv, status: int = 0, **fields: FieldValue) -> Pdu:
    """A PDU of just these fields, under sequence number 1."""
    return Pdu(command, fields, tlvs, status, 1)


def submit(*tlvs: Tlv, **fields: FieldValue) -> Pdu:
    """An ordinary submit_sm with these fields changed."""
    return Pdu("submit_sm", {**_FROM_TO, "short_message": b"Hello", **fields}, tlvs, 0, 1)


def data(*tlvs: Tlv, **fields: FieldValue) -> Pdu:
    """An ordinary data_sm with these fields changed."""
    return Pdu("data_sm", {**_FROM_TO, **fields}, tlvs, 0, 1)


def deliver(*tlvs: Tlv, **fields: FieldValue) -> Pdu:
    """An ordinary message of a phone with these fields changed."""
    usual: dict[str, FieldValue] = {
        "source_addr_ton": 1,
        "source_addr_npi": 1,
        "source_addr": "491701234567",
        "dest_addr_ton": 3,
        "dest_addr_npi": 0,
        "destination_addr": "12345",
        "short_message": b"Hello",
    }
    return Pdu("deliver_sm", {**usual, **fields}, tlvs, 0, 1)


def receipt(*tlvs: Tlv, text: bytes | None = None, **fields: FieldValue) -> Pdu:
    """An ordinary delivery receipt."""
    usual = (
        b"id:0123456789 sub:001 dlvrd:001 submit date:2603011430 done date:2603011431 stat:DELIVRD err:000 text:Hello"
    )
    return deliver(*tlvs, **{"esm_class": 4, "short_message": usual if text is None else text, **fields})


def bind(command: str = "bind_transceiver", *tlvs: Tlv, **fields: FieldValue) -> Pdu:
    """An ordinary bind with these fields changed."""
    usual: dict[str, FieldValue] = {"system_id": "shop", "password": "secret08", "interface_version": 0x34}
    return Pdu(command, {**usual, **fields}, tlvs, 0, 1)


def octets(command_id: int, body: str = "", *, length: int | None = None, sequence: int = 1) -> str:
    """A PDU in hex from the hex of its body; ``length`` is what command_length says, the right one by default."""
    held = bytes.fromhex(body)
    claimed = 16 + len(held) if length is None else length
    head = b"".join(word.to_bytes(4, "big") for word in (claimed, command_id, 0, sequence))
    return (head + held).hex()
