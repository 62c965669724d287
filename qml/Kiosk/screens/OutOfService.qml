pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The kiosk cannot serve: that, and where to go, to be read from some way off; since when and why.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property OutOfServiceModel model

    readonly property bool near: model.nearest.length > 0

    title: qsTrId("screen.out_of_service.title")
    titleSize: Theme.compact ? 72 : 104
    lines: [model.since, ...model.reasons, model.phone]
    spoken: Spoken.inTurn([title, ...lines, model.nearestTitle, ...model.nearest.map(way => Spoken.inTurn([way.label, way.detail]))])
    controlsHeight: 0
    informationHeight: !Theme.landscape && near ? below.height : 0
    information: [
        NearestKiosk {
            id: below

            width: parent.width
            visible: !Theme.landscape && screen.near
            title: screen.model.nearestTitle
            ways: screen.model.nearest
        },
        Picture {
            anchors.fill: parent
            // Where the words leave too little, it would be a blot.
            visible: Theme.landscape && height >= 220
            name: "kioskClosed"
        }
    ]
    pictured: true
    pictureShare: Theme.compact ? 0.54 : 0.5
    picture: [
        NearestKiosk {
            y: Math.max(0, (parent.height - height) / 2)
            width: parent.width
            visible: Theme.landscape && screen.near
            title: screen.model.nearestTitle
            ways: screen.model.nearest
        },
        Picture {
            anchors.fill: parent
            visible: !Theme.landscape
            name: "kioskClosed"
        }
    ]
}
