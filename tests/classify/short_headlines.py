"""Invented short headlines in six languages, many with names that English news is full of; none has a teaser."""

FOREIGN = {
    "de": """
        Elon Musk kauft Twitter
        Apple stellt das iPhone 15 vor
        Bayern schlägt Real Madrid
        Trump gewinnt in Florida
        Netflix erhöht die Preise
        Google entlässt 12.000 Mitarbeiter
        Biden reist nach Israel
        Klopp verlässt Liverpool
        Microsoft kauft Activision
        Tesla ruft Autos zurück
        Lewis Hamilton wechselt zu Ferrari
        NASA startet Rakete zum Mond
        Corona: Zahlen steigen wieder
        Facebook und Instagram gestört
        Streik bei Amazon
        Queen Elizabeth ist tot
        Djokovic im Finale von Wimbledon
        Taylor Swift in Hamburg
        ChatGPT besteht Examen
        Inflation sinkt im Mai
        Real Madrid im Finale
        Elon Musk bei Joe Rogan
    """,
    "es": """
        Elon Musk compra Twitter
        Apple lanza el iPhone 15
        El Real Madrid gana la Champions
        Trump gana en Florida
        Netflix sube los precios
        Google despide a 12.000 empleados
        Biden visita Israel
        Messi ficha por Inter Miami
        Microsoft compra Activision
        Tesla retira coches en China
        Hamilton gana en Silverstone
        La NASA lanza un cohete a la Luna
        Nuevo caso de covid en Madrid
        Facebook e Instagram, sin servicio
        Huelga en Amazon
        Muere la reina Isabel II
        Alcaraz gana Wimbledon
        Taylor Swift llega a Madrid
        La inflación baja en mayo
        Putin amenaza a la OTAN
        Shakira demanda a Piqué
        Final de Champions: Real Madrid - Liverpool
    """,
    "fr": """
        Elon Musk achète Twitter
        Apple dévoile son iPhone 15
        Le PSG gagne la Ligue 1
        Trump gagne en Floride
        Netflix augmente ses prix
        Google supprime 12 000 emplois
        Biden en Israël
        Messi quitte le PSG
        Microsoft rachète Activision
        Tesla rappelle des voitures
        Hamilton remporte le Grand Prix
        La NASA vise la Lune
        Covid : les cas augmentent
        Facebook et Instagram en panne
        Grève chez Amazon
        La reine Elizabeth II est morte
        Djokovic en finale à Wimbledon
        Taylor Swift à Paris
        ChatGPT passe un examen
        Inflation en baisse en mai
        Macron reçoit Zelensky
        Mort de Tina Turner
    """,
    "it": """
        Elon Musk compra Twitter e licenzia
        Apple presenta iPhone 15
        Il Real Madrid vince la Champions
        Trump vince in Florida
        Netflix aumenta i prezzi
        Google licenzia 12mila dipendenti
        Biden vola in Israele
        Leclerc vince a Monza
        Microsoft compra Activision
        Tesla richiama auto in Cina
        Hamilton passa alla Ferrari
        La NASA torna sulla Luna
        Covid, casi in aumento
        Facebook e Instagram down
        Sciopero ad Amazon
        Morta la regina Elisabetta
        Sinner in finale a Wimbledon
        Taylor Swift a Milano
        ChatGPT bloccato in Italia
        Inflazione in calo a maggio
        Meloni incontra Biden
        Inter in finale di Champions League
    """,
    "pt": """
        Elon Musk compra o Twitter
        Apple lança iPhone 15
        Real Madrid vence a Champions
        Trump vence na Flórida
        Netflix aumenta preços
        Google demite 12 mil funcionários
        Biden visita Israel e Egito
        Neymar troca PSG por Al-Hilal
        Microsoft compra a Activision
        Tesla faz recall de carros
        Hamilton vence em Silverstone
        NASA lança foguete para a Lua
        Covid: casos sobem em SP
        Facebook e Instagram fora do ar
        Greve na Amazon
        Morre a rainha Elizabeth II
        Djokovic na final de Wimbledon
        Taylor Swift no Rio
        ChatGPT passa em exame
        Inflação cai em maio
        Lula encontra Biden
        Fluminense campeão da Libertadores
    """,
    "nl": """
        Elon Musk koopt Twitter
        Apple onthult iPhone 15
        Ajax wint van PSV
        Trump wint in Florida
        Netflix verhoogt prijzen
        Google ontslaat 12.000 werknemers
        Biden bezoekt Israël
        Verstappen wint in Monza
        Microsoft neemt Activision over
        Tesla roept auto's terug
        Hamilton naar Ferrari
        NASA wil terug naar de maan
        Corona: cijfers stijgen weer
        Storing bij Facebook en Instagram
        Staking bij Amazon
        Koningin Elizabeth is overleden
        Djokovic in finale Wimbledon
        Taylor Swift in Amsterdam
        ChatGPT slaagt voor examen
        Inflatie daalt in mei
        Rutte belt met Biden
        Doden bij brand in Rotterdam
    """,
}

#: Written after the rules were made, and never used to change them.
LATER = {
    "de": """
        SpaceX bringt Satelliten ins All
        Samsung zeigt neues Galaxy
        Dortmund verliert gegen Chelsea
        Harris greift Trump an
        Spotify wird teurer
        Harry und Meghan in Nigeria
        Intel baut Fabrik in Magdeburg
        Nadal sagt Wimbledon ab
        Ukraine meldet Angriffe auf Odessa
        Oscar für Oppenheimer
    """,
    "es": """
        SpaceX pospone su lanzamiento
        Samsung presenta el Galaxy S24
        El Barça pierde ante el Chelsea
        Harris ataca a Trump
        Spotify sube de precio
        Nadal renuncia a Wimbledon
        Ucrania denuncia ataques en Odesa
        Oppenheimer arrasa en los Oscar
        Intel invierte en Polonia
        Harry y Meghan viajan a Colombia
    """,
    "fr": """
        SpaceX reporte son lancement
        Samsung présente le Galaxy S24
        Marseille perd face à Chelsea
        Harris attaque Trump
        Spotify devient plus cher
        Nadal forfait pour Wimbledon
        Frappes russes sur Odessa
        Oscars : Oppenheimer triomphe
        Intel investit en Pologne
        Harry et Meghan en Colombie
    """,
    "it": """
        SpaceX rinvia il lancio
        Samsung svela il Galaxy S24
        Milan ko con il Chelsea
        Harris attacca Trump
        Spotify costa di più
        Nadal rinuncia a Wimbledon
        Attacchi russi su Odessa
        Oscar a Oppenheimer
        Intel investe in Polonia
        Harry e Meghan in Colombia
    """,
    "pt": """
        SpaceX adia lançamento
        Samsung apresenta o Galaxy S24
        Flamengo perde para o Chelsea
        Harris ataca Trump
        Spotify fica mais caro
        Nadal desiste de Wimbledon
        Rússia ataca Odessa
        Oppenheimer ganha o Oscar
        Intel investe na Polônia
        Harry e Meghan visitam a Colômbia
    """,
    "nl": """
        SpaceX stelt lancering uit
        Samsung toont Galaxy S24
        Feyenoord verliest van Chelsea
        Harris valt Trump aan
        Spotify wordt duurder
        Nadal mist Wimbledon
        Rusland bestookt Odessa
        Oscar voor Oppenheimer
        Intel investeert in Polen
        Harry en Meghan in Colombia
    """,
}


def listed(table: dict[str, str]) -> list[tuple[str, str]]:
    """Language and headline of each."""
    return [(tag, line.strip()) for tag, lines in table.items() for line in lines.strip().splitlines()]
