import Kiosk

// The question of a screen.
Label {
    heading: true
}
