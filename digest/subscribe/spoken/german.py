"""The verbs that people write to us in German."""

from collections.abc import Mapping

from digest.subscribe.asks import Ask

#: What a line begins with -> the ways to say so, between commas.
PHRASES: Mapping[Ask, str] = {
    Ask.SUBSCRIBE: "abonnieren, abonniere, melde mich an, melden sie mich an, melden sie mich bitte an, "
    "nehmen sie mich in den verteiler auf, nimm mich in den verteiler auf, nehmt mich in den verteiler auf, "
    "nehmen sie mich in ihren verteiler auf, nimm mich in deinen verteiler auf, nehmt mich in euren verteiler auf, "
    "newsletter abonnieren, den newsletter abonnieren, euren newsletter abonnieren, ihren newsletter abonnieren, "
    "den newsletter bestellen, euren newsletter bestellen, ihren newsletter bestellen",
    Ask.JOIN: "anmelden, beitreten, bestellen, abo, anmeldung, den newsletter bekommen, den newsletter erhalten, "
    "euren newsletter bekommen, ihren newsletter erhalten",
    Ask.LIKE: "kann ich auch, kann ich noch, könnte ich auch, könnte ich noch, können wir auch, könnten wir auch, "
    "hinzufügen, füge hinzu, fügt hinzu, nehmt dazu, nimm dazu, interessiere mich für, ich interessiere "
    "mich für, mich interessiert, mich interessieren, interessen",
    Ask.CONFIRM: "bestätigen, bestätige, ja, ich bestätige, ja bestätigen",
    Ask.LEAVE: "nehmen sie meine adresse aus, nehmt meine adresse aus, löschen sie meine adresse aus, "
    "löscht meine adresse aus, entfernen sie mich aus, entfernt mich aus, entfernen sie meine adresse aus, "
    "kündigung, meine kündigung, tragt mich aus, meldet mich ab, abmelden, abbestellen, austragen, "
    "kündigen, abmeldung, melde mich ab, "
    "stopp, stop, beenden, "
    "nicht mehr senden, melde mich bitte ab, melden sie mich ab, melden sie mich bitte ab, ich melde mich ab, "
    "trag mich aus, trage mich aus, tragen sie mich aus, tragen sie mich bitte aus, nimm mich aus, nimm mich von, "
    "nehmen sie mich raus, nehmen sie mich heraus, nehmt mich raus, nehmt mich heraus, nimm mich raus, "
    "nimm mich heraus, nehmen sie mich aus, nehmen sie mich von, nehmen sie mich bitte von, "
    "streichen sie mich, streiche mich, "
    "abo kündigen, mein abo kündigen, das abo kündigen, abonnement kündigen, mein abonnement kündigen, "
    "newsletter kündigen, den newsletter kündigen, abo beenden, mein abo beenden, "
    "löschen sie mich aus, lösche mich aus, löscht mich aus, bestelle ab, ich bestelle ab, "
    "hören sie auf mir zu schreiben, hört auf mir zu schreiben, hör auf mir zu schreiben, "
    "hören sie auf mir mails zu schicken, hört auf mir mails zu schicken, schreibt mir nicht mehr, "
    "schreiben sie mir nicht mehr, "
    "bestellen sie mich ab, kündige, ich kündige",
    Ask.PREFERENCES: "einstellungen, meine einstellungen, einstellungen zeigen",
    Ask.WISHES: "themen, thema, tage, ändern, ändere",
    Ask.TIME: "zeit, uhrzeit, uhr, stunde, zustellung, senden um, schicken um",
    Ask.ZONE: "zeitzone, zone",
    Ask.LANGUAGE: "sprache",
    Ask.NAME: "name, mein name ist, ich heiße",
    Ask.FOLLOW: "folgen, folge, verfolgen, verfolge, beobachten, beobachte",
    Ask.UNFOLLOW: "entfolgen, nicht mehr folgen, nicht mehr verfolgen",
    Ask.FOLLOWED: "verfolgte wörter, verfolgt",
    Ask.MUTE: "stummschalten, stumm, ausblenden, verbergen, sperren, sperre, sperrt",
    Ask.UNMUTE: "einblenden, nicht mehr stumm, stummschaltung aufheben, entsperren, "
    "nicht stummschalten, nicht mehr stummschalten, nicht ausblenden, nicht mehr ausblenden",
    Ask.MUTED: "stumme wörter, ausgeblendete wörter, gesperrte wörter",
    Ask.MUTE_SOURCE: "quelle stummschalten, quelle ausblenden, quellen ausblenden, quelle sperren",
    Ask.UNMUTE_SOURCE: "quelle einblenden, quellen einblenden, quelle entsperren",
    Ask.MUTED_SOURCES: "stumme quellen, ausgeblendete quellen, gesperrte quellen",
    Ask.PREFER: "bevorzugen, bevorzuge",
    Ask.PREFER_SOURCE: "quelle bevorzugen, bevorzuge quelle",
    Ask.UNPREFER: "nicht mehr bevorzugen",
    Ask.SOURCES: "quellen, quelle, bevorzugte quellen",
    Ask.STORIES: "meldungen, meldung, anzahl meldungen, artikel, beiträge",
    Ask.PICTURES: "bilder, fotos",
    Ask.WITH_PICTURES: "mit bildern, mit fotos, bilder zeigen",
    Ask.NO_PICTURES: "keine bilder, ohne bilder, keine fotos",
    Ask.OUTSIDE: "außerhalb, von außerhalb",
    Ask.NO_OUTSIDE: "nichts von außerhalb, keine von außerhalb, nichts außerhalb",
    Ask.QUIET: "ruhige tage, ruhiger tag, an ruhigen tagen",
    Ask.NEVER: "interessiere mich nicht für, ich interessiere mich nicht für, kein, keine, keinen, ohne, "
    "nichts über, nichts mehr über, nichts zu, schickt mir kein, "
    "schick mir keine, schickt mir keine, schicken sie mir keine",
    Ask.REMOVE: "nie, entfernen, entferne, entfernt, weglassen, streicht, streiche",
    Ask.PAUSE: "pause, pausieren, pausiere, urlaub, ferien, aussetzen, unterbrechen",
    Ask.RESUME: "bin wieder da, ich bin wieder da, wieder schicken, fortsetzen, weiter, fortfahren, wieder senden, "
    "pause beenden, beende die pause, "
    "die pause beenden, pause aufheben, weitermachen",
    Ask.SEND: "senden, jetzt senden, sende jetzt, schick jetzt, sofort senden, jetzt schicken, schicken",
    Ask.MORE: "mehr, mehr wie, mehr von, mehr davon",
    Ask.ABOUT: "mehr über, mehr zum thema, mehr zu, mehr zum",
    Ask.LESS: "es gibt zu viel, es gibt zu viele, das ist zu viel, da ist zu viel, zu viel, zu viele, "
    "nicht mehr so viel, nicht mehr so viele, nicht so viel, nicht so viele, nicht zu "
    "viel, nicht zu viele, weniger, weniger wie, weniger von, "
    "weniger über",
    Ask.FORGET: "vergiss, vergessen",
    Ask.EXPORT: "schicken sie mir meine daten, schickt mir meine daten, schick mir meine daten, "
    "senden sie mir meine daten, "
    "schicken sie mir eine kopie meiner daten, schickt mir eine kopie meiner daten, eine kopie meiner daten, "
    "senden sie mir eine kopie meiner daten, welche daten habt ihr über mich, welche daten haben sie über mich, "
    "welche daten habt ihr über mich gespeichert, welche daten haben sie über mich gespeichert, "
    "was habt ihr über mich gespeichert, was haben sie über mich gespeichert, was wisst ihr über mich, "
    "was wissen sie über mich, was speichert ihr über mich, was speichern sie über mich, export, exportieren, "
    "meine daten, daten exportieren, meine daten exportieren, auskunft",
    Ask.ERASE: "löscht meine daten, löscht alle meine daten, löschen sie meine daten, löschen sie alle meine daten, "
    "lösche mich, lösche meine daten, meine daten löschen, daten löschen, alles löschen",
    Ask.HELP: "hilfe, befehle",
    Ask.END: "ende",
}
