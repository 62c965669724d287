import QtQuick
import Kiosk
import Kiosk.Models

// A summary in plain words before something that cannot be undone, beside the paper that will come of
// it. Facts on several pages are read to the end before one can say yes.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ConfirmModel model

    readonly property bool printed: model.paper !== ""
    // On a portrait screen the preview shares the card with the facts, as long as these are few.
    readonly property bool sharesCard: !Theme.landscape && !Theme.largeText && model.facts.length <= 4
    readonly property bool readAll: facts.column.page === facts.column.pages - 1

    title: model.question
    lines: [model.line]
    controlsHeight: actions.implicitHeight
    informationHeight: sharesCard ? 912 : facts.implicitHeight
    pictured: !sharesCard
    // Beside many facts, long or large ones, there is no room for it on a small landscape screen.
    yielding: !printed || model.facts.length > 3 || Theme.largeText || model.facts.some(fact => fact.value.length > 40)
    picture: [
        PaperPreview {
            anchors.fill: parent
            visible: screen.printed
            paper: screen.model.paper
            whom: screen.model.paperFor
            tray: screen.model.tray
            side: screen.model.traySide
        },
        Picture {
            anchors.fill: parent
            name: screen.printed ? "" : screen.model.drawing
        }
    ]
    information: [
        Rectangle {
            width: parent.width
            height: ground.visible ? parent.height : facts.height + 16
            visible: screen.sharesCard
            radius: 18
            color: Theme.surface
            border.width: Theme.highContrast ? Theme.outlineWidth : 2
            border.color: Theme.separator

            // A paper stands beside the facts; a drawing over them, unless it would be a stamp.
            Rectangle {
                id: ground

                x: 16
                y: 16
                width: screen.printed ? 440 : parent.width - 32
                height: facts.parent.height - 32 - (screen.printed ? 0 : facts.implicitHeight)
                visible: height >= 260
                radius: 14
                color: Theme.highContrast ? Theme.background : Theme.tint

                PaperPreview {
                    anchors.fill: parent
                    anchors.margins: 12
                    visible: screen.printed
                    paper: screen.model.paper
                    whom: screen.model.paperFor
                    tray: screen.model.tray
                    side: screen.model.traySide
                }

                Picture {
                    anchors.fill: parent
                    anchors.margins: 32
                    name: screen.printed ? "" : screen.model.drawing
                }
            }
        },
        FactList {
            id: facts

            x: screen.sharesCard && screen.printed ? ground.width + 24 : 0
            y: !screen.sharesCard || screen.printed ? 0 : ground.visible ? parent.height - height - 8 : 8
            width: parent.width - x
            height: screen.sharesCard && !screen.printed ? implicitHeight : parent.height
            framed: !screen.sharesCard
            roomy: screen.sharesCard && screen.printed || Theme.wide && !Theme.largeText && screen.model.facts.length < 4
            arrows: false
            facts: screen.model.facts
            // What is to be within reach stands with the other buttons.
            uncovers: !Theme.lowMode
            onUncovered: screen.model.reveal()
        }
    ]

    Grid {
        id: actions

        readonly property bool changes: screen.model.change !== ""
        readonly property int mainHeight: !Theme.landscape ? 168 : Theme.compact || Theme.largeText || screen.model.facts.length > 3 ? 112 : 168
        // Both say what they do in one line.
        readonly property real changeWidth: !Theme.landscape ? width : !changes ? 0 : width * (Theme.largeText ? 0.5 : width < 900 ? 0.52 : 0.43)
        readonly property real mainWidth: !Theme.landscape ? width : width - changeWidth - (changes ? spacing : 0)

        width: parent.width
        columns: Theme.landscape && changes ? 2 : 1
        spacing: Theme.gap

        // It keeps its place while it has nothing to show: nothing else comes under a finger.
        KButton {
            width: parent.width
            visible: Theme.lowMode && screen.model.facts.some(fact => fact.covered)
            available: screen.model.canReveal
            icon: "eye"
            label: qsTrId("control.reveal")
            description: qsTrId("control.reveal.description")
            onActivated: screen.model.reveal()
        }

        // Turns the pages until the last: nobody agrees to what they have not seen.
        KButton {
            width: actions.mainWidth
            height: actions.mainHeight
            focus: true
            tone: screen.readAll ? "primary" : "secondary"
            size: Theme.compact && width < 400 ? Theme.sizeBody : Theme.compact || Theme.landscape && Theme.largeText ? Theme.sizeBody + 4 : Math.round(48 * Theme.textScale)
            icon: !screen.readAll ? "" : screen.printed ? "printer" : "check"
            trailingIcon: screen.readAll ? "" : "pageDown"
            label: screen.readAll ? screen.model.button : qsTrId("control.page.next")
            description: screen.readAll ? "" : qsTrId("control.page.next.description")
            onActivated: {
                if (screen.readAll)
                    screen.model.agree();
                else
                    facts.column.turn(1);
            }
        }

        KButton {
            width: actions.changeWidth
            height: Theme.landscape ? actions.mainHeight : 112
            visible: actions.changes
            tone: "plain"
            label: screen.model.change
            description: qsTrId("control.back.description")
            onActivated: screen.app.back()
        }
    }
}
