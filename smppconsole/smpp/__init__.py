"""What SMPP is: tables, octets to named values and back, text, and what is wrong with a PDU.

Everything here is a pure function of its arguments: no clock, no socket, no state of a session.
``spec/`` says what the protocol is, one row a thing; ``decode`` gives flat spans that tile the octets of any PDU,
``tree`` makes them readable, ``lint`` judges them; ``encode`` goes the other way, through smpplib (``library`` is the
one door).
``gsm7``, ``coding``, ``udh``, ``segment``, ``receipt`` and ``smpptime`` read and write what stands inside the fields.
What a peer did wrongly is data (a ``Finding``); only a wrong request of our own raises (``EncodeError``).
"""
