pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Something did not work: what happened, a drawing of it, who can help, and the ways on as cards.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ShowModel model

    title: model.title
    lines: model.lines
    badge: model.badge
    badgeTone: "warning"
    controlsHeight: ways.implicitHeight
    pictured: model.drawing !== ""
    yielding: true
    picture: Picture {
        anchors.fill: parent
        name: screen.model.drawing
    }

    // Never read by pages: whoever is stuck sees every way on.
    Item {
        id: ways

        readonly property int count: screen.model.ways.length
        // Large words leave no room for three on a landscape screen: the others then share a line.
        readonly property bool shared: Theme.landscape && Theme.largeText && count === 3
        readonly property int rows: shared ? 2 : count
        readonly property real rowHeight: Math.min(Theme.fewCardHeight, (height - (rows - 1) * Theme.gap) / rows)

        anchors.fill: parent
        implicitHeight: rows * (Theme.fewCardHeight + Theme.gap) - Theme.gap

        Flow {
            width: parent.width
            spacing: Theme.gap

            Repeater {
                model: screen.model.ways

                OptionCard {
                    required property OptionModel modelData
                    required property int index

                    width: ways.shared && index > 0 ? (ways.width - Theme.gap) / 2 : ways.width
                    height: Math.max(implicitHeight, ways.rowHeight)
                    focus: index === 0
                    primary: index === 0
                    label: modelData.label
                    detail: modelData.detail
                    icon: modelData.icon
                    onActivated: screen.model.choose(index)
                }
            }
        }
    }
}
