"""The web pages where people join, choose and leave, and the operator's own page: requests in, pages out.

`serving` runs them in threads beside the service; `app` says which page stands where; a page is a function from what
was `asked` and the `site` to a response, in a thread of its own, so that it may wait for the store.  GET asks, POST
acts (docs/mail.md SUB-40).
"""
