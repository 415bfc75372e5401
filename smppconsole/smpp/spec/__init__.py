"""The tables that say what SMPP is: one row a command, field, TLV, status or named value.

``model`` gives the shapes (a field kind owns its reading, writing and checking side by side), ``values`` the named
values and bit groups, ``commands``, ``tlvs`` and ``statuses`` the rows, ``book`` the frozen look-up over all of them,
which an account's own rows can extend. Decode, encode, the composer, the filter words and the help read these tables;
none of them keeps a second spelling of a row.
"""
