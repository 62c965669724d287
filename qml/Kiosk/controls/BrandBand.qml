pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The head of every screen: whose kiosk it is, and who is served.
Rectangle {
    id: band

    required property HeaderModel model
    required property url logoSource
    // How far under its middle the mark and the names stand.
    property int lowered: 0

    readonly property bool greets: model.greetingName !== ""
    // What never moves grows a little less with large text.
    readonly property int nameSize: Math.min(Theme.sizeBody, 46)
    readonly property color ink: Theme.darkInk
    readonly property color softInk: Theme.darkInkSoft

    implicitHeight: Theme.bandHeight
    color: Theme.dark

    Rectangle {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: band.lowered
        x: Theme.margin
        width: 80
        height: 80
        radius: 18
        color: Theme.darkInk

        CaisseMark {
            anchors.centerIn: parent
            width: 54
            height: 54
            visible: band.logoSource.toString() === ""
        }

        Image {
            anchors.fill: parent
            anchors.margins: 8
            source: band.logoSource
            sourceSize: Qt.size(160, 160)
            fillMode: Image.PreserveAspectFit
        }
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: band.lowered
        x: mark.x + mark.width + 24
        width: band.width - x - Theme.margin - (greeting.active ? greeting.width + 16 : 0)

        Label {
            width: parent.width
            text: band.model.caisseName
            size: band.nameSize
            color: band.ink
            font.weight: Font.Bold
            maximumLineCount: 1
            elide: Text.ElideRight
            lineHeight: Math.round(font.pixelSize * 1.1)
        }

        Label {
            width: parent.width
            text: band.model.agencyLine
            size: Theme.sizeSmall
            color: band.softInk
            maximumLineCount: 1
            elide: Text.ElideRight
            lineHeight: Math.round(font.pixelSize * 1.2)
        }
    }

    // Made for one person: a text that has become empty keeps its former words in its layout.
    Loader {
        id: greeting

        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        active: band.greets
        sourceComponent: Greeting {
            model: band.model
            ink: band.ink
            softInk: band.softInk
            // A long name leaves the caisse its half.
            widest: band.width * 0.42
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 4
        visible: Theme.highContrast
        color: Theme.outline
    }
}
