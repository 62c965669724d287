pragma Singleton

import QtQuick

// Where a line does not break, by characters that are not seen: within an inverted verb ("voulez-vous")
// or a short double name ("Jean-Baptiste"), and before a last word, which would stand alone.
QtObject {
    readonly property var verbs: /-(?=[a-zà-ÿ]{1,5}(?![a-zà-ÿ]))/g
    readonly property var names: /([A-ZÀ-Ý][a-zà-ÿ]{0,7}-)(?=[A-ZÀ-Ý][a-zà-ÿ]{1,8}(?![a-zà-ÿ-]))/g
    readonly property var lastWord: / (?=[^ ]{1,10}$)/

    function kept(words: string): string {
        return words.replace(verbs, "-\u2060").replace(names, "$1\u2060").replace(lastWord, "\u00a0");
    }
}
