import QtQuick
import Kiosk

// The question of a screen. A line never breaks within an inverted verb, as in "voulez-vous": a word
// joiner after the hyphen is not seen, and the words themselves stay plain.
Label {
    id: title

    required property string words

    heading: true
    text: words.replace(/-(?=[a-zà-ÿ]{1,5}(?![a-zà-ÿ]))/g, "-\u2060")
    spoken: Spoken.of(words)
}
