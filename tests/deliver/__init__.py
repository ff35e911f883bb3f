"""Tests of digest.deliver."""
