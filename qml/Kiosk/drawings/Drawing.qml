import QtQuick

// A figure drawn on a canvas of its own size and scaled to the room it gets; too little room hides it.
Item {
    id: drawing

    property string description: ""
    property bool wanted: true
    property size canvas: Qt.size(800, 640)
    property real largest: 1
    // Below it, nothing could be made out.
    property real least: 0.24
    default property alias figure: sheet.data

    readonly property real factor: Math.min(largest, width / canvas.width, height / canvas.height)

    visible: wanted && factor > least
    Accessible.role: Accessible.Graphic
    Accessible.name: description
    Accessible.ignored: description === "" || !visible || !enabled

    Item {
        id: sheet

        anchors.centerIn: parent
        width: drawing.canvas.width
        height: drawing.canvas.height
        scale: drawing.factor
    }
}
