"""A wish in, a command out: what people write to us, and what may be answered; all of it pure (docs/mail.md SUB)."""
