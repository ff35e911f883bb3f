"""Finished messages in, one outcome for each attempt out: by SMTP, or into a Maildir; and mail that came back, read.

`transport`   what every way can do: `smtp` and `maildir`
`smtp`        messages to one server: a `crew` of lines in one thread (`switchboard`), each a `line` and the `hand`
              that speaks over it; `transaction` one message step by step, `wire` its octets; `server` where it is
`pace`        how fast; `allowance` how many; `rests` servers that do not answer; `returned` what may go to the next
              server
`retry`       what is tried again, and when; `sentences` why nothing more is given
`evidence`    messages in doubt, before anything is sent twice; `postfix_log` what Postfix remembers of them

`bounce`      a mail that came back, to whom it did not reach: `bounce_letter` the report apart from our message,
              `bounce_signs` whether it is one, `bounce_report` what it says by fields (`bounce_fields`,
              `bounce_complaint`, `bounce_json`) or in prose (`bounce_prose`, `bounce_html`); `bounce_reasons` the
              reason, by the words in `bounce_address_words`, `bounce_our_words`, `bounce_foreign_words`
"""
