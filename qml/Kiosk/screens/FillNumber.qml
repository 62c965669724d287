pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// A number or a date to type: in groups, as it is written.
KeypadFrame {
    id: screen

    required property KioskApp app
    required property FillModel model

    title: model.title
    spanning: Theme.compact && model.groups.length === 0
    hint: model.hint
    message: model.message
    keys: model.keys
    canErase: model.typed > 0
    canSubmit: model.canSubmit
    onTyped: character => model.typeCharacter(character)
    onErase: model.eraseCharacter()
    onSubmit: model.submitEntry()
    entry: [
        TypedGroups {
            width: parent.width
            visible: screen.model.groups.length > 0
            groups: screen.model.groups
            written: screen.model.written
            typed: screen.model.typed
            unspoken: screen.model.unspoken
            wrong: screen.model.message !== ""
        },
        TypedField {
            width: parent.width
            visible: screen.model.groups.length === 0
            written: screen.model.written
            rest: screen.model.rest
            typed: screen.model.typed
            unspoken: screen.model.unspoken
            wrong: screen.model.message !== ""
        },
        Corsica {
            visible: screen.model.asksForCorsica && Theme.landscape && !screen.spanning
        }
    ]
    beside: Corsica {
        visible: screen.model.asksForCorsica && screen.spanning
    }
    under: Corsica {
        visible: screen.model.asksForCorsica && !Theme.landscape
    }

    // The two letters that a number may have: of those born in Corsica.
    component Corsica: Row {
        id: corsica

        width: parent?.width ?? 0
        spacing: Theme.gap

        Repeater {
            model: [["A", qsTrId("control.keyboard.corsica_a")], ["B", qsTrId("control.keyboard.corsica_b")]]

            KButton {
                required property list<string> modelData

                width: (corsica.width - Theme.gap) / 2
                group: "keys"
                member: label
                guardMs: Theme.keyGuardMs
                tone: "plain"
                available: screen.model.mayBeCorsican
                label: modelData[1]
                description: qsTrId("control.keyboard.corsica.description")
                onActivated: screen.model.typeCharacter(modelData[0])
            }
        }
    }
}
