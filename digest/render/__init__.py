"""Choices in, finished messages out: an edition is composed once, and every face is made from it."""
