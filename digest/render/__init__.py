"""Choices in, finished messages out: an edition is composed once, and every face is made from it.

The way from a choice to bytes, one module after the other:

`edition`     shares the picks of a choice out: lead, sections, in brief, outside; `items` says each in finished words
`tongues`     the reader's language: fixed words, numbers and lists; `dates` its dates
`cut`         words of publishers made fit to show; `hosts` where a link really leads
`press`       an edition into a message, and what a run remembers; `message` the same for one mail alone
`layout`      an edition as the words its templates place (`faces`); `columns` wraps them for plain text
`templates`   the files in templates/email, or the operator's, rendered once for all readers of a language
`plates`      what was rendered, encoded as it is sent, with places for what is each reader's own
`sheet`       the plates of one language; `kinds` how its two faces differ, HTML and plain text
`issue`       plates filled in and joined for one reader, the HTML made to fit
`letterhead`  the headers; `headers` their encoding
`parts`       headers, text, HTML and pictures put together; `rendered` the result
`dkim`        its signatures
"""
