"""The same shoot in other countries: what it costs there, what comes back, what remains to pay."""
