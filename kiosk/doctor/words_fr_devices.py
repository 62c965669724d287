"""The doctor's words in French on devices: what a finding means, how to mend it."""

from collections.abc import Mapping

from kiosk.doctor.finding import Code

WORDS: Mapping[Code, tuple[str, str]] = {
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
    Code.PRINTER_RAW_QUEUE: (
        (
            "La file « {queue} » ne sait rien de son imprimante : ce que celle-ci refuse passerait "
            "pour imprimé."
        ),
        (
            "Allumez l’imprimante et refaites la file : lpadmin -p {queue} -v ADRESSE -m "
            "everywhere. Elle est prête quand /etc/cups/ppd/{queue}.ppd existe ; ne redémarrez pas "
            "CUPS avant."
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
}
