"""Words that carry topics by habit and tell a reader nothing: they count as evidence, and are not shown."""

#: Picture credits, and words that any subject may use.  Chosen by reading what the classifier said of recorded news.
_NOISE = """
    absolute absolutely according actually agree agreed agrees allow allowed allowing allows amount announce announced
    announces announcing approach area areas ask asked asking asks available based begin begins billion billions bit
    brand bring bringing brings brought call called calling calls capable chance change changed changes check choice
    choose claim claimed companies company complete completely consider considering continued continues create created
    creating current currently days decided decision despite detail difference difficult dozen dozens easier easily
    easy effort efforts ensure entire eventually exactly example expected fact feel feeling figure finally fine free
    full fully fun getty given gradually guy guys handful happy help helped helping helps higher hit hits hold holding
    holds hope hopes huge hundred hundreds idea illustration illustrations image images important increase instead
    issue issues large larger latest leave leaves leaving level list lists lot lots low lower main million millions
    moment moments move moved moves moving multiple named names number numbers offer offered offering offers opening
    option options original originally parts past people percent perfect person persons photograph photographed
    photographer photographs piece planned plans point points possible potentially present previous previously problem
    problems provide provided provides question questions quickly quit ready real reason reasons recent recently
    remain remains remember remembered return returns rise round run running runs sees select sent serious set sets
    share shared showed shown shows simple simply single small speak speaking speaks spent start started starting
    starts stay step steps stop stopped stops strange strong stuff sure talk talking thousand thousands top total
    totally try type typically use useful user users usual usually various version visit waiting walk wanted week wild
    willing word words worked working works worse worst worth wrong
"""

NOISE = frozenset(_NOISE.split())


def shows(term: str) -> bool:
    """Whether a word or pair of words may be given as a reason: not one of noise alone."""
    return not NOISE.issuperset(term.split())
