"""Gather: feeds that are due come in, articles fit to classify go out.

What a publisher sent is never trusted: `fetch` bounds it, `parse` reads it, `clean` leaves only text and canonical
addresses.

`visits`      many feeds asked at once, each turned into articles; `due` which, and when again
`fetch`       one conditional GET: `guard` where it may go, `redirects`, `headers`, `intake` and `budget` how much and
              how long, `manners` one at a time at each door
`parse`       the document, as `decode` makes text of it: `xml_feed` and `json_feed` over a `tree` with one short name
              an element (`names`), their `dates` and `pictures`; `slow` feedparser for what nothing else reads
`clean`       an entry to an article: `plain` text, `teasers` without what stands around them, `links`
`image_fetch` pictures fetched, and re-encoded (`image_codec`) in the `darkroom`; `apart` a process that may be killed
`discover`    from the address a person knows to its feeds; `opml` lists in and out
"""
