"""What a doctor does with keys and fields, and what is stored of it."""


def press(page, shortcut):
    next(action for action in page.actions() if action.shortcut() == shortcut.keys).trigger()


def write(page, **texts):
    for name, text in texts.items():
        page.decision.fields[name].editor.set_raw(text)


def stored(clinic, session, encounter_id):
    return clinic.ask(lambda: session.encounters.get(encounter_id))
