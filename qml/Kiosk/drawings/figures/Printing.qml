import Kiosk

// A sheet that is being printed.
PaperTray {
    taken: false
}
