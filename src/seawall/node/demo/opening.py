"""Brings a demonstration from an empty node to one that somebody can sign in to; safe to repeat."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction

from seawall.engines.names import Index, Subject
from seawall.foundation.identity.actors import node_actor
from seawall.foundation.identity.models import Officer
from seawall.node.configuration import Configuration
from seawall.node.database import write_secret
from seawall.node.demo.day import demo_lists
from seawall.node.demo.loading import load
from seawall.node.demo.society import SignIn, make_society, refuse_real_people

FILE_NAME = "demonstration.json"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What must be the same at each start.

    Args:
        seed: of everything that is made up.
        year: of the lists.
        sign_ins: one for each officer.
    """

    seed: int
    year: int
    sign_ins: tuple[SignIn, ...]


def _file(node: Configuration) -> Path:
    return node.keys_dir / FILE_NAME


def known(node: Configuration) -> Demonstration | None:
    """The demonstration of this node, or None before it was opened."""
    if not (Officer.objects.filter(is_demo=True).exists() and _file(node).exists()):
        return None
    told = json.loads(_file(node).read_text("utf-8"))
    return Demonstration(
        told["seed"], told["year"], tuple(SignIn(**sign_in) for sign_in in told["sign_ins"])
    )


def compile_comparison() -> None:
    """Compare two names, so that the first message need not wait for the compiler."""
    somebody = Subject("somebody", "person", ("Ianthe Whyte",), ("1979-03",))
    Index.build([somebody]).search(somebody)


def open_demonstration(
    node: Configuration, *, seed: int, year: int, tell: Callable[[str], None]
) -> Demonstration:
    """Make officers and lists, all of them or none; at a later start only tell who is there.

    Args:
        node: a training node.
        seed: of everything that is made up, at the first start.
        year: of the lists, at the first start.
        tell: is told each step.

    Raises:
        Conflict: the node has officers of its own.
    """
    refuse_real_people()
    already = known(node)
    if already is not None:
        return already
    tell("compiling the comparison of names, once")
    compile_comparison()
    with transaction.atomic():
        tell("agencies and officers")
        made = Demonstration(seed, year, make_society(node_actor()))
        for one in demo_lists(seed, year, node.state):
            tell(f"list: {one.about.title}")
            load(one)
        # Written before the commit: officers without known passwords would be of no use.
        write_secret(_file(node), json.dumps(asdict(made)))
    return made
