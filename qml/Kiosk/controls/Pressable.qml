import QtQuick
import Kiosk

// What every control shares: it acts on release, once, by touch, key or assistive technique,
// shows the press at once, and carries a name, a role and a visible focus.
Item {
    id: pressable

    required property string name
    property string description: ""
    // An unavailable control keeps its place in the focus order, so that its reason can be heard.
    property bool available: true
    property bool checkable: false
    property bool checked: false
    // Whether it is one of several of which one is checked.
    property bool exclusive: false
    property int radius: Theme.radius

    property string group: ""
    property string member: ""
    property int guardMs: Theme.guardMs
    // False among keys that type: there a space is a character.
    property bool spaceActs: true
    // Where an arrow key leads: a function from a key to an item, or null for the tab order.
    property var neighbour: null

    readonly property bool reachable: visible && enabled
    readonly property int role: !checkable ? Accessible.Button : exclusive ? Accessible.RadioButton : Accessible.CheckBox
    readonly property string spoken: description !== "" ? description : qsTrId("control.choose.description")
    readonly property bool pressed: available && (tap.pressed || keyHeld)
    property bool keyHeld: false

    signal activated

    // What a key or an assistive technique does.
    function press(): void {
        Interaction.noticeKey();
        if (available && Interaction.acceptsKey(group, member, guardMs))
            activated();
    }

    function acts(key: int): bool {
        return key === Qt.Key_Return || key === Qt.Key_Enter || spaceActs && key === Qt.Key_Space;
    }

    function moveFocus(key: int): bool {
        const forward = key === Qt.Key_Down || key === Qt.Key_Right;
        if (!forward && key !== Qt.Key_Up && key !== Qt.Key_Left)
            return false;
        const target = neighbour ? neighbour(key) : null;
        (target ?? nextItemInFocusChain(forward)).forceActiveFocus(Qt.TabFocusReason);
        return true;
    }

    // The press is felt at once.
    scale: pressed && !Theme.reducedMotion ? 0.98 : 1
    activeFocusOnTab: true
    implicitHeight: Theme.controlHeight

    Accessible.role: role
    Accessible.name: name
    Accessible.description: spoken
    Accessible.ignored: !reachable || !available
    Accessible.focusable: true
    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.onPressAction: press()
    Accessible.onToggleAction: press()

    Keys.onPressed: event => {
        Interaction.noticeKey();
        // A key held down counts once, whatever it does; a chord never.
        if (event.isAutoRepeat || !Interaction.isPlain(event.modifiers))
            event.accepted = true;
        else if (acts(event.key)) {
            keyHeld = true;
            event.accepted = true;
        } else {
            event.accepted = moveFocus(event.key);
        }
    }
    Keys.onReleased: event => {
        const ours = acts(event.key);
        event.accepted = ours;
        if (!ours || event.isAutoRepeat || !keyHeld)
            return;
        keyHeld = false;
        press();
    }
    onActiveFocusChanged: keyHeld = false

    // Qt has no control that is disabled and keeps the focus: this one stands for it when unavailable.
    Item {
        anchors.fill: parent
        enabled: false
        Accessible.role: pressable.role
        Accessible.name: pressable.name
        Accessible.description: pressable.spoken
        Accessible.focused: pressable.activeFocus && !pressable.available
        Accessible.ignored: !pressable.reachable || pressable.available
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        // A slow hand may rest on the control for as long as it likes.
        longPressThreshold: 3600
        onPressedChanged: {
            if (pressed)
                Interaction.noticeTouch();
        }
        onTapped: eventPoint => {
            if (!pressable.available)
                return;
            if (!Interaction.acceptsTouch(eventPoint.pressTimestamp, pressable.group, pressable.member, pressable.guardMs))
                return;
            Interaction.touchEnded(eventPoint.timestamp);
            pressable.activated();
        }
    }

    Rectangle {
        objectName: "focusRing"
        anchors.fill: parent
        anchors.margins: -Theme.focusWidth - 3
        z: 1
        visible: pressable.activeFocus && Interaction.keypad
        color: "transparent"
        radius: pressable.radius + Theme.focusWidth + 3
        border.width: Theme.focusWidth
        border.color: Theme.focus
    }
}
