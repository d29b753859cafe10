"""``seawall demo``: a node to look at, with invented officers, lists and traffic."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from seawall.node import configuration
from seawall.node.configuration import Configuration
from seawall.node.demo import folder

console = Console()
RESET = "--reset"


def before_start() -> None:
    """Prepare the folder, before anything reads its settings.

    Raises:
        ConfigurationError: what is to be erased is no demonstration, or it is running; the node
            is not for training, or answers to other machines.
    """
    place = Path(os.environ.get("SEAWALL_DATA_DIR") or "var").resolve()
    if RESET in sys.argv:
        folder.erase(place)
    folder.prepare(place)
    folder.refuse_real_node(configuration.read())


def demo(
    _reset: Annotated[
        bool, typer.Option(RESET, help="Erase the demonstration and begin anew.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Of everything made up, at the first start.")] = 7,
) -> None:
    """Start a node with invented officers, lists and traffic that arrives while you watch.

    Example: seawall demo --reset

    Exit codes: 0 stopped, 1 the node has officers of its own, 2 set up wrongly or not for training,
    3 the database did not start.
    """
    from django.conf import settings
    from django.utils import timezone

    from seawall.node.demo.opening import open_demonstration
    from seawall.node.processes import SERVING
    from seawall.node.supervisor import supervise

    node: Configuration = settings.SEAWALL
    with console.status("Making the demonstration") as status:
        made = open_demonstration(
            node,
            seed=seed,
            year=timezone.localdate().year,
            tell=lambda step: status.update(f"Making the demonstration: {step}"),
        )
    console.print("[bold]Sign in as[/] (everybody in the demonstration is invented)")
    width = max(len(one.email) for one in made.sign_ins)
    for one in made.sign_ins:
        console.print(f"  {one.email:<{width}}  {one.password}", soft_wrap=True, highlight=False)
    console.print(f"Open [bold]http://localhost:{node.port}[/]", soft_wrap=True)
    console.print("Messages arrive every half minute. Ctrl-C stops everything.")
    supervise(node, (*SERVING, "feed"))
