pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The head of every screen: whose kiosk it is, and either who is served or which language.
Rectangle {
    id: header

    required property HeaderModel model
    required property url logoSource
    required property list<string> languages
    required property list<string> languageNames
    required property string language
    property bool showsLanguages: false

    readonly property bool greets: model.greetingName !== ""
    readonly property int nameSize: Math.min(Theme.sizeBody, 44) - 4
    readonly property int smallSize: Math.min(Theme.sizeSmall, 36)

    signal languageChosen(string code)

    implicitHeight: Theme.headerHeight
    color: Theme.surface

    Item {
        id: logo

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.margin + 8
        width: 72
        height: 72

        DemoLogo {
            anchors.fill: parent
            visible: header.logoSource.toString() === ""
        }

        Image {
            anchors.fill: parent
            source: header.logoSource
            sourceSize: Qt.size(144, 144)
            fillMode: Image.PreserveAspectFit
        }
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter
        x: logo.x + logo.width + 22
        width: side.x - x - 16

        Label {
            width: parent.width
            text: header.model.caisseName
            size: header.nameSize
            color: Theme.heading
            font.weight: Font.Bold
            maximumLineCount: 1
            elide: Text.ElideRight
            lineHeight: Math.round(font.pixelSize * 1.15)
        }

        Label {
            width: parent.width
            text: header.model.agencyLine
            size: header.smallSize
            color: Theme.textSoft
            maximumLineCount: 1
            elide: Text.ElideRight
            lineHeight: Math.round(font.pixelSize * 1.15)
        }
    }

    Item {
        id: side

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        width: header.greets ? greeting.width : header.showsLanguages ? buttons.implicitWidth : 0
        height: parent.height

        // Made for one person: a text that has become empty keeps its former words in its layout.
        Loader {
            id: greeting

            anchors.verticalCenter: parent.verticalCenter
            anchors.right: parent.right
            active: header.greets
            sourceComponent: Greeting {
                model: header.model
                size: header.smallSize
                // A long name leaves the caisse its half.
                widest: header.width * 0.42
            }
        }

        LanguageButtons {
            id: buttons

            anchors.verticalCenter: parent.verticalCenter
            anchors.right: parent.right
            visible: !header.greets && header.showsLanguages
            codes: header.languages
            names: header.languageNames
            current: header.language
            onChosen: code => header.languageChosen(code)
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 2
        color: Theme.separator
    }
}
