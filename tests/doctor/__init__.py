"""Tests of digest.doctor."""
