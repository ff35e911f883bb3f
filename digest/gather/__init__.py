"""Gather: feeds that are due come in, articles fit to classify go out.

`visits` asks many feeds at once and turns each document into articles; `discover` and `opml` bring feeds in.  What a
publisher sent is never trusted: `fetch` bounds it, `parse` reads it, `clean` leaves only text and canonical addresses.
"""
