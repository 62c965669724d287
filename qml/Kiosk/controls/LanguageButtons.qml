pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// One button a language, each named in its own language; the current one is marked.
Row {
    id: languages

    required property list<string> codes
    required property list<string> names
    required property string current
    property real buttonWidth: 104

    signal chosen(string code)

    spacing: Theme.gap
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("control.language.name")
    Accessible.ignored: !visible || !enabled

    Repeater {
        model: languages.codes

        KButton {
            required property string modelData
            required property int index

            width: languages.buttonWidth
            height: 96
            size: Math.min(Theme.sizeBody, 40)
            label: languages.buttonWidth > 200 ? name : modelData.toUpperCase()
            name: languages.names[index]
            description: qsTrId("control.language.description")
            checkable: true
            exclusive: true
            checked: modelData === languages.current
            onActivated: languages.chosen(modelData)
        }
    }
}
