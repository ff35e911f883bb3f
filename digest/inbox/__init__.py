"""Door: incoming mail by LMTP, IMAP or a pipe, each message handed to the desk (docs/mail.md REC)."""
