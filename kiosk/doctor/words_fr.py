"""The doctor's words in French, for staff at the kiosk: what a finding means, how to mend it."""

from collections.abc import Mapping

from kiosk.doctor.finding import Code, Part, State

TITLE = "État de la borne : {state}"
STATES: Mapping[State, str] = {
    State.OK: "en ordre",
    State.WARNING: "à surveiller",
    State.FAILED: "en panne",
    State.UNKNOWN: "inconnu",
    State.NOT_FITTED: "non équipé",
}
PARTS: Mapping[Part, str] = {
    Part.CONFIGURATION: "Configuration",
    Part.READER: "Lecteur de carte",
    Part.PRINTER: "Imprimante",
    Part.RECEIPTS: "Imprimante de reçus",
    Part.SPEAKER: "Haut-parleur",
    Part.GATEWAY: "kiosk-sync",
    Part.CENTRAL: "Serveur central",
    Part.CLOCK: "Horloge",
    Part.SPOOL: "Place : impressions",
    Part.LOGS: "Place : journaux",
    Part.RUNTIME: "Place : fonctionnement",
    Part.PAPER: "Place : papier simulé",
    Part.FONTS: "Polices",
}
WORDS: Mapping[Code, tuple[str, str]] = {
    Code.CONFIGURATION_RIGHT: ("Le fichier {file} est juste.", ""),
    Code.CONFIGURATION_DEFAULTS: (
        "Aucun fichier : la borne utilise les valeurs de démonstration.",
        "Indiquez-le avec --config, ou placez-le dans /etc/borne/kiosk.toml.",
    ),
    Code.CONFIGURATION_WITHOUT_SYNC: (
        "Le fichier {file} n’a pas de partie [sync] : kiosk-sync ne démarre pas.",
        "Ajoutez la partie [sync] d’après le modèle kiosk.toml.",
    ),
    Code.CONFIGURATION_MISTAKEN: (
        "La configuration contient des erreurs : la borne ne redémarre pas avec elle.",
        "Corrigez le fichier {file}, puis vérifiez : kiosk config check",
    ),
    Code.READER_READY: ("Le lecteur « {name} » est prêt.", ""),
    Code.READER_HOLDS_CARD: (
        "Le lecteur « {name} » contient une carte. Elle n’a pas été lue.",
        "",
    ),
    Code.READER_VIRTUAL: (
        "Le lecteur « {name} » est virtuel : tout programme peut y jouer une carte.",
        "Retirez-le : apt purge vsmartcard-vpcd, puis systemctl restart pcscd",
    ),
    Code.READER_ABSENT: (
        "Aucun lecteur de carte n’est branché.",
        "Vérifiez le câble du lecteur, puis changez de prise USB.",
    ),
    Code.READER_OTHER: (
        "Aucun lecteur ne s’appelle « {wanted} ». Branché : {present}.",
        "Branchez le bon lecteur, ou corrigez le réglage reader.",
    ),
    Code.READER_UNAVAILABLE: (
        "Le lecteur « {name} » est branché et ne répond pas.",
        "Débranchez et rebranchez le lecteur. Si cela dure, changez son câble, puis le lecteur.",
    ),
    Code.READER_REFUSED: (
        "Le service de cartes refuse ce compte (polkit).",
        "Si c’est kiosk-ui, remettez 50-borne.rules dans /etc/polkit-1/rules.d et relancez polkit.",
    ),
    Code.READER_FAILING: (
        "Le lecteur ne fonctionne pas (PC/SC {code}).",
        "Débranchez et rebranchez le lecteur. Si cela dure, remplacez-le.",
    ),
    Code.READER_NO_SERVICE: (
        "Le service de cartes pcscd ne fonctionne pas.",
        "Démarrez-le : systemctl start pcscd.socket",
    ),
    Code.READER_SERVICE_HUNG: (
        "Le service de cartes pcscd ne répond plus.",
        "Relancez-le : systemctl restart pcscd",
    ),
    Code.READER_NO_LIBRARY: (
        "La bibliothèque pyscard n’est pas installée.",
        "Réinstallez la borne avec l’extra « hardware ».",
    ),
    Code.READER_NOT_ALLOWED: (
        "Ce compte ne peut pas interroger le service de cartes.",
        "Relancez sous le compte de la borne : sudo -u kiosk-ui /opt/borne/bin/kiosk doctor",
    ),
    Code.PRINTER_READY: ("La file « {queue} » est prête.", ""),
    Code.PRINTER_PAPER_LOW: ("Il reste peu de papier.", "Ajoutez du papier bientôt."),
    Code.PRINTER_TONER_LOW: ("Il reste peu d’encre.", "Préparez une cartouche."),
    Code.PRINTER_WASTE_NEARLY_FULL: (
        "Le bac de récupération est presque plein.",
        "Préparez un bac neuf.",
    ),
    Code.PRINTER_OUTPUT_NEARLY_FULL: (
        "Le bac de sortie est presque plein.",
        "Retirez les feuilles qui restent.",
    ),
    Code.PRINTER_OTHER_CONCERN: (
        "L’imprimante signale quelque chose sans s’arrêter.",
        "Regardez son écran.",
    ),
    Code.PRINTER_WARNS: (
        "L’imprimante avertit ({reason}) et imprime quand même.",
        "Regardez-la : un second bac est peut-être vide. Le prochain document le dira.",
    ),
    Code.PRINTER_PAPER_OUT: ("Il n’y a plus de papier.", "Remettez du papier A4."),
    Code.PRINTER_PAPER_JAM: (
        "Une feuille est coincée.",
        "Ouvrez le capot, retirez la feuille, refermez.",
    ),
    Code.PRINTER_COVER_OPEN: ("Un capot est ouvert.", "Fermez-le jusqu’au déclic."),
    Code.PRINTER_TRAY_MISSING: ("Un bac manque.", "Remettez le bac en place."),
    Code.PRINTER_OUTPUT_FULL: ("Le bac de sortie est plein.", "Videz-le."),
    Code.PRINTER_TONER_EMPTY: ("Il n’y a plus d’encre.", "Changez la cartouche."),
    Code.PRINTER_OFFLINE: (
        "CUPS n’atteint pas l’imprimante.",
        "Allumez-la et vérifiez son câble.",
    ),
    Code.PRINTER_OTHER_TROUBLE: (
        "L’imprimante est arrêtée, sans dire pourquoi.",
        "Regardez son écran ; éteignez-la et rallumez-la.",
    ),
    Code.PRINTER_CERTIFICATE_EXPIRED: (
        (
            "Le certificat de l’imprimante n’est pas valable à la date de la borne : CUPS ne lui "
            "envoie rien."
        ),
        (
            "La date est-elle juste ? Sinon, réglez-la : timedatectl set-ntp true. Si oui, "
            "renouvelez le certificat sur la page de l’imprimante."
        ),
    ),
    Code.PRINTER_CERTIFICATE_CHANGED: (
        (
            "Le certificat de l’imprimante n’est plus celui connu jusqu’ici, ou porte un autre "
            "nom : CUPS ne lui envoie rien."
        ),
        (
            "L’imprimante a-t-elle été remplacée ou renouvelée ? Alors acceptez le nouveau "
            "certificat : systemctl restart cups. Sinon, cherchez ce qui répond à son adresse."
        ),
    ),
    Code.PRINTER_CERTIFICATE_UNKNOWN: (
        "L’imprimante ne montre aucun certificat utilisable : CUPS ne lui envoie rien.",
        (
            "Activez TLS et créez un certificat sur la page de l’imprimante, ou mettez à jour son "
            "logiciel."
        ),
    ),
    Code.PRINTER_STOPPED: (
        "La file « {queue} » est arrêtée.",
        "Relancez-la : cupsenable {queue}",
    ),
    Code.PRINTER_NOT_ACCEPTING: (
        "La file « {queue} » refuse les documents.",
        "Ouvrez-la : cupsaccept {queue}",
    ),
    Code.PRINTER_NO_QUEUE: (
        "CUPS ne connaît pas la file « {queue} ».",
        "Créez la file, ou corrigez le réglage printer. Liste : lpstat -v",
    ),
    Code.PRINTER_NO_SERVICE: (
        "Le service d’impression CUPS ne fonctionne pas.",
        "Démarrez-le : systemctl start cups",
    ),
    Code.PRINTER_SERVICE_HUNG: (
        "Le service d’impression CUPS ne répond plus.",
        "Relancez-le : systemctl restart cups",
    ),
    Code.PRINTER_NO_LIBRARY: (
        "La bibliothèque pycups n’est pas installée.",
        "Réinstallez la borne avec l’extra « hardware ».",
    ),
    Code.PRINTER_NOT_ALLOWED: (
        "Ce compte ne peut pas interroger CUPS.",
        "Relancez sous le compte de la borne : sudo -u kiosk-ui /opt/borne/bin/kiosk doctor",
    ),
    Code.PRINTER_REMEMBERS: (
        "La file garde la trace du dernier incident ({reason}). Il est peut-être réglé.",
        "Regardez l’imprimante. La prochaine impression le dira.",
    ),
    Code.PRINTER_SAYS_NOTHING: (
        "CUPS ne dit pas dans quel état est la file « {queue} ».",
        "Regardez l’imprimante, puis : lpstat -p {queue}",
    ),
    Code.RECEIPTS_READY: ("L’imprimante de reçus répond.", ""),
    Code.RECEIPTS_PAPER_LOW: ("Le rouleau est presque fini.", "Préparez un rouleau de 80 mm."),
    Code.RECEIPTS_PAPER_OUT: ("Le rouleau est fini.", "Mettez un rouleau thermique de 80 mm."),
    Code.RECEIPTS_COVER_OPEN: ("Le capot est ouvert.", "Fermez-le jusqu’au déclic."),
    Code.RECEIPTS_CUTTER: (
        "La lame est bloquée.",
        "Ouvrez le capot, retirez le papier coincé, refermez.",
    ),
    Code.RECEIPTS_ERROR: (
        "L’imprimante signale une panne.",
        "Éteignez-la et rallumez-la. Si cela dure, faites-la réparer.",
    ),
    Code.RECEIPTS_OFFLINE: ("L’imprimante ne prend rien.", "Vérifiez le capot et les boutons."),
    Code.RECEIPTS_ABSENT: (
        "Pas d’imprimante derrière {device}.",
        "Allumez-la, vérifiez son câble, puis receipt_device de la configuration.",
    ),
    Code.RECEIPTS_SILENT: (
        "L’imprimante ne répond pas ({device}).",
        "Éteignez-la et rallumez-la. Elle doit répondre à DLE EOT.",
    ),
    Code.RECEIPTS_GARBLED: (
        "L’imprimante répond n’importe quoi ({device}).",
        "Vérifiez que c’est une imprimante ESC/POS, et la vitesse de sa liaison.",
    ),
    Code.RECEIPTS_IN_USE: (
        "Quelqu’un d’autre se sert de {device}.",
        "Recommencez quand rien ne s’imprime ; sinon : fuser {device}",
    ),
    Code.RECEIPTS_NOT_ALLOWED: (
        "Ce compte ne peut pas ouvrir {device}.",
        "Relancez sous le compte de la borne : sudo -u kiosk-ui /opt/borne/bin/kiosk doctor",
    ),
    Code.SPEAKER_THERE: ("La sortie de son « {name} » existe.", ""),
    Code.SPEAKER_ABSENT: ("Aucune sortie de son « {name} » : la borne reste muette.", ""),
    Code.SPEAKER_SWITCHED_OFF: ("Les sons sont coupés par la configuration.", ""),
    Code.GATEWAY_ANSWERS: ("kiosk-sync répond.", ""),
    Code.GATEWAY_ABSENT: (
        "kiosk-sync ne fonctionne pas ({socket}).",
        "Démarrez-le : systemctl start kiosk-sync ; sinon : journalctl -u kiosk-sync",
    ),
    Code.GATEWAY_SILENT: (
        "kiosk-sync ne répond plus.",
        "Relancez-le : systemctl restart kiosk-sync",
    ),
    Code.GATEWAY_NONSENSE: (
        "Ce qui répond sur {socket} n’est pas kiosk-sync dans cette version.",
        "Mettez les deux programmes à la même version, puis relancez-les.",
    ),
    Code.GATEWAY_NOT_ALLOWED: (
        "Ce compte ne peut pas interroger kiosk-sync.",
        "Relancez sous le compte de la borne : sudo -u kiosk-ui /opt/borne/bin/kiosk doctor",
    ),
    Code.CENTRAL_REACHED: ("kiosk-sync joint le serveur central.", ""),
    Code.CENTRAL_DEGRADED: (
        "Le serveur central répond mal ou lentement.",
        "Rien à faire sur la borne. Si cela dure, prévenez le support.",
    ),
    Code.CENTRAL_AWAY: (
        "kiosk-sync ne joint pas le serveur central, ou cette borne y est inconnue.",
        "Vérifiez le câble réseau ; sinon : journalctl -u kiosk-sync",
    ),
    Code.CENTRAL_NOT_ASKED_YET: (
        "kiosk-sync vient de démarrer et n’a pas encore de réponse.",
        "Attendez dix secondes et recommencez.",
    ),
    Code.CENTRAL_BEHIND_CLOCK: (
        "Le serveur central ne peut pas être jugé : les heures diffèrent.",
        "Réglez d’abord l’horloge.",
    ),
    Code.CENTRAL_UNSEEN: (
        "Seul kiosk-sync connaît le serveur central, et il n’a pas répondu.",
        "Réglez d’abord kiosk-sync.",
    ),
    Code.CLOCK_AGREES: ("L’heure ({now}) s’accorde avec celle du serveur central.", ""),
    Code.CLOCK_KEPT: (
        "L’heure ({now}) est tenue par un service. Elle n’a pas été comparée.",
        "",
    ),
    Code.CLOCK_UNKEPT: (
        "Aucun service ne tient l’heure ({now}) : elle va dériver.",
        "Activez-le : timedatectl set-ntp true",
    ),
    Code.CLOCK_DIFFERS: (
        (
            "L’heure ({now}) diffère de celle du serveur central de plus de cinq minutes, "
            "ou son certificat n’est pas valable à cette date."
        ),
        "Vérifiez la date et l’heure : timedatectl",
    ),
    Code.CLOCK_BEFORE_SOFTWARE: (
        "L’heure ({now}) est plus ancienne que le logiciel.",
        "Réglez-la : timedatectl set-ntp true. Si cela revient, changez la pile.",
    ),
    Code.CLOCK_UNKNOWN: (
        "Rien ne dit si l’heure ({now}) est juste.",
        "Comparez-la à une montre.",
    ),
    Code.DISK_ROOMY: ("{free_mb} Mo libres ({path}).", ""),
    Code.DISK_LOW: (
        "{free_mb} Mo libres ({path}) : moins de {low_mb} Mo.",
        "Prévoyez de faire de la place.",
    ),
    Code.DISK_FULL: (
        "Il n’y a plus de place ({path}, {free_mb} Mo).",
        "Faites de la place : journalctl --vacuum-size=200M, cancel -a",
    ),
    Code.DISK_READ_ONLY: (
        "Le disque refuse l’écriture ({path}) : il est peut-être abîmé.",
        "Redémarrez la borne. Si cela revient, remplacez le disque.",
    ),
    Code.DISK_NOT_WRITABLE: (
        "Ce compte ne peut pas écrire dans {path}.",
        "Donnez-lui ce dossier : chown",
    ),
    Code.DISK_UNSEEN: (
        "La place ne se voit pas ({path} : {why}).",
        "Relancez sous un autre compte : sudo /opt/borne/bin/kiosk doctor",
    ),
    Code.FONTS_LOADED: ("Les polices de l’écran et du papier sont entières.", ""),
    Code.FONTS_MISSING: ("Des polices manquent : {files}.", "Réinstallez la borne."),
    Code.FONTS_DAMAGED: ("Des polices sont abîmées : {files}.", "Réinstallez la borne."),
    Code.NOT_FITTED: ("Simulé dans cette configuration.", ""),
    Code.AFTER_CONFIGURATION: (
        "Pas regardé : la configuration dit où regarder.",
        "Corrigez d’abord la configuration.",
    ),
    Code.CHECK_LATE: (
        "Pas de réponse dans le temps prévu.",
        "Recommencez. Si cela dure, redémarrez la borne.",
    ),
    Code.CHECK_BROKEN: (
        "La vérification elle-même a échoué ({kind}).",
        "Prévenez le support avec ce message.",
    ),
}
