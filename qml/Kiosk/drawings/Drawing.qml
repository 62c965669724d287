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
    // Where in its room it stands: 0 at the top, 1 at the bottom.
    property real settling: 0.5
    default property alias figure: sheet.data

    readonly property real factor: Math.min(largest, width / canvas.width, height / canvas.height)

    visible: wanted && factor > least
    Accessible.role: Accessible.Graphic
    Accessible.name: description
    Accessible.ignored: description === "" || !visible || !enabled

    Item {
        id: sheet

        anchors.centerIn: parent
        anchors.verticalCenterOffset: (drawing.height - drawing.canvas.height * drawing.factor) * (drawing.settling - 0.5)
        width: drawing.canvas.width
        height: drawing.canvas.height
        scale: drawing.factor
    }
}
