pragma Singleton

import QtQuick

// The tokens of the look: colours, sizes, distances and durations. Main feeds it from the application,
// so that a caisse can bring its own colours and a person their own size and contrast.
QtObject {
    id: theme

    property bool largeText: false
    property bool highContrast: false
    property bool reducedMotion: false
    // True when the screen is portrait and the person asked for controls within reach of a wheelchair.
    property bool lowMode: false
    property bool landscape: false
    // A landscape screen with room for two halves, and one without.
    property bool wide: false
    readonly property bool compact: landscape && !wide
    // Whether the settings stand over the foot, or in one row with it.
    readonly property bool comfortAbove: !landscape
    // Whether every glyph of the foot stands over its word: large words, or six buttons on a short row.
    readonly property bool glyphsOver: landscape && (compact || largeText)
    // The highest place of a control in low mode, from the top of the screen's own area.
    property real lowLine: 0

    // A caisse's own colours; an invalid or transparent colour keeps the default.
    property color brandPrimary: "transparent"
    property color brandPressed: "transparent"
    property color brandAccent: "transparent"

    function given(brand: color): bool {
        return brand.valid && brand.a > 0;
    }

    readonly property string family: "Source Sans Pro"
    property real pixelsPerInch: 92
    // Capitals of 7.3 mm, to be read from 600 mm (EN 301 549, 5.1.4): those of Source Sans are 0.66 of
    // its size high.
    readonly property int smallestLarge: Math.max(41, Math.ceil(7.3 / 25.4 * pixelsPerInch / 0.66))
    readonly property real textScale: largeText ? smallestLarge / 32 : 1
    readonly property int sizeTitle: Math.round(64 * (largeText ? (landscape ? 0.855 : 0.925) * textScale : 1))
    readonly property int sizeBody: Math.round(40 * textScale)
    readonly property int sizeSmall: Math.round(32 * textScale)
    readonly property real lineSpacing: 1.3

    readonly property color background: highContrast ? "#000000" : "#f8f9fc"
    readonly property color surface: highContrast ? "#000000" : "#ffffff"
    readonly property color tint: highContrast ? "#000000" : "#e7ecf5"
    readonly property color text: highContrast ? "#ffffff" : "#222324"
    readonly property color textSoft: highContrast ? "#ffffff" : "#45494d"
    readonly property color heading: highContrast ? "#ffffff" : given(brandPressed) ? brandPressed : "#07275c"
    // The brand band and what else stands on the caisse's dark colour.
    readonly property color dark: highContrast ? "#000000" : given(brandPressed) ? brandPressed : "#07275c"
    // The brand band where the screen is that of staff, and not the public's.
    readonly property color staff: highContrast ? "#000000" : "#7a0f45"
    readonly property color darkInk: "#ffffff"
    readonly property color darkInkSoft: highContrast ? "#ffffff" : "#e0e9f7"
    // The panel of the attract screen, the mark cropped on it, and its softer words.
    readonly property color attract: highContrast ? "#000000" : given(brandPrimary) ? brandPrimary : "#0c419a"
    readonly property color attractMark: highContrast ? "#1c1c1c" : Qt.darker(attract, 1.25)
    readonly property color attractSoft: highContrast ? "#ffe600" : "#cdeefb"
    readonly property color primary: highContrast ? "#ffffff" : given(brandPrimary) ? brandPrimary : "#0c419a"
    readonly property color primaryInk: highContrast ? "#000000" : "#ffffff"
    readonly property color pressed: highContrast ? "#ffe600" : given(brandPressed) ? brandPressed : "#07275c"
    readonly property color pressedInk: highContrast ? "#000000" : "#ffffff"
    // The outline of a control stands 3:1 against what is around it; a separator is decoration.
    readonly property color outline: highContrast ? "#ffffff" : "#7c849a"
    readonly property color separator: highContrast ? "#ffffff" : "#d5d9e4"
    readonly property color accent: highContrast ? "#ffe600" : given(brandAccent) ? brandAccent : "#b41567"
    readonly property color focus: highContrast ? "#ffe600" : "#b41567"
    readonly property color error: highContrast ? "#ffffff" : "#8f2a1c"
    // The sign of a mistake, and the edge of what it is in.
    readonly property color errorMark: highContrast ? "#ffe600" : error
    readonly property color errorSurface: highContrast ? "#000000" : "#fbe9e6"
    readonly property color success: highContrast ? "#ffffff" : "#004439"
    readonly property color successInk: highContrast ? "#000000" : "#ffffff"
    readonly property color successSurface: highContrast ? "#000000" : "#dff2ea"
    readonly property color warning: highContrast ? "#ffe600" : "#f0b323"
    readonly property color warningSurface: highContrast ? "#000000" : "#fdf2d9"
    readonly property color warningInk: highContrast ? "#ffffff" : "#222324"
    readonly property color scrim: highContrast ? "#cc000000" : "#b3051a3e"

    // What a picture stands on, by the subject it belongs to.
    readonly property var grounds: ({
            "attestations": "#e7ecf5",
            "card": "#cceee8",
            "refunds": "#fcf0d3",
            "requests": "#ecdef0",
            "information": "#ccedf9",
            "privacy": "#eeeeee"
        })
    readonly property color unavailableInk: highContrast ? "#bdbdbd" : textSoft
    // Why it cannot be had, which is read after its name.
    readonly property color unavailableSoft: highContrast ? "#a0a0a0" : textSoft
    readonly property color unavailable: highContrast ? "#000000" : "#eeeeee"

    function ground(subject: string): color {
        return highContrast ? background : grounds[subject] ?? tint;
    }

    // The two tones of the drawings, and what little else they need.
    readonly property color drawnLine: primary
    readonly property color drawnFill: highContrast ? "#000000" : "#ffffff"
    readonly property color drawnTint: highContrast ? "#3a3a3a" : "#d2eef9"
    readonly property color drawnSolid: highContrast ? "#000000" : heading
    readonly property color drawnSoft: highContrast ? "#bdbdbd" : "#c2c9dc"

    readonly property int gap: 24
    readonly property int margin: 48
    readonly property int contentMargin: 48
    readonly property int controlHeight: 104
    readonly property int bandHeight: landscape ? (largeText ? (wide ? 128 : 120) : 112) : largeText ? 152 : 128
    readonly property int comfortHeight: 104
    readonly property int footHeight: landscape ? 136 : 160
    // Between the buttons of the foot: six of them with large words share a short row.
    readonly property int footGap: compact && largeText ? 20 : gap
    readonly property int footButtonHeight: landscape ? 104 : 120
    // A card's height where there is room for it, and where few of them stand: as `settling`.
    readonly property int cardHeight: landscape ? 272 : 292
    readonly property int fewCardHeight: compact ? 132 : landscape ? 176 : 224
    readonly property real cardSettling: lowMode ? 1 : landscape ? 0 : 0.15
    readonly property int radius: 12
    readonly property int radiusLarge: 24
    readonly property int outlineWidth: highContrast ? 4 : 3
    readonly property int errorWidth: highContrast ? 6 : 4
    readonly property int focusWidth: 6

    // In how many columns `count` cards stand in `room` pixels: never one alone on its line of three.
    function columnsFor(count: int, room: real): int {
        if (!landscape || room < 1000)
            return 1;
        return room >= 1600 && count !== 4 && count > 2 ? 3 : 2;
    }

    // A second touch within this time is a trembling hand, not a second wish.
    readonly property int guardMs: 500
    // The same digit twice in a row is common in a code: only a bounce is dropped, or what a caisse sets.
    property int keyGuardMs: 150

    // How long a small thing slides to its place.
    readonly property int slideMs: 180

    // The share of a portrait screen, from the top, that no control may lie in when controls are low.
    readonly property real lowModeTop: 0.4
}
