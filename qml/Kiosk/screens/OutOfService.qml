pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The kiosk cannot serve: since when, why, and where to go.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property OutOfServiceModel model

    readonly property bool near: model.nearest.length > 0
    // Where there is no room for it under the words, the next kiosk takes the place of the picture.
    readonly property bool nearAside: near && Theme.landscape && (Theme.compact || Theme.largeText)

    title: qsTrId("screen.out_of_service.title")
    lines: [model.since, ...model.reasons, model.elsewhere, model.phone]
    spoken: Spoken.inTurn([title, ...lines, model.nearestTitle, ...model.nearest.map(way => Spoken.inTurn([way.label, way.detail]))])
    controlsHeight: 0
    informationHeight: below.visible ? below.height : 0
    information: NearestKiosk {
        id: below

        width: parent.width
        visible: screen.near && !screen.nearAside
        title: screen.model.nearestTitle
        ways: screen.model.nearest
    }
    pictured: true
    pictureShare: nearAside ? (Theme.compact ? 0.54 : 0.5) : Theme.largeText ? 0.4 : 0.46
    picture: [
        NearestKiosk {
            y: Math.max(0, (parent.height - height) / 2)
            width: parent.width
            visible: screen.nearAside
            title: screen.model.nearestTitle
            ways: screen.model.nearest
        },
        Rectangle {
            anchors.fill: parent
            visible: !screen.nearAside
            radius: Theme.radiusLarge
            color: Theme.warningSurface
            border.width: Theme.highContrast ? Theme.outlineWidth : 0
            border.color: Theme.warning

            Picture {
                anchors.fill: parent
                anchors.margins: Theme.gap
                name: "kioskClosed"
            }
        }
    ]
}
