import QtQuick
import Kiosk

// The transform of something small that comes: it slides the last of its way to its place. It is where
// it belongs from the first frame, so that a touch meets it; in reduced motion it does not slide.
Translate {
    id: slide

    // It slides when this becomes true.
    property bool shown: false
    // From how far below its place, or above it.
    property int from: Theme.gap

    readonly property NumberAnimation coming: NumberAnimation {
        target: slide
        property: "y"
        to: 0
        duration: Theme.slideMs
        easing.type: Easing.OutCubic
    }

    function come(way: int): void {
        if (Theme.reducedMotion)
            return;
        y = way * from;
        coming.restart();
    }

    onShownChanged: {
        if (shown)
            come(1);
    }
}
