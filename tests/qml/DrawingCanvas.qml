import QtQuick
import Kiosk

// One drawing at its own size, with room around it for what runs over its canvas.
Rectangle {
    property alias name: picture.name

    width: 480 + 80
    height: 360 + 80
    color: "#808080"

    Picture {
        id: picture

        x: 40
        y: 40
        width: 480
        height: 360
        name: ""
    }
}
