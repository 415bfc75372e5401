"""The composer on the right: a message from form to draft, and on its way.

``panel`` holds the ``form``, laid out from the rows of the spec with ``address_row``, ``bit_switches``, ``time_menu``
and ``tlv_rows``; ``sending`` checks and sends; ``sent_page`` is the history, ``templates`` what is kept; ``redraft``
makes a draft of a PDU of the trace.
"""
