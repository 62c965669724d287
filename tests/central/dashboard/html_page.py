"""A page as a browser would take it apart: its links, forms, controls and what they are called."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_TYPED = frozenset({"input", "select", "textarea"})
_LEFT_OPEN = frozenset({"option"})
"""Their end may be left out (HTML, 13.1.2.4)."""
_NAMELESS = frozenset({"hidden", "submit"})
_RUNS = frozenset({"script", "iframe", "object", "embed", "xmark", "style"})


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    """With what stands in each."""
    hidden: set[str] = field(default_factory=set)


@dataclass
class Element:
    tag: str
    attributes: Mapping[str, str]
    text: str = ""
    said_by_parts: str = ""
    """Names of the pictures within."""


class HtmlPage(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.forms: list[Form] = []
        self.mistakes: list[str] = []
        self._open: list[Element] = []
        self._form: Form | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)
        named = element.attributes.get("alt") or element.attributes.get("aria-label") or ""
        for outer in self._open[:-1]:
            outer.said_by_parts += named
        if tag == "form":
            said = element.attributes
            self._form = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self._form)
        if self._form is not None and tag in {*_TYPED, "button"}:
            self._field(self._form, element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == tag:
                within = (each.tag for each in self._open[at + 1 :])
                self.mistakes += [
                    f"<{each}> is not closed" for each in within if each not in _LEFT_OPEN
                ]
                del self._open[at:]
                return
        self.mistakes.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def _field(self, form: Form, element: Element) -> None:
        said = element.attributes
        name, kind = said.get("name", ""), said.get("type", "text")
        if not name or (kind in {"checkbox", "radio"} and "checked" not in said):
            return
        form.fields.setdefault(name, said.get("value", ""))
        if kind == "hidden":
            form.hidden.add(name)

    def all(self, *tags: str) -> Iterator[Element]:
        return (each for each in self.elements if each.tag in tags)

    @property
    def links(self) -> Iterator[str]:
        return (each.attributes["href"] for each in self.all("a") if "href" in each.attributes)

    def objections(self) -> list[str]:
        """What a screen reader, a keyboard or the strict policy would trip over."""
        found = list(self.mistakes)
        html = next(self.all("html"), Element("html", {}))
        if html.attributes.get("lang") not in {"fr", "en"}:
            found.append("no language")
        once = ("h1", "title", "main")
        found += [f"not one <{tag}>" for tag in once if len(list(self.all(tag))) != 1]
        found += [f"<{each.tag}> {each.attributes}" for each in self._running()]
        found += [f"id {id_} twice" for id_, times in self._ids().items() if times > 1]
        labels = {each.attributes.get("for") for each in self.all("label") if each.text.strip()}
        found += [
            f"<{each.tag} name={each.attributes.get('name')}> has no label"
            for each in self.all(*_TYPED)
            if not self._is_named(each, labels)
        ]
        found += [
            f"<{each.tag} {dict(each.attributes)}> says nothing"
            for each in self.all("a", "button", "th", "caption", "legend", "h1", "h2", "h3")
            if not (each.text.strip() or each.said_by_parts or "aria-label" in each.attributes)
        ]
        found += [
            f"a picture without words: {each.attributes}"
            for each in self.all("img")
            if "alt" not in each.attributes
        ]
        found += self._levels()
        return found

    def _running(self) -> Iterator[Element]:
        """What a policy without inline scripts and styles would not let be, or a name became."""
        for each in self.elements:
            said = each.attributes
            runs = each.tag in _RUNS and not (each.tag == "script" and said.get("src"))
            reacts = "style" in said or any(name.startswith("on") for name in said)
            leaves = said.get("href", "").lower().startswith(("javascript:", "data:", "//"))
            if runs or reacts or leaves:
                yield each

    def _ids(self) -> Counter[str]:
        return Counter(each.attributes["id"] for each in self.elements if "id" in each.attributes)

    def _is_named(self, element: Element, labels: set[str | None]) -> bool:
        said = element.attributes
        if said.get("type") in _NAMELESS or "aria-label" in said or "aria-labelledby" in said:
            return True
        if said.get("id") in labels:
            return True
        around = [each for each in self.all("label") if "for" not in each.attributes]
        return any(self._within(element, each) for each in around)

    def _within(self, element: Element, label: Element) -> bool:
        """A label without ``for`` is written around its control."""
        start = self.elements.index(label)
        return element in self.elements[start : start + 6] and bool(label.text.strip())

    def _levels(self) -> Iterator[str]:
        before = 0
        for each in self.all("h1", "h2", "h3", "h4"):
            level = int(each.tag[1])
            if level > before + 1 and before:
                yield f"<{each.tag}> {each.text.strip()!r} under <h{before}>"
            before = level


def path_of(link: str) -> str:
    return re.split(r"[?#]", link, maxsplit=1)[0]
