"""The main job: `news` gathers and sorts, `editions` chooses and renders, `post` hands over.

Every step takes what the one before left in the store and leaves its own result there.  So a step that is run twice
finds nothing to do, and a process that dies between two steps loses nothing.  What comes back is the account.

`news`        feeds to articles, topics and stories: `judging` by the `classifier` in use
`editions`    for every reader whose hour has come (`turns`): `choosing` among the stories on the `shelves`,
              `printing` the mail with its `links`, `pictures` and `signing`
`post`        the outbox over: `rounds` of claims and outcomes, `rounds_resting` domains that refuse us, `restoring`
              after a copy
`feedback`    what readers say of stories, and what was learned
`learning`    nightly retraining; `teaching` a topic of the operator's own; `models` versions and the way back
`keeping`     what is kept, and for how long; `clockwork` a clock that went back
`report`      what the operator should know, by mail (`to_operator`); `figures`, `figures_standing` for Prometheus;
              `logbook` for the log
"""
