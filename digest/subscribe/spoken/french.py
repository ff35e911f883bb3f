"""The verbs that people write to us in French."""

from collections.abc import Mapping

from digest.subscribe.asks import Ask

#: What a line begins with -> the ways to say so, between commas.
PHRASES: Mapping[Ask, str] = {
    Ask.SUBSCRIBE: "s'abonner, abonner, m'abonner, abonnez-moi, abonne-moi",
    Ask.JOIN: "abonnement, inscription, s'inscrire, m'inscrire, inscrivez-moi, inscris-moi, inscrire, "
    "recevoir votre lettre, recevoir votre newsletter, recevoir la lettre, recevoir la newsletter",
    Ask.LIKE: "puis-je aussi avoir, puis-je aussi recevoir, pourrais-je aussi avoir, pourrais-je aussi recevoir, "
    "ajouter, ajoutez, ajoute, rajouter, rajoutez, rajoute, je voudrais aussi, je m'intéresse à, je "
    "m'intéresse aux, m'intéresse à, intéressé par, intéressée par, ça m'intéresse",
    Ask.CONFIRM: "confirmer, je confirme, confirme, oui, oui je confirme",
    Ask.LEAVE: "arrêtez de m'écrire, cessez de m'écrire, arrête de m'écrire, ne m'écrivez plus, "
    "annulation de mon abonnement, annulation de l'abonnement, bien vouloir résilier, "
    "je vous prie de résilier, "
    "je vous prie de bien vouloir résilier, je vous prie de bien vouloir me désinscrire, "
    "résiliation, supprimer mon abonnement, supprimez mon abonnement, se désabonner, désabonner, "
    "me désabonner, "
    "désabonnez-moi, désabonne-moi, désabonnement, "
    "se désinscrire, désinscrire, me désinscrire, désinscription, résilier, quitter, arrêter, arrêtez, annuler, "
    "je me désabonne, je me désinscris, désinscrivez-moi, désinscris-moi, retirez-moi, retire-moi, enlevez-moi, "
    "enlève-moi, supprimez-moi de, résiliez, je résilie, arrêtez d'envoyer, arrêtez de m'envoyer, "
    "arrête de m'envoyer, je résilie mon abonnement, ne plus recevoir, me retirer",
    Ask.PREFERENCES: "préférences, réglages, paramètres, mes préférences, mes réglages, options",
    Ask.WISHES: "sujets, sujet, thèmes, thème, rubriques, jours, modifier, changer",
    Ask.TIME: "heure, horaire, envoyer à, changer l'heure",
    Ask.ZONE: "fuseau horaire, fuseau, zone",
    Ask.LANGUAGE: "langue",
    Ask.NAME: "nom, je m'appelle, mon nom est",
    Ask.FOLLOW: "suivre, suivez",
    Ask.UNFOLLOW: "ne plus suivre, ne pas suivre, ne suivez plus, ne suivez pas, arrêter de suivre, arrêtez de suivre",
    Ask.FOLLOWED: "mots suivis, suivis",
    Ask.MUTE: "masquer, masque, masquez, cacher, cachez, bloquer, bloquez",
    Ask.UNMUTE: "ne plus masquer, démasquer, afficher, débloquer, "
    "ne masquez pas, ne masquez plus, ne pas masquer, affichez",
    Ask.MUTED: "mots masqués, masqués",
    Ask.MUTE_SOURCE: "masquer source, masquer la source, masquer sources, bloquer source",
    Ask.UNMUTE_SOURCE: "ne plus masquer source, ne plus masquer la source, afficher source, débloquer source",
    Ask.MUTED_SOURCES: "sources masquées",
    Ask.PREFER: "préférer, je préfère",
    Ask.PREFER_SOURCE: "préférer source, préférer la source, je préfère la source",
    Ask.UNPREFER: "ne plus préférer",
    Ask.SOURCES: "sources, source, sources préférées",
    Ask.STORIES: "articles, nombre d'articles, nouvelles, actualités",
    Ask.PICTURES: "images, photos",
    Ask.WITH_PICTURES: "avec images, avec photos, avec des images",
    Ask.NO_PICTURES: "sans images, sans photos, pas d'images, pas de photos",
    Ask.OUTSIDE: "hors sujet, ailleurs, hors de mes sujets",
    Ask.NO_OUTSIDE: "rien d'ailleurs, rien hors de mes sujets",
    Ask.QUIET: "jours calmes, jour calme, les jours calmes",
    Ask.NEVER: "plus jamais de, plus jamais d', plus aucun, plus aucune, plus du tout de, plus du tout d', "
    "ne veux plus voir de, je ne veux plus jamais de, ni, je ne m'intéresse pas à, je ne m'intéresse pas au, pas de, "
    "pas d', sans, jamais de, rien sur, "
    "ne veux plus de, ne veux plus d', je ne veux plus de, ne m'envoyez plus de, je ne souhaite plus de, "
    "ne veux plus voir, ne veux pas voir, ne plus voir, ne montrez plus, ne me montrez plus",
    Ask.REMOVE: "enlever, enlevez, enlève, retirer, retirez, retire, supprimez, supprimer",
    Ask.PAUSE: "pause, en pause, mettre en pause, mettez en pause, suspendre, vacances",
    Ask.RESUME: "annuler la pause, annulez la pause, je suis de retour, reprendre, continuer, reprise, fin de la "
    "pause, arrêtez la pause, arrêter la "
    "pause, terminer la pause",
    Ask.SEND: "envoyer, envoyer maintenant, envoyez maintenant, envoie maintenant",
    Ask.MORE: "plus, plus de, plus d', plus comme",
    Ask.ABOUT: "plus sur, plus d'articles sur, plus d' articles sur, davantage sur, plus de nouvelles sur",
    Ask.LESS: "y'a trop de, y a trop de, il y a trop de, y'a trop d', il y a trop d', c'est trop de, trop de, "
    "trop d', pas trop de, pas trop d', pas tant de, pas autant de, pas autant d', moins, moins "
    "de, moins comme",
    Ask.FORGET: "oublier, oublie, oubliez",
    Ask.EXPORT: "envoyez-moi mes données, envoie-moi mes données, envoyez-moi toutes mes données, "
    "envoyez-moi une copie de mes données, envoie-moi une copie de mes données, une copie de mes données, "
    "m'envoyer mes données, m'envoyer une copie de mes données, quelles données avez-vous sur moi, "
    "quelles données as-tu sur moi, que savez-vous sur moi, que savez-vous de moi, "
    "qu'avez-vous sur moi, qu'est-ce que vous savez sur moi, quelles informations avez-vous sur moi, "
    "que conservez-vous sur moi, exporter, mes données, exporter "
    "mes données",
    Ask.ERASE: "supprimez mes données, supprimez toutes mes données, effacez mes données, "
    "effacez toutes mes données, effacer toutes mes données, supprimer toutes mes données, effacer mes données, "
    "supprimer mes données, effacez-moi, effacer tout, tout effacer, "
    "supprimer mon compte",
    Ask.HELP: "aide, commandes",
    Ask.END: "fin",
}
