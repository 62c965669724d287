import QtQuick
import Kiosk
import Kiosk.Models

// The head of every screen: whose kiosk it is, and either who is served or which language.
Rectangle {
    id: header

    required property HeaderModel model
    required property url logoSource
    required property list<string> languages
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

        Column {
            id: greeting

            // A long name leaves the caisse its half.
            readonly property real widest: header.width * 0.42

            anchors.verticalCenter: parent.verticalCenter
            anchors.right: parent.right
            visible: header.greets

            Row {
                anchors.right: parent.right
                spacing: 10

                Label {
                    id: hello

                    text: qsTrId("control.greeting")
                    size: header.smallSize
                    color: Theme.textSoft
                    lineHeight: Math.round(font.pixelSize * 1.2)
                }

                Label {
                    width: Math.min(implicitWidth, greeting.widest - hello.width - 10)
                    maximumLineCount: 1
                    elide: Text.ElideRight
                    text: header.model.greetingName
                    size: header.smallSize
                    color: Theme.heading
                    font.weight: Font.Bold
                    lineHeight: Math.round(font.pixelSize * 1.2)
                }
            }

            Label {
                anchors.right: parent.right
                text: header.model.maskedNir
                spoken: qsTrId("control.nir.spoken")
                size: header.smallSize
                color: Theme.textSoft
                lineHeight: Math.round(font.pixelSize * 1.2)
            }
        }

        LanguageButtons {
            id: buttons

            anchors.verticalCenter: parent.verticalCenter
            anchors.right: parent.right
            visible: !header.greets && header.showsLanguages
            codes: header.languages
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
