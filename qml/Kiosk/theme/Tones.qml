pragma Singleton

import QtQuick
import Kiosk

// The tones of the drawings by the names that their layers use: two blues and a tint, and the few
// colours that a thing is known by. On black, all is white lines, and yellow where a colour speaks.
QtObject {
    readonly property bool onBlack: Theme.highContrast

    readonly property var colours: ({
            "": "transparent",
            "accent": Theme.accent,
            "dark": onBlack ? "#ffffff" : "#020a1e",
            "europe": onBlack ? "#000000" : Theme.primary,
            "europeSoft": onBlack ? "#bdbdbd" : Qt.tint(Theme.primary, "#a6ffffff"),
            "fill": Theme.drawnFill,
            "gold": onBlack ? "#ffe600" : "#f3d88c",
            "goldLine": onBlack ? "#000000" : "#8f6a0a",
            // What a thing stands on.
            "ground": onBlack ? "transparent" : Qt.alpha(Theme.drawnSolid, 0.1),
            "hand": onBlack ? "#000000" : "#e4f5fc",
            "inset": onBlack ? "#000000" : Qt.darker(Theme.primary, 1.22),
            "insetLine": onBlack ? "#bdbdbd" : Qt.tint(Theme.primary, "#7affffff"),
            "light": onBlack ? "#ffffff" : "#67cdb8",
            "line": Theme.drawnLine,
            "ok": onBlack ? "#ffffff" : "#006a53",
            "pale": onBlack ? "#3a3a3a" : "#e7ecf5",
            "soft": Theme.drawnSoft,
            "solid": Theme.drawnSolid,
            "star": onBlack ? "#ffe600" : "#f3b32a",
            // The colour of what is solid, for a line.
            "strong": onBlack ? "#ffffff" : Theme.drawnSolid,
            "tint": Theme.drawnTint,
            // A mark upon what is solid, accented or right.
            "upon": onBlack ? "#ffffff" : Theme.drawnTint,
            // What is wrong: amber, with a dark mark.
            "warn": onBlack ? "#000000" : "#f0b323",
            "warnMark": onBlack ? "#ffe600" : "#222324",
            "uponAccent": onBlack ? "#000000" : "#ffffff",
            "uponOk": onBlack ? "#000000" : "#ffffff"
        })
    // These show by their outline alone on black.
    readonly property var outlined: ["solid", "europe"]
}
