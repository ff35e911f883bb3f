"""Stories and wishes in, choices out: what each reader gets, best first, with exact reasons and counts that add up.

The way from stories to choices (docs/choosing.md says what is chosen, and why):

`select`      the way in: lays the stories out once, then decides block by block of readers
`offer`       the stories measured: `terms` their telling words, `said` who says a word (`words` finds it), `alike`
              which repeat another, `sections` where they stand; `silent` words that tell nothing
`asks`        the readers in rows: who wants the same is one row
`score`       what every story is worth to a row: `weigh` its topics, outlets and what was learned (`taste`); `best`
              the few that can win, in the `order` of worth
`readers`     what sets one reader apart from their row: `follows`, `mutes` (`sources`), what was sent; `crowd` the
              same for many at once
`together`    what many readers get at once: `walk` goes down their rankings
`alone`       what one reader gets, for whom that is too coarse: `draw` down one ranking, with `promises`
`nets`        what comes from beyond the wishes: one story from outside, or a wider net
`faces`       the outlet that leads a story
`picks`       the choices in words, with their `reasons`
`limits`      what every edition keeps to; `pile` numbers that grow
"""
