"""Sentences of our own making, the same ones in every run: people, what they do, where and when."""

import random

NAMES = [
    "Ada",
    "Boris",
    "Chiara",
    "Dmitri",
    "Esra",
    "Farid",
    "Greta",
    "Hiro",
    "Ines",
    "Jonas",
    "Kavya",
    "Luca",
    "Mina",
    "Noor",
    "Otto",
]
PLACES = [
    "Lisbon",
    "Oslo",
    "Krakow",
    "Nairobi",
    "Quito",
    "Perth",
    "Hanoi",
    "Bergen",
    "Tunis",
    "Leipzig",
    "Porto",
    "Cork",
]
FIRMS = ["Northwind Foods", "Halden Optics", "Brook & Son", "Tidewater Labs", "Copper Lane"]
THINGS = [
    "cello",
    "kayak",
    "sourdough",
    "telescope",
    "beehive",
    "motorbike",
    "loom",
    "canoe",
    "greenhouse",
    "piano",
]
VERBS = ["bought a", "sold the", "repaired a", "dreams of a", "borrowed a", "painted the"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def sentence(number: int) -> str:
    """Give sentence number so-and-so in the first person."""
    pick = random.Random(number).choice
    kinds = [
        f"My friend {pick(NAMES)} lives in {pick(PLACES)} and works at {pick(FIRMS)}.",
        f"On {pick(DAYS)} I {pick(VERBS)} {pick(THINGS)} with {pick(NAMES)} in {pick(PLACES)}.",
        f"{pick(NAMES)} moved from {pick(PLACES)} to {pick(PLACES)} last year.",
        f"I met {pick(NAMES)} at {pick(FIRMS)}, we talked about the {pick(THINGS)} for hours.",
        f"{pick(NAMES)} is allergic to nuts and plays the {pick(THINGS)} every {pick(DAYS)}.",
    ]
    return pick(kinds) + f" That was visit number {number}."


def question(number: int) -> str:
    """Give question number so-and-so about the same people and things."""
    pick = random.Random(number).choice
    kinds = [
        f"Where does {pick(NAMES)} live?",
        f"Who has a {pick(THINGS)}?",
        f"What happened in {pick(PLACES)} on {pick(DAYS)}?",
        f"Which of my friends works at {pick(FIRMS)}?",
    ]
    return pick(kinds)
