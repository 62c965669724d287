import QtQuick

// What is typed, as it is told to those who do not see it; how it looks, others say.
Item {
    id: field

    required property string written
    // How many characters are typed.
    required property int typed
    // Shown, and never read out.
    property bool unspoken: false
    property bool wrong: false

    property int before: 0

    readonly property string count: qsTrId("control.typed.count", typed)

    function tell(): void {
        const added = typed > before && !unspoken && !written.endsWith(" ");
        // All gone at once is a text that was handed in, not one that was erased.
        if (typed > 0 || before === 1)
            Accessible.announce(added ? written.slice(-1) : count, Accessible.Assertive);
        before = typed;
    }

    Accessible.role: Accessible.StaticText
    Accessible.name: unspoken || typed === 0 ? count : written
    Accessible.ignored: !visible || !enabled
    // All that is said changes with it, one after the other.
    onTypedChanged: {
        if (visible)
            Qt.callLater(tell);
    }
}
