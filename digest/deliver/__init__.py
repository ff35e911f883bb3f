"""Finished messages in, one outcome for each attempt out: by SMTP, or into a Maildir.

What is tried again, and when, is decided in `retry`.
"""
