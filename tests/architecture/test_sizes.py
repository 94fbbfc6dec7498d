"""Size is the first sign of a room with two nouns."""

from collections import Counter

from tests.architecture import sources

FILE_LINES = 300
VIEW_LINES = 15
TASK_LINES = 10
TEMPLATE_LINES = 120
SELECTORS = 40
"""In a folder: as many names as somebody reads to find one."""


def test_python_files_stay_small():
    long = {
        str(path.relative_to(sources.BASE)): lines
        for path in sources.tracked("*.py")
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }

    assert long == {}, f"Split each by noun of the domain, never into utils: {long}"


def test_views_stay_thin():
    fat = [
        f"{sources.at(path, view.lineno)} {view.name} ({sources.length(view)} lines)"
        for path in sources.layer("views")
        for view in sources.functions(path)
        if sources.length(view) > VIEW_LINES
    ]

    assert fat == [], (
        "A view gets its object, binds a form, calls one service and answers. Move the"
        f" rest to a service, selector or form: {fat}"
    )


def test_tasks_stay_thin():
    fat = [
        f"{sources.at(path, task.lineno)} {task.name} ({sources.length(task)} lines)"
        for path in sources.layer("tasks")
        for task in sources.functions(path)
        if sources.length(task) > TASK_LINES
    ]

    assert fat == [], f"A task takes ids and calls one service; move the rest: {fat}"


def test_templates_stay_short():
    long = {
        str(path.relative_to(sources.BASE)): lines
        for path in sources.tracked("*.html")
        if "templates" in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > TEMPLATE_LINES
    }

    assert long == {}, f"Include a fragment for each part of the page: {long}"


def test_folders_of_selectors_stay_small():
    files = Counter(path.parent for path in sources.layer("selectors"))
    crowded = {
        str(folder.relative_to(sources.BASE)): number
        for folder, number in files.items()
        if number > SELECTORS
    }

    assert crowded == {}, f"Make a folder for what some of them are about: {crowded}"
