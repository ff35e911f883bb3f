"""Articles come in; topics with probabilities, and stories, go out.

`topics` applies the classifier, `cluster` joins the articles about one event; `train` makes a classifier from labelled
articles and `evaluate` says how good one is.
"""
