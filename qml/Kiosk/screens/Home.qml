import QtQuick
import Kiosk
import Kiosk.Models

// What most people come for, one touch away, and all subjects under it or beside it. Large text has
// room for the first four; the subjects then are one touch further.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property HomeModel model

    readonly property bool alone: model.subjectsAlone
    readonly property bool behind: Theme.largeText && !alone
    readonly property bool sideBySide: Theme.wide && !Theme.largeText && !alone
    readonly property bool headed: !Theme.largeText && !Theme.compact
    readonly property int between: Theme.compact ? 20 : Theme.lowMode ? 12 : 32
    // A small landscape screen has room for the pictures of six subjects over their names.
    readonly property bool threefold: Theme.compact && model.subjects.length === 6
    readonly property int favouriteLines: Math.ceil(model.favourites.length / favourites.columns)
    readonly property int subjectLines: Math.ceil(model.subjects.length / subjects.columns)

    title: alone && model.favourites.length > 0 ? qsTrId("home.subjects") : model.title
    lines: Theme.lowMode && !alone ? [qsTrId("home.low")] : model.lines
    stacked: true
    information: Row {
        anchors.centerIn: parent
        height: Math.min(300, parent.height)
        visible: Theme.lowMode && !Theme.largeText && height > 140
        spacing: Theme.gap

        Repeater {
            model: screen.model.favourites.slice(0, 3)

            Picture {
                required property TileModel modelData

                width: 280
                height: parent.height
                name: modelData.picture
            }
        }
    }

    SubjectLabel {
        id: mostAsked

        visible: !screen.alone && screen.headed
        text: qsTrId("home.most_asked")
    }

    TileGrid {
        id: favourites

        readonly property real wanted: screen.favouriteLines * (tallest + spacing) - spacing

        y: mostAsked.visible ? mostAsked.height : 0
        width: screen.sideBySide ? parent.width * 0.508 : parent.width
        height: screen.sideBySide ? parent.height - y : screen.behind ? parent.height - more.height - Theme.gap : Theme.lowMode ? wanted : Math.min(wanted, parent.height - y - screen.between - subjectsPart.implicitHeight)
        visible: !screen.alone
        tiles: screen.model.favourites
        columns: screen.behind && Theme.wide ? 4 : 2
        beside: Theme.compact || Theme.lowMode && !screen.behind
        detailed: !Theme.lowMode && !Theme.largeText
        focused: !screen.alone
        spacing: Theme.lowMode || Theme.compact ? 20 : Theme.gap
        tallest: screen.behind ? 520 : Theme.lowMode ? 130 : Theme.compact ? 160 : 352
        onChosen: index => screen.model.choose(index)
    }

    Item {
        id: subjectsPart

        readonly property real rowHeight: Theme.lowMode ? 126 : screen.threefold ? (parent.height - 3 * subjects.spacing) * 0.276 : Theme.compact ? 100 : 144

        implicitHeight: (heading.visible ? heading.height : 0) + screen.subjectLines * (rowHeight + subjects.spacing) - subjects.spacing
        x: screen.sideBySide ? favourites.width + 48 : 0
        y: screen.sideBySide ? 0 : favourites.y + favourites.height + screen.between
        width: parent.width - x
        height: parent.height - y
        visible: !screen.alone && !screen.behind

        SubjectLabel {
            id: heading

            visible: screen.headed
            text: qsTrId("home.subjects")
        }

        TileGrid {
            id: subjects

            y: heading.visible ? heading.height : 0
            width: parent.width
            height: parent.height - y
            tiles: screen.alone ? [] : screen.model.subjects
            first: screen.model.favourites.length
            columns: screen.threefold ? 3 : 2
            beside: !screen.sideBySide && !screen.threefold
            detailed: !Theme.landscape && !Theme.lowMode
            spacing: screen.sideBySide ? Theme.gap : 20
            tallest: screen.sideBySide ? 352 : subjectsPart.rowHeight
            onChosen: index => screen.model.choose(index)
        }
    }

    TileGrid {
        anchors.fill: parent
        visible: screen.alone
        tiles: screen.alone ? screen.model.subjects : []
        first: screen.model.favourites.length
        asksAgent: tiles.length % 2 === 1
        focused: screen.alone
        onChosen: index => screen.model.choose(index)
        onAgentCalled: screen.app.openHelp()
    }

    KButton {
        id: more

        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.compact ? Theme.controlHeight : Theme.landscape || Theme.lowMode ? 130 : 200
        visible: screen.behind
        label: qsTrId("home.subjects")
        trailingIcon: "next"
        onActivated: screen.model.showSubjects()
    }

    component SubjectLabel: Label {
        height: 48
        size: 36
        color: Theme.textSoft
        font.weight: Font.DemiBold
    }
}
