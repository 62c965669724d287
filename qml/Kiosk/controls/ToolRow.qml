import QtQuick
import Kiosk
import Kiosk.Models

// A line of a tool's page: a state, what it is about, since when, what is found and what to do. One
// about which something can be done is a button.
Item {
    id: row

    required property ToolRowModel model

    // Whether it has the focus first, where it is a button.
    property alias focused: button.focus
    property alias most: within.most

    readonly property bool opens: model.opens
    readonly property string head: [model.label, model.word].filter(part => part !== "").join(" : ")
    readonly property string rest: Spoken.inTurn([model.value, model.detail, model.when, model.toDo])

    signal chosen

    implicitHeight: Math.max(opens ? 96 : 64, (opens ? within : bare).implicitHeight + (Theme.landscape ? 20 : 32))
    Accessible.role: Accessible.StaticText
    Accessible.name: Spoken.inTurn([head, rest])
    Accessible.ignored: opens || !visible || !enabled

    Pressable {
        id: button

        anchors.fill: parent
        visible: row.opens
        name: row.head
        description: row.rest
        radius: 18
        onActivated: row.chosen()

        Rectangle {
            anchors.fill: parent
            radius: button.radius
            color: button.pressed ? Theme.pressed : Theme.surface
            border.width: Theme.outlineWidth
            border.color: row.model.tone === "failed" ? Theme.errorMark : Theme.outline
        }

        ToolWords {
            id: within

            anchors.verticalCenter: parent.verticalCenter
            x: 24
            width: row.width - 24 - 84
            model: row.model
            pressed: button.pressed
        }

        Icon {
            anchors.right: parent.right
            anchors.rightMargin: 24
            anchors.verticalCenter: parent.verticalCenter
            name: "next"
            size: 40
            color: within.ink
        }
    }

    ToolWords {
        id: bare

        anchors.verticalCenter: parent.verticalCenter
        width: row.width
        visible: !row.opens
        model: row.model
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 2
        visible: !row.opens
        color: Theme.separator
    }
}
