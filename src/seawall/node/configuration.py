"""How one node is set up: one TOML file plus ``SEAWALL_*``, read once, typed.

The file is ``$SEAWALL_DATA_DIR/seawall.toml``; a variable ``SEAWALL_<NAME>`` wins over its key.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

FILE_NAME = "seawall.toml"


class ConfigurationError(Exception):
    """A setting that stops the start; says which and what it takes."""


def _truth(text: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if text.lower() not in words:
        raise ValueError("takes true or false")
    return words[text.lower()]


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything a node can be told.

    Args:
        data_dir: where the node keeps everything it owns.
        node_name: what people call this node, shown on every page.
        state: ISO 3166-1 alpha-3 of the node's state, or empty for an organisation of none.
        time_zone: IANA zone that pages show beside UTC.
        host: address that the node listens on.
        port: TCP port that the node listens on.
        allowed_hosts: names it answers to, separated by commas.
        https: whether people reach it through TLS (cookies are then sent only there).
        training: whether this node holds only demonstration data.
        database_url: PostgreSQL as the node's role; empty means the embedded server.
        database_owner_url: the same database as the role that owns the tables, for migrations.
        max_message_bytes: the largest passenger message it accepts.
        max_list_bytes: the largest watchlist file it accepts.
        interactive_api: whether this state's law has interactive board / no-board replies.
        log_level: how much the log says.
    """

    data_dir: Path = Path("var")
    node_name: str = "Seawall"
    state: str = ""
    time_zone: str = "America/St_Lucia"
    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: str = "localhost"
    https: bool = False
    training: bool = False
    database_url: str = ""
    database_owner_url: str = ""
    max_message_bytes: int = 16 * 1024 * 1024
    max_list_bytes: int = 256 * 1024 * 1024
    interactive_api: bool = False
    log_level: str = "INFO"

    @property
    def embedded(self) -> bool:
        return not self.database_url

    @property
    def keys_dir(self) -> Path:
        return self.data_dir / "keys"

    @property
    def files_dir(self) -> Path:
        return self.data_dir / "files"

    @property
    def audit_dir(self) -> Path:
        return self.data_dir / "audit"

    @property
    def inbox_dir(self) -> Path:
        return self.data_dir / "inbox"

    @property
    def cache_dir(self) -> Path:
        return self.data_dir / "cache"


def read(environment: Mapping[str, str] | None = None) -> Configuration:
    """The node's configuration.

    Args:
        environment: the environment to read; the process's own by default.

    Raises:
        ConfigurationError: an unknown setting, or a value that the setting does not take.
    """
    env = os.environ if environment is None else environment
    data_dir = Path(env.get("SEAWALL_DATA_DIR") or "var").resolve()
    given: dict[str, Any] = {"data_dir": data_dir}
    types = get_type_hints(Configuration)
    given |= _from_file(data_dir / FILE_NAME, types)
    for field in fields(Configuration):
        text = env.get(f"SEAWALL_{field.name.upper()}")
        if text is not None and field.name != "data_dir":
            given[field.name] = _parse(field.name, text, types[field.name])
    configuration = Configuration(**given)
    _refuse_half_a_database(configuration)
    return configuration


def _from_file(path: Path, types: Mapping[str, type]) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    for name, value in table.items():
        if name not in types or name == "data_dir":
            raise ConfigurationError(f"{path}: unknown setting {name}")
        if type(value) is not types[name]:
            raise ConfigurationError(f"{path}: {name} takes a value of {types[name].__name__}")
    return table


def _parse(name: str, text: str, kind: type) -> Any:
    parser: Callable[[str], Any] = _truth if kind is bool else kind
    try:
        return parser(text)
    except ValueError as error:
        raise ConfigurationError(f"SEAWALL_{name.upper()}: {text!r}: {error}") from error


def _refuse_half_a_database(configuration: Configuration) -> None:
    if bool(configuration.database_url) != bool(configuration.database_owner_url):
        raise ConfigurationError(
            "SEAWALL_DATABASE_URL and SEAWALL_DATABASE_OWNER_URL belong together: "
            "the node's role, which owns nothing, and the role that owns the tables"
        )
    for url in (configuration.database_url, configuration.database_owner_url):
        if url and urlsplit(url).scheme not in {"postgresql", "postgres"}:
            raise ConfigurationError(
                "the database is PostgreSQL: postgresql://role:password@host/name"
            )
