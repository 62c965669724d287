import QtQuick
import Kiosk
import Kiosk.Models

// Where somebody is, when, or by which number: a sign, and what it says in a line or two.
Row {
    id: way

    required property OptionModel modelData
    // Whether there is room for its sign.
    property bool signed: true
    // Of what it says first.
    property int size: Theme.sizeBody

    spacing: Theme.gap

    Rectangle {
        width: 88
        visible: way.signed
        height: width
        radius: Theme.radius
        color: Theme.tint

        Icon {
            anchors.centerIn: parent
            name: way.modelData.icon
            size: 56
        }
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x

        Label {
            width: parent.width
            words: way.modelData.label
            size: way.size
            font.weight: Font.DemiBold
        }

        Label {
            width: parent.width
            visible: way.modelData.detail !== ""
            words: way.modelData.detail
        }
    }
}
