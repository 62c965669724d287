import QtQuick
import Kiosk

// The whole screen is to be wiped: nothing on it can be touched, and it says for how long.
Counting {}
