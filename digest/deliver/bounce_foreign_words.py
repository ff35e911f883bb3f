"""In which words of other languages than English mail systems say the same: that mail came back, and why.

Written as in `bounce_our_words`.  German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian,
Finnish, Polish, Czech, Hungarian, Turkish, Greek, Romanian, Russian, Ukrainian, Chinese, Japanese and Korean, in this
order.
"""

import re

#: That a mail was not delivered, in any case.
FAILURE = re.compile(
    r"""
    unzustellbar | zustell(?:ungs)?fehler | nicht\b.{0,40}\b(?:zugestellt|übermittelt|ausgeliefert)
    | fehler\ bei\ der\ .{0,20}zustellung | zustellung\b.{0,30}\bfehlgeschlagen
    | non\ (?:remis|délivré|distribué) | pas\ (?:pu\ |été\ ){1,2}(?:être\ )?(?:remis|délivré|distribué|envoyé|transmis)
    | échec\ d.{0,10}(?:remise|livraison|distribution|envoi)
    | no\ (?:se\ )?(?:ha|han|puede|pudo|fue)\b.{0,25}\bentreg | mensaje\ (?:devuelto|rechazado) | error\ de\ entrega
    | não\ (?:foi|pôde|pode)\b.{0,25}\b(?:entreg|envi) | falha\ na\ entrega | não\ entregue | mensagem\ devolvida
    | mancat[ao]\ (?:recapito|consegna) | non\ (?:è|può)\b.{0,25}\b(?:recapit|consegn)
    | impossibile\ (?:recapitare|consegnare)
    | onbestelbaar | niet\b.{0,20}\b(?:aangekomen|afgeleverd|bezorgd)
    | inte\b.{0,12}\b(?:leverer|skicka) | ikke\b.{0,12}\b(?:lever|sende) | ei\ voi(?:tu|da)?\ toimittaa
    | nie\ (?:została|może|mogła|można|udało)\b.{0,25}\b(?:dostarcz|doręcz) | niedostarczon | zwrot\ wiadomości
    | nedoručiteln | nebyl[ao]?\ doručen | nelze\ doručit | kézbesíthetetlen | nem\b.{0,25}\bkézbesít
    | teslim\ edilemedi | iletilemedi | gönderilemedi
    | не\s+(?:может|удалось|был[ао]?|може)\b.{0,30}\b(?:доставлен|доставить|отправлен|доставити) | недоставлен
    | не\ доставлен | δεν\ (?:παραδόθηκε|ήταν\ δυνατή) | αποτυχία\ παράδοσης
    | nu\ (?:a\ putut|poate)\b.{0,20}\blivra | nelivrat | не\ було\ доставлен
    | 退信 | 退回 | (?:无法|未能|無法)(?:送达|投递|发送|傳送|投遞|送達) | (?:投递|发送|發送|寄送)失[败敗]
    | (?:配送|配信|送信|送達|お届け)でき(?:ません|なかった|ず) | 返送 | 不達
    | (?:전송|배달|발송)(?:하지\ 못|\ ?실패|할\ 수\ 없) | 반송
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
#: That a server still tries, in lower case.
DELAY = re.compile(
    r"verzögert|erneut\ versuch|retardé|retard\ de|nouvelle\ tentative|retrasad|se\ reintentará|atrasad|in\ ritardo"
    r"|vertraagd|försenat|forsinket|opóźnion|zpožděn|задерж|затримк|延迟|延遲|遅延|지연",
)
#: Somebody is away, in any case.
AWAY = re.compile(
    r"risposta\ automatica|respuesta\ automática|resposta\ automática|réponse\ automatique|automatisch\ antwoord"
    r"|automatiskt?\ svar|automaattinen\ vastaus|odpowiedź\ automatyczna|automatyczna\ odpowiedź"
    r"|automatick[áa]\ odpověď"
    r"|automatikus\ válasz|otomatik\ yanıt|автоматический\ ответ|автоответ"
    r"|自动回复|自動回覆|自動応答|不在通知|자동\ ?응답"
    r"|automatische\ antwort|im\ urlaub|en\ vacances|de\ vacaciones|de\ férias|in\ vacanza|met\ vakantie|na\ urlopie",
    re.IGNORECASE,
)

FAMILIES: tuple[tuple[str, str, str], ...] = (
    (
        # Whether a list is there is not said to those who may not write to it.
        "rejected",
        "5.1.8",
        r"""
        (?:keine|nicht\ die)\b.{0,20}\b(?:berechtigung|erlaubnis) | nicht\ berechtigt | pas\ (?:l')?autoris
        | no\ tiene[sn]?\ permiso | não\ tem\ permissão | non\ (?:ha|hai|dispon\w+)\b.{0,20}\b(?:permess|autorizza)
        | geen\ toestemming | inte\ behörighet | ikke\ (?:tillad|tillatelse) | brak\ uprawnień | nie\ masz\ uprawnień
        | нет\ (?:прав|разрешения) | не\ ма(?:є|єте)\ дозволу | 权限 | 權限 | 権限 | 권한
        """,
    ),
    (
        "mailboxfull",
        "5.2.2",
        r"""
        (?:postfach|mailbox)\b.{0,20}\b(?:voll|überfüllt) | speicherplatz\b.{0,20}\b(?:erschöpft|überschritten)
        | bo[iî]te\b.{0,30}\b(?:pleine|saturée) | quota\ (?:dépassé|atteint) | espace\ insuffisant
        | buz[oó]n\b.{0,25}\bllen[oa] | cuota\ (?:excedida|superada) | sin\ espacio
        | caixa\b.{0,25}\bcheia | cota\ excedida | sem\ espaço
        | casella\b.{0,25}\bpiena | spazio\ esaurito | quota\ superata
        | (?:postvak|mailbox|postbus)\b.{0,12}\bvol\b
        | (?:inkorg|brevlåda|postlåda|postkasse|indbakke|innboks)\w*\b.{0,15}\b(?:full|fuld)\w*\b
        | laatikko\b.{0,15}\btäynnä
        | skrzynka\b.{0,30}\b(?:pełna|przepełnion) | schránka\b.{0,20}\b(?:plná|přeplněn) | postafiók\b.{0,20}\bmegtelt
        | kutusu\b.{0,12}\bdolu | kota\ aşıldı
        | переполнен | ящик\b.{0,20}\b(?:заполнен|полон) | превышен\w*\b.{0,20}\b(?:квот|лимит)
        | 已[满滿] | (?:空间|空間|容量)不足 | 超[出过過].{0,6}容量 | 容量.{0,10}(?:超|オーバー) | いっぱい | 満杯
        | 가득 | 용량.{0,8}초과
        """,
    ),
    (
        "hostunknown",
        "5.1.2",
        r"""
        domain\b.{0,30}\b(?:nicht\ gefunden|existiert\ nicht|unbekannt)
        | domaine\b.{0,20}\b(?:inconnu|introuvable|inexistant)
        | dom[ií]nio\b.{0,20}\b(?:no\ existe|desconocido|não\ existe|desconhecido|inesistente|sconosciuto|non\ esiste)
        | домен\w*\b.{0,20}\bне\ (?:найден|существует) | (?:域名|域)(?:名)?不存在
        | ドメイン.{0,10}(?:存在しません|見つかりません)
        """,
    ),
    (
        "userunknown",
        "5.1.1",
        r"""
        nicht\ im\ .{0,20}verzeichnis | (?:empf[aä]e?nger|benutzer|teilnehmer|adresse|postfach)\b.{0,60}\b(?:unbekannt
           |nicht\ (?:gefunden|bekannt|vorhanden)|existiert\ nicht|ungültig)
        | introuvable | (?:destinataire|utilisateur|adresse|compte)\b.{0,40}\b(?:inconnu|inexistant|n'existe|invalide)
        | no\ se\ (?:ha\ )?encontr(?:ó|o|ado)\b.{0,40}\b(?:direcci[oó]n|destinatario|usuario|buz[oó]n|cuenta)
        | (?:usuario|destinatario|direcci[oó]n|buz[oó]n|cuenta)\b.{0,40}\b(?:no\ (?:existe|válid|encontrad)|desconocid
           |inexistente)
        | (?:usu[aá]rio|destinat[aá]rio|endereço|conta|caixa)\b.{0,40}\b(?:inexistente|desconhecid|inválid
           |não\ (?:existe|foi\ encontrad|encontrad))
        | (?:utente|destinatario|indirizzo|casella)\b.{0,40}\b(?:sconosciut|inesistente|non\ (?:esist|trovat|valid))
        | onbekende?\ (?:gebruiker|ontvanger|adres) | (?:gebruiker|ontvanger|adres)\b.{0,30}\b(?:onbekend|bestaat\ niet
           |niet\ gevonden)
        | okänd\ (?:användare|mottagare|adress) | finns\ inte | (?:hittades|kunde)\ inte\ (?:hittas|att\ hitta)?
        | uk[ej]e?n[dt]t?\ (?:bruger|bruker|modtager|mottaker) | fin[dn]es\ ikke | ikke\ fun[dn]et
        | tuntematon\ (?:vastaanottaja|käyttäjä) | ei\ ole\ olemassa | ei\ löydy
        | nieznan[ya]\ (?:użytkownik|odbiorca|adres) | nie\ (?:istnieje|znaleziono|odnaleziono)
        | neznám[ýá]\ (?:uživatel|příjemce|adres) | neexist | ismeretlen\ (?:felhasználó|címzett) | nem\ létezik
        | bulunamadı | bilinmeyen\ (?:kullanıcı|alıcı) | geçersiz\ (?:alıcı|adres)
        | не\ (?:найден|существует|зарегистрирован) | несуществующ | неизвестн\w+\ (?:пользовател|получател|адрес)
        | нет\ такого | такого\ адреса | άγνωστος\ (?:χρήστης|παραλήπτης) | δεν\ (?:υπάρχει|βρέθηκε)
        | (?:utilizator|destinatar|adres)\w*\b.{0,20}\b(?:necunoscut|inexistent|nu\ exist) | не\ (?:знайдено|існує)
        | (?:用户|用戶|帐号|帳號|账号|地址|邮箱|郵箱|收件人).{0,40}(?:不存在|无效|無效|错误|錯誤)
        | 查无此人 | (?:无|無)此(?:用户|用戶|邮箱|收件人)
        | 不存在 | 找不到 | 查無 | 存在しま?せん | 存在しない | 見つか(?:り|ら)な?(?:ません|い|かった) | 宛先不明
        | 존재하지\ 않 | (?:알\ 수\ )?없는\ (?:사용자|수신자|메일|주소|계정) | 찾을\ 수\ 없
        """,
    ),
    (
        "suspend",
        "5.2.1",
        r"""
        (?:konto|postfach|compte|cuenta|conta|account|casella)\b.{0,30}\b(?:gesperrt|deaktiviert|geschlossen|désactivé|suspendu
           |fermé|desactivad|suspendid|cerrad|desativad|sospes|disattivat)
        | (?:ящик|аккаунт|учетная\ запись)\b.{0,20}\b(?:заблокирован|отключен|удален) | (?:已停用|已注销|被禁用|已禁用)
        """,
    ),
)
