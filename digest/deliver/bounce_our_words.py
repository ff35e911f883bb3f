"""In which words mail servers refuse us: our server, our domain, or what we wrote.

Verbose regular expressions, for words in lower case with single blanks between them.  Of several families that
match the first one counts, and these stand before those that speak of an address (`bounce_address_words`).
"""

#: Reason, the status code that stands for it where none was said (RFC 3463), and the phrases.
FAMILIES: tuple[tuple[str, str, str], ...] = (
    (
        "hostunknown",
        "5.1.2",
        r"""
        account\ or\ domain\ may\ not\ exist
        """,
    ),
    (
        "mailboxfull",
        "5.2.2",
        r"""
        mailbox\ size\ limit
        """,
    ),
    (
        "authfailure",
        "5.7.26",
        r"""
        dmarc | \bspf\b | \bdkim\b(?!-sig) | sender\ policy\ framework | authentication\ checks?\ failed
        | 5\.7\.(?:2[0-46-9]|509|515)\b | sender\ is\ unauthenticated | not\ authenticated\ (?:by|with)
        | unauthenticated\ email\ from
        """,
    ),
    (
        "requireptr",
        "5.7.25",
        r"""
        \bptr\b | reverse\ (?:dns|lookup|name|mapping|address) | rdns | 5\.7\.25\b | mismatches\ client\ ip
        | (?:cannot|can't|unable\ to|not)\ (?:find|resolve|look\ ?up)\ your\ (?:host\s?name|ip|reverse)
        | no\ reverse | (?:invalid|no|missing|fix)\ reverse | client\ host\ rejected:\ cannot\ find\ your\ hostname
        """,
    ),
    (
        "virusdetected",
        "5.7.0",
        r"""
        virus\b(?!\ scan(?:ner|ned)\b) | \bviruses\b | malware | infected | trojan | worm\b | mcspamsignature
        | security\ policies
        """,
    ),
    (
        "badreputation",
        "5.7.1",
        r"""
        reputation | user\ complaints | poor\ sender | temporarily\ deferred\ due\ to\ (?:unexpected|user)
        """,
    ),
    (
        "blocked",
        "5.7.1",
        r"""
        blocked\ (?:using|by|for|because|due|at|from) | black\s?-?list | block\s?list | deny\ ?list | dnsbl
        | \brbl\b | spamhaus | spamcop | barracudacentral | \(bl\) | banned
        | (?:ip|host|client|server)\ (?:address\ )?(?:is\ )?(?:blocked|blacklisted|banned|rejected)
        | ip(?:\ address)?\ .{0,30}\bblocked | (?<!not\ an\ )open\ relay | client\ host\ rejected
        | 5\.7\.(?:511|60[0-9]|51[2-4])\b | refused\ to\ talk\ to\ me | my\ name\ was\ rejected
        | not\ accepting\ connections | connection\ (?:refused|rejected)\ by\ (?:policy|policies)
        | no\ access\ from\ mail\ server
        | your\ (?:ip|server|host|network|access)\b.{0,60}(?:block|reject|denied|banned|listed)
        | service\ refused?\b | connection\ refused\ from\ your | your\ (?:ip|host)\b.{0,20}must\ resolve
        | must\ resolve | (?:does|will)\ not\ accept\ mail\ from\ you | access\ from\ ip\ address.{0,40}blocked
        | helo\ (?:command\ )?rejected | invalid\ (?:helo|ehlo) | blocked\ for\ abuse
        | connections?\ (?:from\ you\ )?(?:will\ )?not\ (?:be\ )?accepted | bloqu[eé]e? | sender\ rejected\.\ refer
        """,
    ),
    (
        "toomanyconn",
        "4.7.0",
        r"""
        too\ many\ (?:connections|concurrent|recipients|messages|mails|sessions|emails|errors)
        | (?:connection|sending|message)\ (?:frequency|rate)\ limit | rate\ limit | throttl
        | maximum\ (?:number\ of\ )?(?:connections|recipients) | exceeded\ .{0,40}(?:hour|connection|rate)
        | sending\ limit | frequency\ limited
        """,
    ),
    (
        "norelaying",
        "5.7.1",
        r"""
        \brelay(?:ing)?\b.{0,30}(?:denied|not|prohibited|disallow|refused|deny|rejected)
        | (?:no|not|denied|prohibited|unable\ to|open|reject|cannot)\ .{0,20}\brelay(?:ing)?\b
        | not\ configured\ to\ relay | not\ (?:a|an)\ (?:open\ )?(?:mail\ )?(?:gateway|relay)
        | isn't\ in\ my\ list\ of\ allowed\ rcpthosts | rcpthosts | authentication\ is\ required\ for\ relay
        """,
    ),
    (
        "mesgtoobig",
        "5.3.4",
        r"""
        (?:message|mail|e-?mail|header|file|body|content)s?\ (?:size|length)\b.{0,40}(?:exceed|too|limit|larg
        |big|over) | (?:message|mail|e-?mail)\ (?:is\ |was\ )?too\ (?:big|large|long) | size\ limit | 5\.3\.4\b
        | 5\.2\.3\b
        | exceed(?:s|ed|ing)?\ .{0,40}(?:maximum|fixed|message|allowed)\ .{0,20}(?:message\ )?size\b(?!:)
        | sizelimit | resolver\.rst\.(?:send|recip)sizelimit | larger\ than\ the\ (?:current\ )?(?:system\ )?limit
        """,
    ),
    (
        "spamdetected",
        "5.7.1",
        r"""
        \bspam(?:my|ming)?\b(?!\ ?(?:cop|haus)) | \bube\b | \buce\b | unsolicited | junk\ ?mail
        | bulk\ (?:e-?mail|mail) | scored\ as | looks?\ like\ spam | content\ (?:was\ )?(?:rejected|denied|filter)
        | mail\ rejet[eé]e? | blacklisted\ (?:url|content) | suspicious | high\ probability | phish
        """,
    ),
    (
        "policyviolation",
        "5.7.0",
        r"""
        polic(?:y|ies)\b | not\ allowed\ -\ | administrative\ prohibition | prohibited\ by\ (?:the\ )?admin
        | network\ not\ allowed | 5\.7\.9\b | company\ rules | local\ configuration\ rules
        """,
    ),
    (
        "securityerror",
        "5.7.0",
        r"""
        unauthenticated\ senders | authentication\ (?:required|failed|turned\ on) | must\ issue\ a\ starttls
        | starttls | tls\ (?:required|negotiation) | encryption\ required | does\ not\ advertise\ auth\b | 5\.7\.6\b
        | certificate | (?:insecure|unsafe)\ mail | executable
        | attachment\ (?:type|name|is|was)\b.{0,40}(?:not|block|reject|forbid)
        """,
    ),
    (
        "notcompliantrfc",
        "5.6.0",
        r"""
        multiple\ addresses\ in\ from | rfc\ ?[- ]?(?:2822|5322|822|2821)\b.{0,40}(?:complian|violat|conform)
        | not\ rfc | (?:not|non-?)\ ?complia?nt | bare\ (?:lf|cr|line) | message-id\b.{0,20}(?:missing|header)
        | missing\ .{0,20}header | no\ resent-from\ field
        """,
    ),
    (
        "contenterror",
        "5.6.0",
        r"""
        duplicate\ header | headers?\ too\ large | 5\.6\.\d | improper\ (?:use\ of\ )?(?:8-?bit|mime)
        | mime\ (?:error|structure|malformed) | malformed\ (?:message|mime|header)
        | invalid\ (?:header|character\ in\ header) | 8\s?-?bit\b.{0,40}(?:header|data|not|mime)
        """,
    ),
    (
        "rejected",
        "5.1.8",
        r"""
        (?:unable\ to|cannot|could\ not|can't|failed\ to)\ verify\ (?:the\ |your\ )?sender
        | sender(?:'s)?\ (?:e-?mail\ )?(?:address\ |domain\ |verify\ |id\ |is\ |was\ )?(?:rejected|failed
        |denied|refused|invalid|unknown|not\ (?:allowed|exist|found|verified)|does\ not) | 5\.1\.[78]\b
        | (?:invalid|bad|unknown|unresolvable|illegal|unverified)\ (?:sender|envelope\ sender|return\ path
        |reverse) | (?:does\ not\ like|reject(?:ed|s)?|refus(?:ed|es)?)\ (?:the\ )?sender | domain\ of\ sender
        | sender\ domain | mail\ from\ .{0,60}(?:not\ (?:exist|accept|allow)|denied|rejected|invalid)
        | purported\ responsible | not\ a\ registered\ gateway\ user | backscatter | empty\ envelope\ senders?
        | sender\ was\ rejected | permission\ to\ post | may\ not\ have\ permission | server\ rejected\ mail\ from
        | not\ accepted\ from\ your\ domain
        """,
    ),
)
