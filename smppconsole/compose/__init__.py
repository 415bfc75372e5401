"""What we mean to say: a draft, its checks, and the PDUs it becomes.

A ``Draft`` is a frozen value of what the user typed. ``proposal`` proposes TON, NPI and alphabet, ``layout`` cuts the
text into parts, ``count`` tells characters, units and parts (``lookalikes``: the way back into GSM 7-bit), ``checks``
says what is wrong, ``expand`` turns the draft into PDUs, ``request`` into the other requests, ``snippet`` into code or
a command line. ``typed`` reads fields and TLVs as people write them; ``workbench`` is the sheet of any PDU as typed, ``bench`` what lies there
(``opened`` the way back from octets, ``escapes`` what no key gives, ``history`` undo), ``rawoctets`` reads hex to be
sent as it is; ``batch`` sends one draft to many by the
placeholders of ``templates``.
Nothing here sends: the same PDUs are previewed, then handed to a session.
"""
