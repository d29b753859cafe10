"""Run as a program beside a node: its first officers, and a list with people who will travel.

``python -m tests.scenarios.opening NUMBER…`` prints the sign-in of a border officer as JSON.
"""

import json
import sys

from seawall.node import configuration, start


def main(numbers):
    settings = configuration.read()
    start.prepare(settings)
    with start.node(settings):
        from tests.modules.screening import acts

        from seawall.foundation.actor import Level
        from seawall.foundation.identity.actors import actor_for, node_actor, service_account
        from seawall.foundation.identity.models import Agency
        from seawall.foundation.people.services import add_from_console
        from seawall.modules.screening import services

        made = {
            role: add_from_console(
                node_actor(),
                email=f"{role}@border.example",
                name=role,
                agency_code="border",
                agency_name="Border",
                roles=[role],
                clearance=Level.AMBER_STRICT,
            )
            for role in ("border_officer", "border_supervisor", "analyst")
        }
        service_account(Agency.objects.get(code="border"))
        analyst = actor_for(made["analyst"].officer, purpose="intelligence_analysis")
        supervisor = actor_for(made["border_supervisor"].officer, purpose="border_control")
        rows = [listed(number) for number in numbers]
        watchlist = acts.a_list(analyst)
        acts.load(None, watchlist, acts.sheet(*rows), loader=analyst, approver=supervisor)
        # The scorer is compiled at its first use: done here, no kill makes it begin again.
        warm = acts.traveller(made["analyst"].officer.agency)
        services.screen_subjects(supervisor, candidates=[warm])
        officer = made["border_officer"]
        print(json.dumps({"email": officer.officer.email, "password": officer.password}))


def listed(number):
    """A row of a list that only one traveller's passport stands on."""
    return f"k{number},person,Nobody Else {number},,Barbados,passport:BRB:{passport(number)},"


def passport(number):
    """A number that differs from every other in more than one digit."""
    return f"X{number * 7_654_321 % 10**7:07d}"


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]])
