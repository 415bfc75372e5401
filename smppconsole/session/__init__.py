"""How an SMPP conversation proceeds, as a machine of values.

``session.Session`` takes octets and ``now`` and gives events, octets and the next deadline; it knows no clock and no
socket, so time is tested without sleeping and the message centre is the same machine on the other side.
``state`` holds two literal tables: who may send what in which state, and what a PDU does to the state. ``events`` is
what comes out. ``window`` keeps sequence numbers, requests in flight and queued, and their deadlines; ``timers`` the
timers as values and the pulse of the link; ``replies`` the answers that are given at once.

A session has two halves, ``incoming`` and ``outgoing``, over what they share, ``core``; ``schedule`` is what time does
to it and ``standing`` what can be read off it. On the way of a PDU only its header is read.
"""
