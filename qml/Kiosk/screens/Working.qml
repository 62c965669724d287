import QtQuick
import Kiosk
import Kiosk.Models

// Something is being done: what, in words.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property WorkingModel model

    title: model.title
    titleSize: Theme.sizeHeadline
    lines: [model.line]
    controlsHeight: 0
    information: Progress {
        anchors.centerIn: parent
    }
}
