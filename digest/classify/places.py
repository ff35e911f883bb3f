"""Which names of places tell the same place: "Greek" and "Greece", "Louisville" and "Kentucky" (pure)."""

from collections.abc import Iterable, Mapping

from digest.classify import stems

#: Names that are no names in small letters.
CAPITALS = frozenset({"US", "LA"})
#: A country or a state under its names, then behind the bar what lies within and stands for it in headlines.
_PLACES = """
    US USA America American | Washington Pentagon Congress California Texas Florida York Georgia Hawaii Illinois
    US | Kentucky Tennessee Louisiana Massachusetts Pennsylvania Michigan Ohio Minnesota Missouri Colorado Utah Arizona
    US | Nevada Oregon Maryland Virginia Idaho Alabama Alaska Arkansas Connecticut Delaware Indiana Iowa Kansas Maine
    US | Mississippi Montana Nebraska Oklahoma Vermont Wisconsin Wyoming Carolina Dakota Jersey
    UK Britain British Briton Brit | England English Scotland Scottish Scot Wales Welsh London
    England English | London Manchester Liverpool Birmingham Leeds Bristol Yorkshire Kent Essex Sussex Cornwall
    Scotland Scottish Scot | Edinburgh Glasgow Aberdeen Dundee
    Wales Welsh | Cardiff Swansea
    Ireland Irish | Dublin Cork Belfast
    EU Europe European | Brussels
    France French Frenchman | Paris Nice Marseille Lyon Parisian
    Germany German | Berlin Munich Hamburg Frankfurt Cologne Bavaria
    Spain Spanish Spaniard | Madrid Barcelona Valencia Seville Catalonia Catalan
    Italy Italian | Rome Milan Naples Venice Sicily
    Portugal Portuguese | Lisbon Porto
    Netherlands Dutch | Amsterdam Rotterdam Hague
    Belgium Belgian | Brussels Antwerp
    Switzerland Swiss | Geneva Zurich Bern
    Austria Austrian | Vienna
    Greece Greek | Athens Crete Rhodes Lesbos
    Turkey Turkish Turk Türkiye | Ankara Istanbul
    Poland Polish | Warsaw Krakow
    Czech Czechia | Prague
    Hungary Hungarian | Budapest
    Romania Romanian | Bucharest
    Serbia Serbian Serb | Belgrade
    Croatia Croatian Croat | Zagreb
    Denmark Danish Dane | Copenhagen
    Sweden Swedish Swede | Stockholm
    Norway Norwegian | Oslo
    Finland Finnish Finn | Helsinki
    Russia Russian | Moscow Kremlin Petersburg
    Ukraine Ukrainian | Kyiv Kiev Kharkiv Kherson Odesa Donetsk
    China Chinese | Beijing Shanghai Wuhan Guangzhou Hong Kong
    Japan Japanese | Tokyo Osaka Kyoto Honshu Fukushima
    India Indian | Delhi Mumbai Gujarat Bangalore Chennai Kolkata
    Pakistan Pakistani | Islamabad Karachi Lahore
    Afghanistan Afghan | Kabul
    Iran Iranian | Tehran
    Iraq Iraqi | Baghdad Mosul
    Israel Israeli | Jerusalem Tel Aviv
    Palestine Palestinian | Gaza
    Syria Syrian | Damascus Aleppo
    Egypt Egyptian | Cairo
    Morocco Moroccan | Rabat Marrakesh Casablanca
    Nigeria Nigerian | Lagos Abuja
    Kenya Kenyan | Nairobi
    Africa African | Johannesburg Pretoria Cape Durban
    Ethiopia Ethiopian | Addis
    Indonesia Indonesian | Jakarta Java Bali
    Thailand Thai | Bangkok
    Vietnam Vietnamese | Hanoi
    Korea Korean | Seoul Pyongyang
    Taiwan Taiwanese | Taipei
    Philippines Philippine Filipino | Manila
    Nepal Nepali Nepalese | Kathmandu Pokhara
    Australia Australian Aussie | Sydney Melbourne Brisbane Perth Queensland Victoria Canberra
    Zealand | Auckland Wellington Christchurch
    Canada Canadian | Ottawa Toronto Montreal Vancouver Quebec Ontario Alberta
    Mexico Mexican | Tijuana Oaxaca
    Brazil Brazilian | Rio Brasilia Paulo
    Argentina Argentine Argentinian | Buenos Aires
    Chile Chilean | Santiago Valparaiso
    Peru Peruvian | Lima
    Colombia Colombian | Bogota
    Venezuela Venezuelan | Caracas
    Cuba Cuban | Havana
    Iceland Icelandic Icelander | Reykjavik
    Bulgaria Bulgarian | Sofia
    Slovakia Slovak | Bratislava
    Slovenia Slovenian | Ljubljana
    Bosnia Bosnian | Sarajevo
    Albania Albanian | Tirana
    Kosovo Kosovan | Pristina
    Estonia Estonian | Tallinn
    Latvia Latvian | Riga
    Lithuania Lithuanian | Vilnius
    Belarus Belarusian | Minsk
    Malta Maltese | Valletta
    Cyprus Cypriot | Nicosia
    Lebanon Lebanese | Beirut
    Jordan Jordanian | Amman
    Yemen Yemeni | Sanaa
    Saudi | Riyadh Jeddah
    Qatar Qatari | Doha
    Emirates UAE | Dubai
    Libya Libyan | Tripoli
    Tunisia Tunisian | Tunis
    Algeria Algerian | Algiers
    Sudan Sudanese | Khartoum
    Somalia Somali | Mogadishu
    Uganda Ugandan | Kampala
    Ghana Ghanaian | Accra
    Senegal Senegalese | Dakar
    Zimbabwe Zimbabwean | Harare
    Bangladesh Bangladeshi | Dhaka
    Lanka Lankan | Colombo
    Myanmar Burma Burmese | Yangon
    Malaysia Malaysian | Kuala
    Ecuador Ecuadorian | Quito
    Bolivia Bolivian | Paz
    Uruguay Uruguayan | Montevideo
    Jamaica Jamaican | Kingston
    Congo Congolese | Kinshasa Goma
    Haiti Haitian | Prince
    California Californian Calif | Los Angeles LA Francisco Oakland Sacramento Diego
    Texas Texan | Houston Dallas Austin Antonio Paso Uvalde
    Florida Floridian | Miami Orlando Tampa
    York NYC NY Yorker | Manhattan Brooklyn Bronx Queens Buffalo Albany
    Georgia | Atlanta Savannah
    Hawaii Hawaiian | Maui Honolulu Oahu
    Illinois | Chicago
    Kentucky | Louisville
    Tennessee | Memphis Nashville
    Louisiana | Orleans
    Massachusetts | Boston
    Pennsylvania | Philadelphia Pittsburgh
    Michigan | Detroit
    Ohio | Cleveland Columbus Cincinnati
    Minnesota | Minneapolis
    Missouri | Louis
    Colorado | Denver
    Utah | Salt
    Arizona | Phoenix Tucson
    Nevada | Vegas
    Oregon | Portland
    Maryland | Baltimore
    Virginia UVA | Loudoun Richmond
    Idaho | Boise
    Mars Martian |
    Congress Congressional Capitol | House Senate
    Republican Republicans GOP |
    Democrat Democrats Democratic Dem |
"""


def _read(lines: Iterable[str]) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    called: dict[str, str] = {}
    within: dict[str, set[str]] = {}
    for line in filter(str.strip, lines):
        names, parts = (list(map(_stem, half.split())) for half in line.split("|"))
        called.update(dict.fromkeys(names, names[0]))
        for part in parts:
            called.setdefault(part, part)
            within.setdefault(part, set()).add(names[0])
    return called, {called[part]: _closed(part, within) for part in within}


def _closed(part: str, within: Mapping[str, set[str]]) -> frozenset[str]:
    """All that a place lies in, the larger of the larger too."""
    wholes = within.get(part, set())
    return frozenset(wholes).union(*(_closed(whole, within) for whole in wholes))


def _stem(word: str) -> str:
    return word if word in CAPITALS else stems.stem(word.lower())


_CALLED, _WITHIN = _read(_PLACES.splitlines())


def called(name: str) -> str | None:
    """One stem for all names of a place; None when it is none that is known."""
    return _CALLED.get(name)


def around(names: Iterable[str]) -> frozenset[str]:
    """The names, and those of the larger places they lie in."""
    found = set[str]()
    for name in names:
        found.add(name)
        found.update(_WITHIN.get(name, ()))
    return frozenset(found)
