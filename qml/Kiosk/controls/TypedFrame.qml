import QtQuick
import Kiosk

// The edge around what is typed: where one types now, where one may, and where a mistake is.
Rectangle {
    required property bool wrong
    property bool current: true

    radius: Theme.radiusLarge
    color: Theme.surface
    border.width: wrong ? Theme.errorWidth : current ? 4 : Theme.outlineWidth
    border.color: wrong ? Theme.errorMark : current ? Theme.primary : Theme.outline
}
