"""What SMPP is: tables, octets to named values and back, text, and what is wrong with a PDU.

Everything here is a pure function of its arguments: no clock, no socket, no state of a session.
``spec/`` says what the protocol is, one row a thing. ``framing`` cuts a stream, ``decode`` gives flat spans that tile
the octets of any PDU (``faults``: what is wrong with their shape), ``tree`` and ``meaning`` make them readable,
``lint`` judges them; ``summary`` is one row of a trace, ``inspection`` all of this at once.
``encode`` goes the other way within ``bounds``, through smpplib (``library`` is the one door); ``readback`` makes named
values of decoded octets again.
``content``, ``gsm7``, ``coding``, ``udh``, ``segment``, ``receipt`` and ``smpptime`` read and write what stands inside
the fields.
What a peer did wrongly is data (a ``Finding``); only a wrong request of our own raises (``EncodeError``).
"""
