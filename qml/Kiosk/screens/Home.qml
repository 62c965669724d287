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
    readonly property bool rows: Theme.lowMode || Theme.compact
    readonly property bool bannered: app.banner !== ""
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

        visible: !screen.alone && !screen.bannered && !Theme.largeText && !Theme.compact
        text: qsTrId("home.most_asked")
    }

    TileGrid {
        id: favourites

        y: mostAsked.visible ? mostAsked.height : 0
        width: screen.sideBySide ? parent.width * 0.508 : parent.width
        height: screen.sideBySide ? parent.height - y : screen.behind ? parent.height - more.height - Theme.gap : screen.rows ? screen.favouriteLines * (tallest + spacing) - spacing : Math.min(parent.height - y - subjectsPart.implicitHeight, screen.favouriteLines * (tallest + spacing) - spacing)
        visible: !screen.alone
        tiles: screen.model.favourites
        columns: screen.behind && Theme.wide ? 4 : 2
        beside: screen.rows && !(screen.behind && Theme.lowMode)
        detailed: !screen.rows && !Theme.largeText
        focused: !screen.alone
        spacing: screen.rows ? 20 : Theme.gap
        tallest: screen.behind ? 520 : Theme.lowMode ? 130 : Theme.compact ? (screen.bannered ? 108 : 124) : 352
        onChosen: index => screen.model.choose(index)
    }

    Item {
        id: subjectsPart

        readonly property real rowHeight: Theme.lowMode ? 126 : Theme.compact ? 100 : 144

        implicitHeight: (heading.visible ? heading.height : 0) + 32 + screen.subjectLines * (rowHeight + subjects.spacing) - subjects.spacing
        x: screen.sideBySide ? favourites.width + 48 : 0
        y: screen.alone || screen.sideBySide ? 0 : favourites.y + favourites.height + (Theme.compact ? 20 : screen.rows ? 12 : 32)
        width: parent.width - x
        height: parent.height - y
        visible: !screen.behind

        SubjectLabel {
            id: heading

            visible: !screen.alone && !Theme.compact && !(screen.sideBySide && screen.bannered)
            text: qsTrId("home.subjects")
        }

        TileGrid {
            id: subjects

            y: heading.visible ? heading.height : 0
            width: parent.width
            height: parent.height - y
            tiles: screen.model.subjects
            first: screen.model.favourites.length
            columns: !screen.alone || !Theme.wide ? 2 : count === 6 ? 3 : Math.min(4, count)
            asksAgent: screen.alone && screen.model.subjects.length % 2 === 1
            beside: screen.alone ? screen.rows && !Theme.largeText : !screen.sideBySide
            detailed: screen.alone ? !Theme.largeText : !screen.rows && !screen.sideBySide
            focused: screen.alone
            spacing: screen.alone || screen.sideBySide ? Theme.gap : 20
            tallest: screen.alone ? (count <= 4 && !Theme.compact ? 620 : 416) : screen.sideBySide ? 352 : subjectsPart.rowHeight
            onChosen: index => screen.model.choose(index)
            onAgentCalled: screen.app.openHelp()
        }
    }

    KButton {
        id: more

        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.landscape || Theme.lowMode ? 130 : 200
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
