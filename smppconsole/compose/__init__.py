"""What we mean to say: a draft, its checks, and the PDUs it becomes.

A ``Draft`` is a frozen value of what the user typed. ``proposal`` proposes TON, NPI and alphabet, ``layout`` cuts the
text into parts, ``count`` tells characters, units and parts (``lookalikes``: the way back into GSM 7-bit), ``checks``
says what is wrong, ``expand`` turns the draft into PDUs, ``request`` into the other requests, ``snippet`` into code or
a command line. ``batch`` sends one draft to many by the placeholders of ``templates``.

``typed`` reads fields and TLVs as people write them. ``workbench`` is the sheet of any PDU as typed, ``opened`` the way
back from octets, ``rawoctets`` hex to be sent as it is; ``bench`` is both together, ``escapes`` what no key gives,
``history`` undo.
Nothing here sends: the same PDUs are previewed, then handed to a session.
"""
