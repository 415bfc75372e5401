"""How an SMPP conversation proceeds, as a machine of values.

``Session`` takes octets and ``now`` and gives events, octets and the next deadline; it knows no clock and no socket,
so time is tested without sleeping and the message centre is the same machine on the other side.
``state`` holds two literal tables: who may send what in which state, and what a PDU does to the state.
``window`` keeps sequence numbers, outstanding requests and their deadlines, ``timers`` the four timers of the
standard (session-init, enquire_link, inactivity, response) as values, ``events`` what comes out.
"""
