"""Articles come in; topics with probabilities, and stories, go out.

Topics (docs/topics.md, docs/model.md):

`topics`      applies the classifier: `language` first (`english`), then `vectors` of the `words`, then `sections` of
              the address
`explain`     which words carried a topic; `explain_noise` those not worth showing
`modelfile`   the classifier as a file
`train`       makes one: `labelled` rows, `counting` and `fitting` (`given` names are no terms, `folds` share the rows
              out), `heldout` scores, `calibrate` curves and thresholds
`own`         a topic of the operator's own (`one_topic`), and the examples that do not fit it (`misfits`); `relearn`
              corrections and hints; `reference` the rows that all, and `admit`, are measured on

Stories (docs/stories.md):

`cluster`     joins articles about one event: `similarity` finds which to compare, `likeness` how sure two are the
              same
`likeness`    weighs words by the `lexicon` and by `current` news, `alike` by what is common; `names` and `places`
              that differ, things `swapped`, `columns`
`subject`     what a story is about, by all its articles
`lead`        which article speaks for a story; `filing` what kind of thing it is; `stems` of its words
`develop`     whether a story really went on, and the names that are new in it (`naming`)

Figures:

`survey`      all that a folder of news tells; `record` the figures that ship
`evaluate`    all figures, printed; `figures` of topics, `unseen` publishers (`unseen_text`) against the `plain`
              classifier
`story_figures`  judged pairs and clusters; `judged` pairs of other days; `story_text` both in words
`rows`        JSON lines to articles, for the commands that answer for a file
"""
