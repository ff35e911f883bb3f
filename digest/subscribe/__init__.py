"""A wish in, a command out: what people write to us, and what may be answered; all of it pure (docs/mail.md SUB).

A mail, from octets to commands:

`letters`     octets to address, subject and own lines: `bodies` finds the text (`decoding`, `markup`), `quotes` drops
              what is quoted, `senders` reads the From, `limits` bounds it all
`manners`     whether it may be answered: `machines`, `roles`, `verdicts`, `ours`; `targets` one name for one mailbox
`extensions`  the wish in the address it was sent to
`commands`    the way in for subject and lines: `subjects` without "Re:", `tongue` the language, `joint` all of it as
              one
`passages`    line by line: first what is no wish (`asides`, `praise`, `courtesy`, `signatures`), then `sentences` cut
              out of the line and several wishes taken apart (`strands`, `parts`)

A line, from words to a command; `spelling` makes of every word the form that the tables hold:

`phrases`     the verb and the rest, by the `vocabulary` of the catalogues; `separable` verbs in two halves
`deeds`       what a verb makes of the rest: `wanted` for wishes, `worded` for words and outlets (`lists`, `outlets`)
`clauses`     the rest, clause by clause: `topics`, `days`, `clock`, `zones`, `languages`; `dates` and spans
`understanding`  what a line asks, and what it may speak of; `changes` two changes as one

Wishes without a verb of ours, each kind in a file:

`joining`, `leaving`, `enough`   who wants to come, or to go; `objects` what a leaving word is about
`aversions`, `rests`, `thanks`, `sections`, `asks`   wants none of it; wants a rest; thanks for what is to be done;
              names a section; asks
`assent`      whether an answer to a question of ours is a yes; `signed` the tokens in it
`mentions`    whether an address stands in a mail, for erasing
"""
