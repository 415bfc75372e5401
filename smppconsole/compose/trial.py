"""What an account's settings make of an address or a text, in a sentence: to be tried before anything is sent."""

from __future__ import annotations

from dataclasses import replace

from smppconsole.compose.count import parts_in_words
from smppconsole.compose.draft import Carry, Draft
from smppconsole.compose.expand import address_type
from smppconsole.compose.layout import DraftError, Layout, lay_out
from smppconsole.smpp.coding import ALPHABETS
from smppconsole.smpp.said import counted, joined, said
from smppconsole.smpp.segment import unit_name


def try_address(address: str, draft: Draft) -> str:
    """TON and NPI of ``address`` on the draft's account, as a sender and as a destination, each with its reason."""
    sender = _type_words(address, draft.source_ton, draft.source_npi, draft.source_rules)
    destination = _type_words(address, draft.dest_ton, draft.dest_npi, draft.dest_rules)
    if sender == destination:
        return said("As either: {told}", told=sender)
    return said("As sender: {sender}. As destination: {destination}", sender=sender, destination=destination)


def _type_words(address: str, ton: int | None, npi: int | None, rules: str) -> str:
    told = address_type(address, ton, npi, rules)
    reason: str = said(told.words)
    if ton is not None and npi is not None:
        reason = said("both set here")
    elif ton is not None:
        reason = said("{words}; TON set here", words=reason)
    elif npi is not None:
        reason = said("{words}; NPI set here", words=reason)
    return said("{ton}/{npi}, {reason}", ton=told.ton, npi=told.npi, reason=reason)


def try_text(text: str, draft: Draft) -> str:
    """How ``text`` would go out on the draft's account: alphabet, data_coding, and what carries it."""
    try:
        layout = lay_out(replace(draft, text=text))
    except DraftError as error:
        return error.rule
    alphabet = said(ALPHABETS[layout.alphabet].words)
    coding = said("data_coding {data_coding}", data_coding=layout.data_coding)
    return joined(", ", (alphabet, coding, _carried(layout)))


def _carried(layout: Layout) -> str:
    octets = sum(map(len, layout.parts))
    if layout.carry is Carry.PAYLOAD:
        return counted("1 octet in message_payload", "{count} octets in message_payload", octets)
    if len(layout.parts) == 1:
        return counted("1 octet in short_message", "{count} octets in short_message", octets)
    return said(
        "{parts} of up to {room} {units}",
        parts=parts_in_words(len(layout.parts)),
        room=layout.room,
        units=said(unit_name(layout.alphabet)),
    )
