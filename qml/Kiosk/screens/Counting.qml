import QtQuick
import Kiosk
import Kiosk.Models

// Something that ends by itself: how many seconds are left.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property CountingModel model

    title: model.title
    lines: [model.line]
    spoken: title
    controlsHeight: 0
    pictured: true
    pictureShare: besideWords
    picture: Countdown {
        anchors.centerIn: parent
        width: Math.min(parent.height, parent.width, 440)
        height: width
        seconds: screen.model.seconds
        total: screen.model.total
    }
}
