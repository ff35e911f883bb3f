"""Words that carry topics by habit and tell a reader nothing: they count as evidence, and are not shown."""

#: Picture credits, and words that any subject may use.  Chosen by reading what the classifier said of recorded news.
_NOISE = """
    absolute absolutely according actually agree agreed agrees allow allowed allowing allows amount announce announced
    announces announcing approach area areas ask asked asking asks available based begin begins billion billions bit
    brand bring bringing brings brought call called calling calls capable chance change changed changes check choice
    choose claim claimed companies company complete completely consider considering continued continues create created
    creating current currently days decided decision despite detail difference difficult dozen dozens easier easily easy
    effort efforts ensure entire eventually exactly example expected fact feel feeling figure finally fine fox free full
    fully fun getty given gradually guy guys handful happy help helped helping helps higher hit hits hold holding holds
    hope hopes huge hundred hundreds idea illustration illustrations image images important increase instead issue
    issues large larger latest leave leaves leaving level list lists lot lots low lower main million millions moment
    moments move moved moves moving multiple named names number numbers offer offered offering offers opening option
    options original originally parts past people percent perfect person persons photograph photographed photographer
    photographs piece planned plans point points possible potentially present previous previously problem problems
    provide provided provides question questions quickly quit ready real reason reasons recent recently remain remains
    remember remembered return returns rise round run running runs sees select sent serious set sets share shared showed
    shown shows simple simply single small speak speaking speaks spent start started starting starts stay step steps
    stop stopped stops strange strong stuff sure talk talking thousand thousands top total totally try type typically
    use useful user users usual usually various version visit waiting walk wanted week wild willing word words worked
    working works worse worst worth wrong
"""

#: Words that labelled news uses alike of every topic, as `bench/even_words.py` finds them.  In a pair they may tell
#: something: "union" does not, "european union" does.
_EVEN = """
    abandoned ability able accept accepted accident achieve act action activities adding address addressed admitted
    adult advance advanced advice afford afraid aftermath afternoon age ago ahead aim aimed aims air alcohol alert
    alongside alternative america american andrew announcement answer answers anticipated apart apparent apparently
    appear appeared appearing appears appointed arm arms arrive arrived arrives arriving aside attempt attempts attend
    attending attention avoid awaited aware backed backlash bad badly ban banned banning bare barely base basic battle
    battles become becomes becoming beginning begun behavior believe bigger bike bitter bizarre black blame block blocks
    blue board body box break breaks brief bristol broad broke broken brutal budget build building burn burning busy
    calendar california calm cancels capacity carry case catch caused celebrating center certain challenge challenges
    challenging chances changing channel chaos chaotic charge child citing claiming clear cleared clearly clock close
    closed closely closer cold colleagues combat comments commercial commitment committed community compared complaints
    completed complex complicated concern concerned concerns conducted confidence confirmed confirms confusion connected
    connection consequences considered considers contact containing continuing controlled controversial cope corner
    count counts course cover covered covering crack crashes crazy critical criticised cross crucial cut date dealing
    debate decade decide decisions declared declined deeper deeply delay delayed delays deliver delivered delivering
    delivers demanded demands departure describe described describes designed desk desperate destroy determined
    development direct direction directly discrimination discuss distance distancing ditch diversity divided domestic
    door doors double dramatic drawing drawn drive driven drop dropped dropping drops duty earlier early ease ed edge
    effect effectively eight embrace emerged emergency emerging encourage ending ends enter entered entering enters
    entirely era essential established european eve evening event events everywhere except expand expanding expectations
    expecting experience experienced experiencing explain explosive exposed express extended extra extremely eye eyes
    face faced faces facilities facing factor fail failed failing fails failure fair fake fall fallen falling falls
    family fast fatal fate favour fear fellow fewer fight fighting fights figures fill filled finding fire fit floyd
    focus focused follow force forced forcing forget form foundation founded freedom fresh friendly front frozen
    frustrated future gain gap gathered gathering gear gender general generation globe grant granted grew grid ground
    grounds group growing grows guidelines hand handle hands happening harder hate headed heading heard hearing heavily
    height held high highest highlights highly hill hints historic history hitting home hoped hot hunt hurt identity ill
    immediate immediately impact importance impossible includes increasingly independent individual individuals
    influence initial initially inner inside intended interested international introduced investigation involved
    involving ireland issued jeff job join joined joining joins joint joke journey keeping keeps kill kind knows lack
    laid lake landed landing landmark language largely late launches laura lay lead leading learn learned led legacy
    letter letting lie life lifetime lift lifted lifting likes limit limited limits line lines links listen literally
    lives local locked longer longest looked looks lose loses losing lost machine maintain major man managed management
    mark marked marking marks massive material matter matters meaning means meant measure media meet meeting meetings
    member members message mid middle midnight milestone mind minutes missed missing mistake mistakes mixed mood mostly
    motion mount movement multi name narrative nation national necessary needed neil newly nice nightmare nine non
    normal normally note notes notice noticed nowhere odds official officially ongoing online open opened opens
    operation opportunity opposite order ordered outside overcome overnight overseas pack packed page pages paid
    pandemic panic paper particular particularly partners pass passed path pause pays period permanent permission
    personal physical pick picking pilot plan planning poised poor popular posed possibility possibly posted potential
    power powerful powers pre prepared prepares preparing presence presented pressure prevent prior priority private
    probably process profile program promise promised promises promising promote prompted proof proposed prospect prove
    providing public publicly published pull pulled pulling push pushed pushes pushing puts putting quick quiet quietly
    racial radical raise raised raises raising ran range rapid reach reached reaction reality receive received receives
    receiving record recorded records recovered reduced refused refuses registered relationship released releases
    releasing remained remaining reminder remove removed renewed repeatedly replace replaced represent reputation
    request require required resolution respond responded response responsibility responsible rest result results
    retired returned returning revolution richard ride risks road role roll rolled room rooms rose rough roughly row
    rule rules rush sad safe safety saved saving scandal scheduled scrutiny second secret secure seeing seek seeking
    seeks seemingly selection self send sending sends sense separate seriously serve service serving setting settle
    seven sexually shadow shake shape sharp shift shocked shocking short shortly shot showing shut shutdown signal
    signed significant signs silent similar sir sit site sitting situation skills slightly slow slowly snap social sold
    solid sort sound sounds spark sparks special specific speculation speed spend split spoken spot spotlight square st
    stakes stand standards standing statements status stepped stepping stick stolen stood strategy strength stretch
    strike striking string stronger struck struggle struggled subject successful sudden suddenly suffering suggest
    suggested suicide suit support supported supporting supposed surprise surprised surrounding survive survived
    sweeping swiss task technical telling temporarily temporary term terms terrible testing thanks thinking thinks third
    threat threatened threats throw throwing thrown ticket tied ties tone tough track tracks traditional treated trial
    trip true trust truth turmoil turned turning turns twenty twice unable uncertain uncertainty understand underway
    union universal unlike unlikely unprecedented unusual unveiled ups uses valuable views violating viral vision visits
    wait wake walked warning watched wave wealthy weapon welcome west widely wider widespread window winter wish woke
    women work worker worldwide worried worry written york young youth
"""

NOISE = frozenset(_NOISE.split())
EVEN = frozenset(_EVEN.split())


def shows(term: str) -> bool:
    """Whether a word or pair of words may be given as a reason: not one of noise alone, and no even one by itself."""
    return term not in EVEN and not NOISE.issuperset(term.split())
