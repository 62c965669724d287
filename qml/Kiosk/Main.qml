import QtQuick
import Kiosk
import Kiosk.Models

// The only window: header, banner, the current screen, settings and foot; the help panel over them.
Window {
    id: window

    required property KioskApp app

    readonly property bool greets: app.header.greetingName !== ""
    readonly property bool offersLanguages: !greets && app.languages.length > 1

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
        // Under the help panel nothing is touched or focused.
        enabled: !window.app.help.open
        Keys.onPressed: event => {
            Interaction.noticeKey();
            if (event.isAutoRepeat)
                event.accepted = true;
            else if (event.key === Qt.Key_Escape && window.app.canGoBack)
                window.app.back();
        }

        PointHandler {
            onActiveChanged: {
                if (active)
                    Interaction.noticeTouch();
            }
        }

        Header {
            id: header

            width: parent.width
            model: window.app.header
            logoSource: window.app.logoSource
            languages: window.app.languages
            languageNames: window.app.languageNames
            language: window.app.language
            showsLanguages: window.offersLanguages && !Theme.lowMode
            onLanguageChosen: code => window.app.setLanguage(code)
        }

        Banner {
            id: banner

            y: header.height
            width: parent.width
            text: window.app.banner
        }

        Item {
            id: area

            y: banner.y + banner.height
            width: parent.width
            height: settings.y - y

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

        Column {
            id: settings

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: foot.top
            anchors.bottomMargin: Theme.landscape ? 16 : Theme.gap
            width: parent.width - 2 * Theme.margin
            spacing: Theme.gap

            LanguageButtons {
                visible: window.offersLanguages && Theme.lowMode
                buttonWidth: (parent.width - (codes.length - 1) * Theme.gap) / codes.length
                codes: window.app.languages
                names: window.app.languageNames
                current: window.app.language
                onChosen: code => window.app.setLanguage(code)
            }

            AccessibilityBar {
                width: parent.width
                largeText: window.app.largeText
                highContrast: window.app.highContrast
                lowMode: window.app.lowMode
                onLargeTextToggled: window.app.toggleLargeText()
                onHighContrastToggled: window.app.toggleContrast()
                onLowModeToggled: window.app.toggleLowMode()
            }
        }

        FootBar {
            id: foot

            anchors.bottom: parent.bottom
            width: parent.width
            canGoBack: window.app.canGoBack
            canEnd: window.app.canEnd
            clockText: window.app.header.clockText
            dateText: window.app.header.dateText
            onBack: window.app.back()
            onAgentCalled: window.app.openHelp()
            onEnd: window.app.end()
        }
    }

    HelpPanel {
        anchors.fill: parent
        model: window.app.help
        onClosed: window.app.closeHelp()
    }
}
