"""The web pages where people join, choose and leave, and the operator's own page: requests in, pages out.

`serving` runs them in threads beside the service; `app` says which page stands where; a page is a function from what
was `asked` and the `site` to a response, in a thread of its own, so that it may wait for the store.  GET asks, POST
acts (docs/mail.md SUB-40).

Pages         `joining`, `confirming`, `choosing`, `saying`, `holding`, `leaving`, `reading` (with the `specimen` for
              strangers), and `operator` (`overview`, `charts`, `sessions`); `metrics` for Prometheus
Forms         `wanted` what one asks for, `filled` what stands in its fields, `options` and `zones` to choose from,
              `outlets` named, `stamps` of when it was shown; `deeds` hands the wish to the desk
Guards        `shield` before every page; `callers` who calls, `limits` how often, `guessing` wrong keys, `patience`
              slow callers
Looks         `speech` the language, `styles` the style sheet, script and sign
"""
