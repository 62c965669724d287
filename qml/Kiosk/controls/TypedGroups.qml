pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// What is typed in groups that have a name, each in a place of its own: a day, a month, a year.
TypedText {
    id: field

    required property list<TypedGroupModel> groups

    readonly property int characters: groups.reduce((sum, group) => sum + group.length, 0)

    implicitHeight: row.implicitHeight

    Row {
        id: row

        readonly property real pitch: (field.width - (field.groups.length - 1) * spacing) / Math.max(1, field.characters)

        spacing: Theme.gap

        Repeater {
            model: field.groups

            Column {
                id: place

                required property TypedGroupModel modelData

                width: modelData.length * row.pitch
                spacing: 4

                Label {
                    width: parent.width
                    text: place.modelData.label
                    size: Theme.sizeSmall
                    color: Theme.textSoft
                    lineHeight: Math.round(font.pixelSize * 1.15)
                }

                TypedFrame {
                    width: parent.width
                    height: Theme.landscape ? 92 : 128
                    wrong: field.wrong
                    current: place.modelData.current

                    Row {
                        x: 24
                        anchors.verticalCenter: parent.verticalCenter
                        spacing: 6

                        Label {
                            exposed: false
                            wrapMode: Text.NoWrap
                            text: place.modelData.written
                            size: Theme.sizeTitle
                            color: Theme.heading
                            font.weight: Font.DemiBold
                            lineHeight: Math.round(font.pixelSize * 1.15)
                        }

                        Rectangle {
                            anchors.verticalCenter: parent.verticalCenter
                            width: 4
                            height: Theme.sizeTitle
                            visible: place.modelData.current
                            color: Theme.accent
                        }
                    }
                }
            }
        }
    }
}
