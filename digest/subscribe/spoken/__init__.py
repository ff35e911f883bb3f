"""The verbs of each language of our catalogues."""
