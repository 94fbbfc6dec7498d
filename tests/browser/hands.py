"""How a person works a page: with a pointer, or with the keyboard alone.

A journey says what is done; the hands decide how, so one journey is walked both ways.
"""

import re

from playwright.sync_api import Locator, Page

MOST_PRESSES = 160
"""Stops of the Tab key after which a control counts as out of reach."""
LETTERS_A_MINUTE = 200
SECONDS_A_CLICK = 1.2
"""How fast a person types, and finds and presses what comes next."""


class Pointer:
    """Clicks, and fills fields at once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acts = 0
        self.letters = 0

    def seconds(self) -> float:
        """Return how long a person takes for what was done so far, without reading."""
        typing = self.letters * 60 / LETTERS_A_MINUTE
        return typing + self.acts * SECONDS_A_CLICK

    def press(self, control: Locator) -> None:
        """Press a button or follow a link."""
        self.acts += 1
        control.click()

    def write(self, field: Locator, text: str) -> None:
        """Put text into an empty field."""
        self._note(text)
        field.fill(text)

    def choose(self, field: Locator, option: str) -> None:
        """Choose the first option that begins with these words, also by a search."""
        self._note(option)
        if field.get_attribute("role") == "combobox":
            field.fill(option)
            field.press("Tab")
            return
        found = field.locator("option", has_text=re.compile(rf"^\s*{option}")).first
        field.select_option(found.get_attribute("value"))

    def tick(self, box: Locator) -> None:
        """Tick a box, or choose one of several."""
        self.acts += 1
        box.check()

    def _note(self, typed: str) -> None:
        self.acts += 1
        self.letters += len(typed)


class Keys(Pointer):
    """Tab, Enter, Space, arrows and letters; nothing is clicked."""

    def press(self, control: Locator) -> None:
        self.acts += 1
        self.go_to(control)
        self.step("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._note(text)
        self.go_to(field)
        self.page.keyboard.type(text)

    def choose(self, field: Locator, option: str) -> None:
        self._note(option)
        self.go_to(field)
        self.page.keyboard.type(option)
        self.step("Tab")

    def tick(self, box: Locator) -> None:
        self.acts += 1
        self.go_to(box, within_its_group=box.get_attribute("type") == "radio")
        if not box.is_checked():
            self.step("Space")

    def go_to(self, control: Locator, *, within_its_group: bool = False) -> None:
        """Press Tab until the focus is on a control; fail if it never gets there.

        A group of radio buttons is one stop: inside it the arrows lead on.
        """
        control.wait_for()
        for _press in range(MOST_PRESSES):
            if control.evaluate("each => each === document.activeElement"):
                return
            in_group = within_its_group and control.evaluate(
                "each => document.activeElement.name === each.name"
            )
            self.step("ArrowDown" if in_group else "Tab")
        raise AssertionError(f"The keyboard does not lead to {control}")

    def step(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)
