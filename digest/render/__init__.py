"""Choices in, finished messages out: an edition is composed once, and every face is made from it.

The way from a choice to bytes, one module after the other:

`edition`     shares the picks of a choice out: lead (`leading`), sections, in brief, outside; `items` says each in
              finished words
`tongues`     the reader's language: fixed words, numbers and lists; `dates` its dates
`cut`         words of publishers made fit to show; `hosts` where a link really leads
`press`       an edition into a message, and what a run remembers (`prepared`, `placing`); `message` for one mail alone
`layout`      an edition as the words its templates place (`faces`); `columns` wraps them for plain text
`templates`   the files in templates/email, or the operator's, rendered once for all readers of a language
`plates`      what was rendered, encoded as it is sent, with places for what is each reader's own
`sheet`       the plates of one language; `kinds` how its two faces differ, HTML and plain text
`issue`       plates filled in and joined for one reader, the HTML made to fit
`letterhead`  the headers; `headers` their encoding
`parts`       headers, text, HTML and pictures put together; `rendered` the result
`dkim`        its signatures

Notices, mail to one person (questions, answers, farewells):

`notices`     a notice into a message: `notices_head` its headers, `notices_kinds` what each kind says,
              `notices_faces` what its templates may print
`notices_desk`  what every notice is written with; `notices_blocks` its blocks; `notices_clock` hours and zones in words
`notices_wishes`, `notices_done`, `notices_refused`, `notices_examples`   wishes, results and refusals as sentences, and
              examples of what can be written to us
"""
