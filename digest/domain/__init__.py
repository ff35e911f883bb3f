"""The nouns: frozen values that the stages pass to each other.

Every moment is aware and UTC; local time exists only in `people.Schedule` and in `render/`.
"""
