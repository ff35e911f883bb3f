"""Invented pairs of reports that read alike: of two events, and of one event whose names differ."""

#: Headline and teaser of one report, and of another.
Pair = tuple[str, str, str, str]

TWO_EVENTS: dict[str, Pair] = {
    "two cities": (
        "Three injured in Vienna tram crash",
        "Two trams collided at the Ring on Monday, the fire brigade said.",
        "Three injured in Zurich tram crash",
        "A tram left the rails near the lake; the driver is being questioned.",
    ),
    "two cities in Title Case": (
        "Three Injured in Vienna Tram Crash",
        "Two trams collided at the Ring on Monday, the fire brigade said.",
        "Three Injured in Zurich Tram Crash",
        "A tram left the rails near the lake; the driver is being questioned.",
    ),
    "two cities, and no teaser": ("Three injured in Vienna tram crash", "", "Three injured in Zurich tram crash", ""),
    "two cities, and one teaser": (
        "Three injured in Vienna tram crash",
        "Two trams collided at the Ring on Monday, the fire brigade said.",
        "Three injured in Zurich tram crash",
        "",
    ),
    "two states": (
        "Ohio governor signs abortion bill into law",
        "The measure takes effect in spring, DeWine told reporters in Columbus.",
        "Idaho governor signs abortion bill into law",
        "Doctors in Boise said that they would go to court.",
    ),
    "a country and one abroad": (
        "US inflation falls to 7.1%",
        "Prices of petrol and used cars fell, the Labor Department said.",
        "UK inflation falls to 7.1%",
        "Prices of motor fuels fell, the Office for National Statistics said.",
    ),
    "parts of one country": (
        "Rail workers in Scotland strike over pay",
        "Members of the RMT walked out at midnight in Glasgow.",
        "Rail workers in Wales strike over pay",
        "Hardly a train runs between Cardiff and Swansea.",
    ),
    "two companies": (
        "Amazon to cut 10,000 jobs",
        "Teams for devices and for books are hit most, Andy Jassy wrote.",
        "Cisco to cut 10,000 jobs",
        "The maker of network gear spoke of a slower market.",
    ),
    "two car makers": (
        "Honda recalls 300,000 cars over airbags",
        "Owners of the Civic will be asked to visit a dealer.",
        "Volkswagen recalls 300,000 cars over airbags",
        "The Tiguan and the Passat are affected, the carmaker said in Wolfsburg.",
    ),
    "two banks": (
        "Credit Suisse fined over money laundering",
        "Regulators in Bern said that controls had failed for years.",
        "Danske fined over money laundering",
        "Its branch in Estonia had moved billions, a court in Copenhagen heard.",
    ),
    "two players in one tournament": (
        "Nadal reaches quarter-finals at French Open",
        "He beat a qualifier in three sets on Court Philippe Chatrier.",
        "Zverev reaches quarter-finals at French Open",
        "The German needed five sets and four hours.",
    ),
    "two teams in one cup": (
        "Croatia reach World Cup semi-final",
        "Livakovic saved two penalties.",
        "Morocco reach World Cup semi-final",
        "En-Nesyri headed the only goal.",
    ),
    "two elections": (
        "Polls close in Kenya presidential election",
        "Turnout in Nairobi was low, officials said.",
        "Polls close in Brazil presidential election",
        "Electronic ballots made the count quick in Brasilia.",
    ),
    "two actors": (
        "Actor Hugh Laurie hospitalised after fall at home",
        "His agent said that he was comfortable.",
        "Actor Tom Hanks hospitalised after fall at home",
        "His wife Rita Wilson thanked the doctors in Malibu.",
    ),
    "two wildfires": (
        "Wildfire near Athens forces thousands to flee",
        "Planes dropped water over Penteli through the night.",
        "Wildfire near Lisbon forces thousands to flee",
        "The flames came close to Cascais, the mayor said.",
    ),
    "two quakes": (
        "Strong earthquake shakes Peru, no damage reported",
        "It was felt in Lima at five in the morning.",
        "Strong earthquake shakes Indonesia, no damage reported",
        "Residents of Jakarta ran into the streets.",
    ),
    "two missing children": (
        "Police search for girl, 9, missing in Norfolk",
        "Her bicycle was found near Cromer.",
        "Police search for girl, 9, missing in Nottingham",
        "She was last seen at a bus stop in Sherwood.",
    ),
    "two lawsuits": (
        "Texas sues TikTok over privacy of children",
        "Paxton filed the suit in Austin.",
        "Nevada sues TikTok over privacy of children",
        "The app is made to keep minors hooked, the state says.",
    ),
    "two floods": (
        "At least 40 dead in floods in Pakistan",
        "Villages in Sindh are cut off.",
        "At least 40 dead in floods in Nigeria",
        "The Benue burst its banks.",
    ),
    "two airports": (
        "Drone sighting closes Dublin airport for an hour",
        "Flights were sent to Shannon.",
        "Drone sighting closes Oslo airport for an hour",
        "Police in Gardermoen found nobody.",
    ),
    "two bosses who go": (
        "Disney chief executive steps down after two years",
        "Bob Chapek leaves at once; Bob Iger returns.",
        "Nissan chief executive steps down after two years",
        "The board in Yokohama named no successor.",
    ),
}

ONE_EVENT: dict[str, Pair] = {
    "a country and its people": (
        "Greek ferry catches fire with 300 aboard",
        "All passengers were brought to safety, the coast guard said.",
        "Ferry in Greece catches fire with 300 aboard",
        "Coast guard boats took all passengers off.",
    ),
    "a city and its country": (
        "Fire destroys shopping mall in Moscow",
        "Firemen fought the flames through the night, one person died.",
        "Fire destroys shopping mall in Russia",
        "One person died in the flames, firemen said.",
    ),
    "a city and its state": (
        "Gunman kills four at Louisville bank",
        "The shooter, an employee, was killed by police.",
        "Gunman kills four at Kentucky bank",
        "Police killed the shooter, who worked there.",
    ),
    "a capital and the people": (
        "Paris court convicts eight over truck attack",
        "The judges gave two of them 18 years.",
        "French court convicts eight over truck attack",
        "Two of the eight were given 18 years.",
    ),
    "an abbreviation and the name": (
        "AOC under investigation by ethics committee",
        "The committee gave few details of its probe.",
        "Alexandria Ocasio-Cortez under investigation by ethics committee",
        "The panel gave a brief statement on its probe.",
    ),
    "a bank and its abbreviation": (
        "European Central Bank raises interest rates by half a point",
        "Lagarde said that more is to come as inflation stays high.",
        "ECB raises interest rates by half a point",
        "More is to come as inflation stays high, Lagarde said.",
    ),
    "two spellings": (
        "Zelensky named person of the year",
        "The magazine praised the spirit of his people.",
        "Zelenskyy named person of the year",
        "The spirit of his people is praised by the magazine.",
    ),
    "a name and who it is, told in the teaser": (
        "Griner freed in prisoner swap with Russia",
        "The US basketball star was exchanged for the arms dealer Viktor Bout.",
        "US basketball star freed in swap for arms dealer Bout",
        "Brittney Griner was released by Russia on Thursday in a prisoner exchange.",
    ),
    "first name and last name": (
        "Sam Bankman-Fried arrested in the Bahamas",
        "Police took the founder of the crypto exchange from his home.",
        "FTX's Bankman-Fried arrested in the Bahamas",
        "The founder of the crypto exchange was taken by police at home.",
    ),
    "a firm and its product": (
        "Apple fixes flaw that let strangers read messages",
        "The update for the iPhone closes a hole that researchers found.",
        "iPhone flaw that let strangers read messages is fixed",
        "An update by Apple closes the hole, researchers said.",
    ),
    "Britain and the UK": (
        "Britain bans export of live animals",
        "Lambs and calves may no longer be shipped for slaughter.",
        "UK bans export of live animals",
        "Calves and lambs may not be shipped for slaughter any more.",
    ),
    "in other words with a name in common": (
        "Tram driver questioned after Vienna crash",
        "Three people were injured when two trams collided at the Ring.",
        "Vienna crash: driver of tram questioned by police",
        "Three were injured at the Ring when two trams collided.",
    ),
}
