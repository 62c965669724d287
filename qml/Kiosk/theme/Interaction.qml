pragma Singleton

import QtQuick

// What hands did last, shared by all controls: who uses keys, and which touch was a second one.
QtObject {
    id: interaction

    // True from a key until the next touch: the focus ring is for those who use the keypad.
    property bool keypad: false

    property real lastTouchMs: -1e9
    property real lastKeyMs: -1e9
    property string lastGroup: ""
    property string lastMember: ""

    // Any touch or key, accepted or not: somebody is there.
    signal noticed

    // Whether it is a key alone, or with Shift: chords are for desktops, and do nothing here.
    function isPlain(modifiers: int): bool {
        return !(modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier));
    }

    function noticeTouch(): void {
        keypad = false;
        noticed();
    }

    function noticeKey(): void {
        keypad = true;
        noticed();
    }

    // Whether a touch begun at `ms` (the event's own clock) counts. Members of one group (a keypad)
    // may follow each other at once; the same member, or another group, only after `guardMs`.
    function acceptsTouch(ms: real, group: string, member: string, guardMs: int): bool {
        if (tooSoon(ms - lastTouchMs, group, member, guardMs))
            return false;
        remember(group, member);
        return true;
    }

    function touchEnded(ms: real): void {
        lastTouchMs = ms;
    }

    // The same for keys, whose events carry no time of their own.
    function acceptsKey(group: string, member: string, guardMs: int): bool {
        const now = Date.now();
        if (tooSoon(now - lastKeyMs, group, member, guardMs))
            return false;
        remember(group, member);
        lastKeyMs = now;
        return true;
    }

    function tooSoon(elapsedMs: real, group: string, member: string, guardMs: int): bool {
        const together = group !== "" && group === lastGroup;
        if (together && member !== lastMember)
            return false;
        return Math.abs(elapsedMs) < (together ? guardMs : Theme.guardMs);
    }

    function remember(group: string, member: string): void {
        lastGroup = group;
        lastMember = member;
    }
}
