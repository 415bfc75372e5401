"""The message centre to practise on: started, ruled and watched from the window.

``panel`` arranges; ``scenario`` chooses what it plays; ``rules_form`` and ``fields`` change its rules; ``desk`` shows
who is connected and what happened; ``deeds`` are what one can make it do: messages, enquire_link, unbind, faults.
"""
