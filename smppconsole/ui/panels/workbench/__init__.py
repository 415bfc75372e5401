"""Any PDU of the standard, as a form or as raw octets, well-formed or wrong on purpose.

``panel`` holds both sides; ``form`` lays a command's fields out with ``numbers``, ``texts`` and ``tlvs``; ``raw`` edits
octets with a live reading; ``foot`` says what would be sent and sends; ``keys`` undo and redo.
"""
