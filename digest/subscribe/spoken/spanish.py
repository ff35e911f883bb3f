"""The verbs that people write to us in Spanish."""

from collections.abc import Mapping

from digest.subscribe.asks import Ask

#: What a line begins with -> the ways to say so, between commas.
PHRASES: Mapping[Ask, str] = {
    Ask.SUBSCRIBE: "suscribir, suscribirse, suscribirme, suscríbeme, suscribe, darme de alta",
    Ask.JOIN: "suscripción, alta, apuntarme, inscribirme, me gustaría recibir, quisiera recibir, quiero recibir, "
    "deseo recibir",
    Ask.LIKE: "puedo recibir también, puedo tener también, podría recibir también, añadir, añade, añadid, agregar, "
    "agrega, me interesa, me interesan, estoy interesado en, estoy "
    "interesada en, intereses, mis intereses son",
    Ask.CONFIRM: "confirmar, confirmo, confirma, sí, sí confirmo",
    Ask.LEAVE: "elimíname, elimíneme, elimínenme, eliminadme, eliminen mi dirección de, elimine mi dirección de, "
    "eliminad mi dirección de, borren mi dirección de, borre mi dirección de, borrad mi dirección de, "
    "dejad de escribirme, dejen de escribirme, deje de escribirme, deja de escribirme, no me escriban más, "
    "no me escribáis más, "
    "solicito la cancelación, la cancelación de mi suscripción, solicito la cancelación de mi suscripción, "
    "cancelación, bórreme de, elimíneme de, elimínenme de, eliminar mi suscripción, "
    "borrar mi suscripción, baja, darse de baja, darme de baja, dame de baja, "
    "cancelar, anular, desuscribir, desuscribirse, "
    "desuscribirme, cancelar suscripción, salir, parar, parad, paren, "
    "dar de baja, date de baja, deme de baja, denme de baja, dadme de baja, me doy de baja, solicito la baja, "
    "quiero la baja, cancela, cancele, cancelen, anula, anule, quitarme, quítame, quíteme, quítenme, sácame, "
    "sáqueme, sáquenme, bórrame de, bórrenme de, cancelo, cancelo mi suscripción, "
    "dejar de enviarme, deja de enviarme, dejen de enviarme, dejad de enviarme, dejar de mandarme, "
    "dejar de recibir, borradme de, dejen de mandarme, deje de enviarme",
    Ask.PREFERENCES: "preferencias, ajustes, configuración, mis preferencias, mis ajustes, opciones",
    Ask.WISHES: "temas, tema, días, cambiar, cambia",
    Ask.TIME: "hora, horario, cambiar hora, enviar a las, enviar a la",
    Ask.ZONE: "zona horaria, zona, huso horario",
    Ask.LANGUAGE: "idioma, lengua",
    Ask.NAME: "nombre, mi nombre es, me llamo",
    Ask.FOLLOW: "seguir, sigue, sigan, seguid",
    Ask.UNFOLLOW: "dejar de seguir, deja de seguir, dejad de seguir, dejen de seguir, no seguir, no sigas, no siga, "
    "no sigan, no sigáis, ya no sigas, ya no quiero seguir, no quiero seguir",
    Ask.FOLLOWED: "palabras seguidas, seguidas",
    Ask.MUTE: "silenciar, silencia, silencie, silencien, silenciad, ocultar, oculta, oculte, oculten, ocultad, "
    "bloquear, bloquea, bloquead",
    Ask.UNMUTE: "dejar de silenciar, no silenciar, desilenciar, mostrar, desbloquear, "
    "deja de silenciar, deje de silenciar, no silencies, no silencie, no ocultes, no oculte, "
    "deja de ocultar",
    Ask.MUTED: "palabras silenciadas, silenciadas",
    Ask.MUTE_SOURCE: "silenciar fuente, silenciar fuentes, ocultar fuente, bloquear fuente, silenciar medio",
    Ask.UNMUTE_SOURCE: "dejar de silenciar fuente, mostrar fuente, desbloquear fuente, no silenciar fuente",
    Ask.MUTED_SOURCES: "fuentes silenciadas, medios silenciados",
    Ask.PREFER: "preferir, prefiero",
    Ask.PREFER_SOURCE: "preferir fuente, prefiero fuente",
    Ask.UNPREFER: "no preferir, dejar de preferir",
    Ask.SOURCES: "fuentes, fuente, medios, fuentes preferidas",
    Ask.STORIES: "noticias, artículos, número de noticias",
    Ask.PICTURES: "imágenes, fotos",
    Ask.WITH_PICTURES: "con imágenes, con fotos, mostrar imágenes",
    Ask.NO_PICTURES: "sin imágenes, sin fotos",
    Ask.OUTSIDE: "fuera, de fuera, fuera de mis temas",
    Ask.NO_OUTSIDE: "nada de fuera, nada fuera de mis temas",
    Ask.QUIET: "días tranquilos, día tranquilo, en días tranquilos",
    Ask.NEVER: "ni, nada sobre, nada más sobre, no me interesa, no me interesan, sin, nada de, no más, no "
    "quiero, no quiero más, "
    "no me envíes, no me envíen, no me mandes, "
    "no me envíes más, no me envíen más, ya no quiero, "
    "no quiero ver, no quiero ver más, ya no quiero ver, no quiero leer, no quiero leer más, no quiero leer sobre, "
    "no quiero saber nada de, no muestres, no muestren, no me muestres",
    Ask.REMOVE: "nunca, borra, borrad, quitar, quita, quitad, quite, quiten, elimina, eliminad",
    Ask.PAUSE: "pausa, pausar, vacaciones, descansar",
    Ask.RESUME: "ya he vuelto, he vuelto, ya estoy de vuelta, volver a enviar, volver a mandar, reanudar, continuar, "
    "reanuda, continúa, seguir enviando, fin de la pausa, terminar la pausa, "
    "termina la pausa, quitar la pausa, quita la pausa",
    Ask.SEND: "enviar, enviar ahora, envía ahora, enviar ya, mandar ahora",
    Ask.MORE: "más, más como, más de",
    Ask.ABOUT: "más sobre, más noticias sobre, más noticias de",
    Ask.LESS: "hay demasiado, hay demasiada, hay demasiados, hay demasiadas, demasiado, demasiada, demasiados, "
    "demasiadas, no tanto, no tanta, no tantos, no tantas, no demasiado, "
    "menos, menos como, menos de, menos sobre",
    Ask.FORGET: "olvidar, olvida",
    Ask.EXPORT: "envíenme mis datos, envíame mis datos, enviadme mis datos, envíenme una copia de mis datos, "
    "envíame una copia de mis datos, enviadme una copia de mis datos, enviarme una copia de mis datos, "
    "qué sabéis de mí, qué saben de mí, qué sabéis sobre mí, qué saben sobre mí, qué guardáis sobre mí, "
    "qué guardan sobre mí, qué información tenéis sobre mí, qué información tienen sobre mí, "
    "una copia de mis datos, qué datos tenéis sobre mí, qué datos tienen sobre mí, qué datos tienes sobre mí, "
    "exportar, mis "
    "datos, exportar mis datos, exportar datos",
    Ask.ERASE: "borrad mis datos, borrad todos mis datos, borren mis datos, borren todos mis datos, "
    "borra mis datos, borra todos mis datos, borrar todos mis datos, borrar mis datos, eliminar mis datos, bórrame, "
    "borrar todo, borrar datos, eliminar datos",
    Ask.HELP: "ayuda, comandos",
    Ask.END: "fin",
}
