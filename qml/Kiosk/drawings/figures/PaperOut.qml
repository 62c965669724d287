import Kiosk

// A sheet that has come out, for a hand to take.
PaperTray {}
