import QtQuick
import Kiosk

// A drawing by its name: the file of that name among the figures, or nothing for none.
Item {
    id: picture

    required property string name

    // Whether there is anything to see in the room that is left.
    readonly property bool shows: (loader.item as Drawing)?.visible ?? false

    Loader {
        id: loader

        anchors.fill: parent
        source: picture.name === "" ? "" : "figures/" + picture.name[0].toUpperCase() + picture.name.slice(1) + ".qml"
    }
}
