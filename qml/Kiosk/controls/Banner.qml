import QtQuick
import Kiosk

// A calm line under the header that says what does not work now.
Rectangle {
    id: banner

    property string text: ""

    visible: text !== ""
    implicitHeight: visible ? words.implicitHeight + (Theme.landscape ? 18 : 40) : 0
    color: Theme.warningSurface
    // Out from under the brand band.
    transform: Slide {
        shown: banner.visible
        from: -48
    }
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    Accessible.ignored: !visible || !enabled
    onTextChanged: {
        if (text !== "")
            Accessible.announce(text);
    }

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.margin
        name: "info"
        size: 44
        color: Theme.warningInk
    }

    Label {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.margin + 68
        width: parent.width - x - Theme.margin
        exposed: false
        text: banner.text
        size: Theme.sizeSmall
        color: Theme.warningInk
        lineHeight: Math.round(font.pixelSize * 1.2)
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 3
        color: Theme.warning
    }
}
