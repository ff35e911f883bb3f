"""In which words mail servers say that an address, or its domain, is not there, is full, or not just now.

Written as in `bounce_our_words`, which come first.
"""

#: Reason, the status code that stands for it where none was said (RFC 3463), and the phrases.
FAMILIES: tuple[tuple[str, str, str], ...] = (
    (
        "mailererror",
        "5.3.0",
        r"""
        \bprocmail:\ (?:couldn't|could\ not|can't|cannot|unable\ to)\ (?:create|open|write|lock)
        """,
    ),
    (
        "systemfull",
        "4.3.1",
        r"""
        (?:mail\ )?system\ (?:is\ )?(?:full|storage) | 4\.3\.1\b | 5\.3\.1\b | insufficient\ system
        """,
    ),
    (
        "mailboxfull",
        "5.2.2",
        r"""
        (?:mail\ ?box|mail\ ?folder|mail\ ?drop|inbox|maildir|storage|account|user|recipient|disk|postfach
           |buz[oó]n|bo[iî]te)\b.{0,40}\b(?:full|voll|llen[oa]|pleine|exceeds?\ allowed
        |over\ (?:the\ )?(?:quota|limit|disk)|too\ full|out\ of\ storage) | over\s?-?quota
        | (?:disk\ |mail\ ?box\ |storage\ |mail\ |user(?:'s)?\ |account\ )?\bquota\b.{0,40}(?:exceed|full
        |reached|violat|over|limit) | exceed(?:s|ed|ing)?\b.{0,40}\bquota | quotaexceeded
        | (?:not\ enough|insufficient|no|out\ of)\ (?:disk\ |mailbox\ |storage\ |system\ )?(?:space
        |storage)\b(?!.{0,20}system) | over\ the\ (?:allowed\ )?quota | exhausted\ .{0,20}storage
        | \b(?:est[aá]|is|ist)\ (?:full|llen[ao]|voll)\b | (?:number\ of\ messages|size)\b.{0,40}mailbox\ exceed
        | mailbox\ (?:exceed|has\ exceeded) | exceeded\ .{0,30}(?:mailbox|storage) | disk\ (?:full|quota)
        | storage\ limit | mail\ (?:box|quota)\ exceeded
        """,
    ),
    (
        "hasmoved",
        "5.1.6",
        r"""
        (?:has|have)\ moved\b | has\ been\ (?:replaced|superseded)\ by | no\ longer\ (?:at|uses)\ this\ address
        | new\ (?:e-?mail\ )?address\ is | 5\.1\.6\b | not\ our\ customer | moved,?\ (?:to|no\ forwarding)
        | has\ changed\ (?:to|his|her|their)\b
        """,
    ),
    (
        "suspend",
        "5.2.1",
        r"""
        (?:account|mail\ ?box|user|address|recipient|e-?mail)\b.{0,60}\b(?:disabled|suspended|inactive|locked
           |deactivated|frozen|expired|closed|discontinued|terminated|on\ hold|not\ active
           |is\ not\ yet\ active|(?:currently|temporarily)\ unavailable)\b
        | disabled\ (?:recipient|mailbox|account|address|user|or)
        | (?:inactive|suspended|locked|deactivated|closed|expired|invalid/inactive
        |unreachable\ or\ inactive)\ (?:user|account|mailbox|recipient) | 5\.7\.13\b
        | (?:not\ been|not)\ collected\ (?:for|after) | suspend\ the\ service | domain\ .{0,20}suspended
        | (?:found|limit)\ or\ inactive | vdelivermail:\ account\ is\ locked | boite\ du\ destinataire\ archivee
        | is\ a\ deactivated
        """,
    ),
    (
        "filtered",
        "5.2.1",
        r"""
        recipient\ preferences | refused\ by\ (?:the\ )?recipient
        | because\ the\ recipient\ is\ (?:not\ accepting|only) | domain\ filter
        | rejected\ by\ the\ recipient(?:'s)?\ (?:preferences|filter) | user\ preferences
        | account\ is\ protected\ by | due\ to\ extended\ inactivity
        | (?:recipient|user|account|mailbox|address|group|list)\ (?:does\ not|is\ not
        |not)\ accept(?:ing)?\ (?:any\ )?(?:e-?)?(?:mails?|messages)(?:\ from)? | unsolicited\ from\ strangers
        | resolver\.rst\.(?:notauthorized|restricted)
        """,
    ),
    (
        "notaccept",
        "5.3.2",
        r"""
        doesn't\ receive\ (?:e-?)?mail | does\ not\ (?:accept|receive|handle)\ (?:e-?)?mail
        | (?:null|nullmx|no\ valid)\ mx | couldn't\ find\ a\ mail\ exchanger
        | not\ accept(?:ing)?\ (?:any\ )?(?:e-?)?mail | 55[06]\ smtp\ protocol\ returned\ a\ permanent
        | 5\.1\.10\ null
        """,
    ),
    (
        "hostunknown",
        "5.1.2",
        r"""
        (?:host|domain)\b(?:\ or\ domain)?(?:\ name)?(?:\ [\w.<>-]{1,80})?\ (?:is\ )?(?:unknown
           |not\ found(?!,\ try)|lookup\ fail|does\ not\ exist|does\ ?n.t\ exist|not\ known|invalid
           |unrouteable|could\ not\ be\ found|must\ exist)
        | (?:unknown|no\ such|invalid|non-?existent|bad|illegal|unrouteable|unroutable)\ (?:mail\ )?(?:host
        |domain)\b(?!\ name\b) | no\ mx\ found | loops?\ back\ to\ myself | nullmx | point\ to\ non-existent\ hosts
        | nxdomain | x-unix;\ ?68\b
        | 5\.1\.2\b | couldn't\ find\ any\ host | no\ (?:mx|a)\ (?:or\ (?:mx|a)\ )?records?
        | name\ or\ service\ not\ known | domain\ isn't\ in | can't\ find\ .{0,30}domain
        """,
    ),
    (
        "userunknown",
        "5.1.1",
        r"""
        (?:unknown|no\ such|invalid|bad|illegal|nonexist[ae]nt|non-existent|not\ a\ known|not\ a\ valid
           |undefined|unrecogni[sz]ed|inactive\ or\ unknown|unavailable\ or\ unknown)\ (?:final\ delivery[ ]
           |local\ |e-?mail\ |mail\ |or\ illegal\ |recipient\ |destination\ )?(?:user(?:\ ?(?:id|name))?
           |recipients?|account|address(?:es|ee)?|mail\ ?box(?:es)?|alias|person|local-?part|customer
           |subscriber)\b
        | (?:user|recipient|account|address(?:ee)?|mail\ ?box|alias|e-?mail|customer|person|inbox|member
           |r[eé]cipient|destinataire|party)\b(?:\ [^.;]{0,80})?\b(?:unknown|not\ (?:be\ )?(?:found|known
           |exist|recogni[sz]ed|listed|valid|here|local|available\ at)|does\ ?n[o']t\ exist|doesn.t\ exist
           |doesn't\ have\ an?|do\ not\ exist|was\ ?n[o’'=]*t\ found|wasn.{1,3}t\ found|is\ (?:invalid|unknown
           |not\ valid)|no\ longer\ (?:exists?|valid|active|available|in\ use|on\ server)|isn't\ in|invalide
           |inconnue?|couldn't\ be\ found)
        | no\ (?:such\ )?(?:mail\ ?box|user|account|recipient|address|person|one|customer
           |local\ mailbox)\b(?!\ ?full)
        | not\ (?:listed|found|present)\ in\ (?:the\ )?(?:domino|public|directory|address)
        | recip(?:ient)?not\s?found | recipnotfound | 5\.1\.(?:1|3|10)\b | does\ not\ like\ recipient
        | (?:user|recipient|mailbox|account)\ (?:lookup|search)\ fail
        | recipient\ (?:name\ )?(?:is\ )?not\ recogni[sz]ed
        | check\ (?:if|that)\ (?:the\ )?(?:e-?mail\ )?address\ is\ correct | mailbox\ unavailable
        | mailbox\ not\ (?:found|available) | usuario\ (?:desconocido|no\ existe)
        | recipient\ address\ rejected(?!:\ (?!access\ denied|user\b|unknown|unverified|no\ such|invalid
        |undeliverable|\[?[\w.+-]+@)) | address\ rejected(?!:) | this\ user\ doesn't | did\ not\ exactly\ match
        | no\ matches\ to\ nameserver | final\ email\ delivery\ point | couldn't\ find\ .{0,30}user | unbekannt
        | inconnu\b | not\ (?:users?|our\ user) | names?\ (?:is\ )?not\ (?:recogni[sz]ed|found)
        | (?:not\ )?in\ my\ (?:badrcptto|validrcptto) | verification\ failed | recipient\ callout
        | addresses\ were\ unknown | does\ not\ exist\ on\ this
        | is\ not\ (?:a\ local\ name|an\ active\ address|hosted\ here)
        | (?:recipient|mailbox|address|user)\ (?:is\ )?(?:invalid|not\ (?:present|ok|local|accepted)|refused)
        | no\ longer\ (?:accepts|receives)\ mail | unknown\ local\W?part | unknown\ virtual\ user
        | unroute?able\ address
        | (?:destinatario|usuario|cuenta|utilizador|utente|utilisateur|empf[aä]nger|benutzer|mottagare\w*
           |gebruiker|adresse?)\b.{0,60}(?:desconocid|no\ existe|n[aã]o\ existe|inesistente|sconosciut|inconnu
           |nicht\ (?:gefunden|bekannt|vorhanden)|existiert\ nicht|finns\ inte|onbekend|n'existe)
        | (?:cannot|could\ not|couldn't|can't)\ (?:find|locate)\ (?:the\ |a\ |this\ |that\ )?(?:user|recipient
        |mailbox|account|addressee) | does\ not\ have\ (?:a|an)\ (?:mailbox|account|valid) | \bid\ not\ found
        | \brecipient\ rejected | not\ have\ (?:a|any)\ (?:user|account)
        | リストにありません | 見つかりません | 見つからない | 宛先不明
        | 用户不存在 | пользовател[ья]\ не
        | is\ not\ a\ (?:valid|known|registered)\ (?:user|recipient|mailbox|address|account|email)
        | no\ valid\ recipients?\b(?!\ were)
        | x-unix;\ ?67\b
        """,
    ),
    (
        "expired",
        "4.4.7",
        r"""
        (?:in|within|for|after|during)\ .{0,30}\b(?:queue|attempts|retries|\d+\ ?(?:seconds|minutes|hours?
        |days?))\b | expired | giving\ up | retry\ time(?:out)? | timed\ out | timeout | not\ responding
        | been\ (?:delayed|failing) | delivery\ time | too\ long | \bdelayed\b
        | will\ (?:be\ retried|(?:keep|continue)\ (?:on\ )?try) | unable\ to\ connect
        | could\ not\ (?:be\ )?(?:connect|reach) | did\ not\ (?:accept\ our\ requests|respond)
        | connection\ (?:refused|timed|reset|dropped|lost|was) | not\ reachable | unreachable | no\ route
        | 4\.4\.[17]\b | retried\ for | failed\ \d+\ attempts | warning\ message\ only | still\ trying | no\ answer
        | lost\ connection | bad\ connection
        """,
    ),
    (
        "networkerror",
        "5.4.0",
        r"""
        network\ error | name\ (?:service|server)\ (?:error|fail) | \bdns\b.{0,30}(?:error|fail)
        | host(?:\ name)?\ (?:lookup|not\ found,\ try) | hop\ count | routing\ loop | mail\ loop | loops?\ back
        | looping | too\ many\ (?:hops|received) | lookup\ fail | malformed\ or\ unexpected\ name\ server
        | 5\.4\.[346]\b | cname\ lookup | no\ (?:known\ )?mail\ ?hosts?
        """,
    ),
    (
        "systemerror",
        "5.3.0",
        r"""
        (?:system|server|internal|local|configuration|protocol|processing)\ .{0,20}error | transaction\ failed
        | local\ error | could\ not\ load | 5\.3\.[05]\b | service\ (?:not\ available|unavailable) | too\ busy
        | temporar(?:y|ily)\b | cannot\ (?:open|create|update|append) | can't\ create | permission\ denied
        """,
    ),
    (
        "mailererror",
        "5.3.0",
        r"""
        x-unix | command\ (?:failed|output|died) | exit(?:ed)?\ (?:status|with|code) | procmail | pipe\ to
        | mailer\ (?:error|died) | child\ (?:status|process) | unknown\ mailer | errors?\ in\ script
        """,
    ),
)
