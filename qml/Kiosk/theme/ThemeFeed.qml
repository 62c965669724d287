import QtQuick
import Kiosk
import Kiosk.Models

// What the theme is told: the person's wishes, the caisse's colours and the shape of the window.
Item {
    id: feed

    required property KioskApp app
    required property size extent
    // Where the screen's own area begins, in the window.
    required property real areaTop

    readonly property bool landscape: extent.width > extent.height

    Binding {
        target: Theme
        property: "largeText"
        value: feed.app.largeText
    }

    Binding {
        target: Theme
        property: "highContrast"
        value: feed.app.highContrast
    }

    Binding {
        target: Theme
        property: "pixelsPerInch"
        value: Math.hypot(feed.extent.width, feed.extent.height) / feed.app.screenInches
    }

    Binding {
        target: Theme
        property: "reducedMotion"
        value: feed.app.reducedMotion
    }

    Binding {
        target: Theme
        property: "landscape"
        value: feed.landscape
    }

    Binding {
        target: Theme
        property: "wide"
        value: feed.landscape && feed.extent.width >= 1600
    }

    Binding {
        target: Theme
        property: "lowMode"
        value: feed.app.lowMode && !feed.landscape
    }

    Binding {
        target: Theme
        property: "lowLine"
        value: feed.extent.height * Theme.lowModeTop - feed.areaTop
    }

    Binding {
        target: Theme
        property: "keyGuardMs"
        value: feed.app.sameKeyMs
    }

    Binding {
        target: Theme
        property: "brandPrimary"
        value: feed.app.brandPrimary
    }

    Binding {
        target: Theme
        property: "brandPressed"
        value: feed.app.brandPressed
    }

    Binding {
        target: Theme
        property: "brandAccent"
        value: feed.app.brandAccent
    }
}
