import QtQuick
import Kiosk
import Kiosk.Models

// What most people come for, one touch away, and all subjects under it or beside it. Large text, low
// buttons and a small screen leave room for the first four; the subjects then are one touch further.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property HomeModel model

    readonly property bool alone: model.subjectsAlone
    readonly property bool behind: (Theme.largeText || Theme.lowMode || Theme.compact) && !alone
    readonly property bool sideBySide: Theme.wide && !behind && !alone
    readonly property int favouriteLines: Math.ceil(model.favourites.length / favourites.columns)
    readonly property int subjectLines: Math.ceil(model.subjects.length / 2)

    title: alone && model.favourites.length > 0 ? qsTrId("home.subjects") : model.title
    lines: Theme.lowMode && model.lines.length === 0 ? [qsTrId("home.low")] : model.lines
    stacked: true
    information: DownHere {
        anchors.fill: parent
    }

    SubjectLabel {
        id: mostAsked

        visible: !screen.alone && !screen.behind
        text: qsTrId("home.most_asked")
    }

    TileGrid {
        id: favourites

        readonly property real wanted: screen.favouriteLines * (tallest + spacing) - spacing

        y: mostAsked.visible ? mostAsked.height : 0
        width: screen.sideBySide ? parent.width * 0.508 : parent.width
        height: screen.sideBySide ? parent.height - y : screen.behind ? parent.height - more.height - spacing : Math.min(wanted, parent.height - y - 32 - subjectsPart.implicitHeight)
        visible: !screen.alone
        tiles: screen.model.favourites
        columns: screen.behind && Theme.wide ? 4 : 2
        focused: !screen.alone
        tallest: screen.behind ? 520 : 352
        onChosen: index => screen.model.choose(index)
    }

    Item {
        id: subjectsPart

        readonly property int rowHeight: 144

        implicitHeight: heading.height + screen.subjectLines * (rowHeight + subjects.spacing) - subjects.spacing
        x: screen.sideBySide ? favourites.width + 48 : 0
        y: screen.sideBySide ? 0 : favourites.y + favourites.height + 32
        width: parent.width - x
        height: parent.height - y
        visible: !screen.alone && !screen.behind

        SubjectLabel {
            id: heading

            text: qsTrId("home.subjects")
        }

        TileGrid {
            id: subjects

            y: heading.height
            width: parent.width
            height: parent.height - y
            tiles: screen.alone ? [] : screen.model.subjects
            first: screen.model.favourites.length
            columns: 2
            beside: !screen.sideBySide
            detailed: !screen.sideBySide
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
        height: Theme.compact || Theme.lowMode ? Theme.controlHeight : Theme.landscape ? 130 : 200
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
