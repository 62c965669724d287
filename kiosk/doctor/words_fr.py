"""The doctor's words in French, for staff at the kiosk: what a finding means, how to mend it."""

from collections.abc import Mapping

from kiosk.doctor import words_fr_devices
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
    **words_fr_devices.WORDS,
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
