pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The only window: brand band, banner, the current screen, settings and foot; the help panel over them.
Window {
    id: window

    required property KioskApp app

    // The language after the one that is spoken, round and round.
    readonly property int nextLanguage: (app.languages.indexOf(app.language) + 1) % app.languages.length
    readonly property bool attracts: app.screen.kind === "attract"
    readonly property bool wiped: app.screen.kind === "cleaning"
    readonly property bool whole: wiped || app.screen.kind === "touchTest"

    function showScreen(): void {
        const file = app.screen.kind.replace(/^./, first => first.toUpperCase());
        const component = Qt.createComponent(Qt.resolvedUrl("screens/" + file + ".qml"));
        stage.put(component.createObject(stage, {
            "app": app,
            "model": app.screen,
            "width": stage.width,
            "height": stage.height
        }) as Item);
        if (!stage.item)
            throw new Error(component.errorString());
        component.destroy();
        if (!app.help.open)
            stage.item.forceActiveFocus(Qt.OtherFocusReason);
    }

    width: 1080
    height: 1920
    visible: true
    color: Theme.background
    title: app.header.caisseName
    Component.onCompleted: showScreen()
    // A whole screen is closed by nobody; a developer's window is.
    onClosing: close => close.accepted = visibility !== Window.FullScreen

    ThemeFeed {
        app: window.app
        extent: Qt.size(window.width, window.height)
        areaTop: area.y
    }

    Connections {
        target: Interaction

        function onNoticed(): void {
            window.app.touched();
        }
    }

    Connections {
        target: window.app

        function onScreenChanged(): void {
            window.showScreen();
        }
    }

    FocusScope {
        id: shell

        anchors.fill: parent
        focus: true
        enabled: !window.app.help.open && !window.wiped
        Keys.onPressed: event => {
            Interaction.noticeKey();
            if (event.isAutoRepeat || !Interaction.isPlain(event.modifiers))
                event.accepted = true;
            else if (event.key === Qt.Key_Escape && window.app.canGoBack)
                window.app.back();
        }

        PointHandler {
            onActiveChanged: {
                if (active) {
                    Interaction.noticeTouch();
                    window.app.touchedAt(point.position.x / shell.width, point.position.y / shell.height);
                }
            }
        }

        BrandBand {
            id: band

            width: parent.width
            z: 1
            visible: !window.whole
            model: window.app.header
            logoSource: window.app.logoSource
            // The panel of the attract screen goes up to the window's top, unless a banner or a line stands there, and has room for more air.
            color: window.attracts && window.app.banner === "" ? "transparent" : window.app.header.staff ? Theme.staff : Theme.dark
            lowered: window.attracts && window.app.banner === "" && !Theme.highContrast ? 16 : 0
        }

        Banner {
            id: banner

            y: band.height
            width: parent.width
            text: window.app.banner
        }

        Item {
            id: area

            y: window.whole ? 0 : banner.y + banner.height
            width: parent.width
            height: (window.whole ? parent.height : base.y) - y

            // No Loader: its setSource keeps what it gives each screen for ever, in Qt 6.11 and 6.12.
            FocusScope {
                id: stage

                property Item item: null

                function put(next: Item): void {
                    if (item) {
                        item.visible = false;
                        item.destroy();
                    }
                    item = next;
                    if (item)
                        item.anchors.fill = stage;
                }

                anchors.fill: parent
                focus: true
            }
        }

        Rectangle {
            id: base

            width: parent.width
            height: foot.height + (Theme.comfortAbove ? Theme.comfortHeight + 28 : 0)
            anchors.bottom: parent.bottom
            visible: !window.whole
            color: Theme.surface

            Rectangle {
                width: parent.width
                height: Theme.highContrast ? 4 : 2
                color: Theme.separator
            }

            // Over the foot, or in its row: keys reach the settings where they are seen.
            Comfort {
                x: Theme.margin
                y: 20
                width: parent.width - 2 * Theme.margin
                visible: Theme.comfortAbove
            }

            FootBar {
                id: foot

                anchors.bottom: parent.bottom
                width: parent.width
                canGoBack: window.app.canGoBack
                canEnd: window.app.canEnd
                offersAgent: !window.app.header.staff && !(stage.item as Working)?.waits
                confidential: window.app.screen.kind !== "outOfService"
                clockText: window.app.header.clockText
                dateText: window.app.header.dateText
                onBack: window.app.back()
                onAgentCalled: window.app.openHelp()
                onEnd: window.app.end()

                Comfort {
                    anchors.verticalCenter: parent?.verticalCenter
                    width: parent?.width ?? 0
                    visible: !Theme.comfortAbove
                }
            }
        }
    }

    HelpPanel {
        anchors.fill: parent
        model: window.app.help
        onClosed: window.app.closeHelp()
    }

    component Comfort: ComfortRow {
        largeText: window.app.largeText
        highContrast: window.app.highContrast
        lowMode: window.app.lowMode
        nextLanguage: window.app.languages.length > 1 ? window.app.languages[window.nextLanguage] : ""
        nextLanguageName: window.app.languageNames[window.nextLanguage] ?? ""
        onLargeTextToggled: window.app.toggleLargeText()
        onHighContrastToggled: window.app.toggleContrast()
        onLowModeToggled: window.app.toggleLowMode()
        onLanguageChosen: code => window.app.setLanguage(code)
    }
}
