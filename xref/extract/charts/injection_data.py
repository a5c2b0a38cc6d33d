"""The data of an injection template: an example pod, and the configuration of its mesh.

The example is a pod of the Deployment ``demo`` in the namespace ``default``, labelled ``app=demo``,
with one container ``demo`` that has port 8080; no annotations, no service account. The control
plane that injects has no variables of its own set, and its cluster has no native sidecars.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xref.extract.charts.meshconfig import Config, Enum, duration
from xref.template.values import List, Map, Paths, Struct, Unknown, track
from xref.yamltree import Node, scalar

Uses = Mapping[int, Paths]
"""The paths of the values that the lines of a text depend on, by line from 0."""

_USER = 1337  # of the proxy, where its injector knows it


class Absent(Struct):
    """A field that nothing sets: empty as a condition, its text and its type not known."""

    __slots__ = ("reason",)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.reason = f"{name} is not set"

    def get(self, key: str, default: Any = None) -> Any:
        return self

    def values(self) -> Any:
        return [Unknown(self.reason)]


class Message(Struct):
    """A message with its fields by name, and by their getters' names."""

    __slots__ = ()

    def get(self, key: str, default: Any = None) -> Any:
        for name in (key, key.removeprefix("Get")):
            if name in self:
                return self[name]
        return Absent(key)

    def origin(self, key: str) -> Paths:
        return super().origin(key if key in self else key.removeprefix("Get"))


class Texts(Map):
    """A map of strings, in which a missing one is empty."""

    __slots__ = ()

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key, "")


# Fields that neither Go's defaults nor the charts set, with what is zero for their type.
_ZEROES: Config = {
    "InterceptionMode": Enum("REDIRECT"),
    "ControlPlaneAuthPolicy": Enum("NONE"),
    "ProxyMetadata": Texts(),
}


def message(config: Config, origins: Mapping[str, Paths] | None = None) -> Message:
    """A configuration as a template sees it; ``origins`` are the paths its fields depend on."""
    made = Message({key: _field(value) for key, value in config.items() if value is not None})
    made.origins = dict(origins or {})
    return made


def _field(value: Any) -> Any:
    if isinstance(value, Enum):
        text = str(value)
        return Struct(methods={"String": lambda: text}, text=text)
    if isinstance(value, Map) or not isinstance(value, (dict, list)):
        return value
    if isinstance(value, dict):
        return message(value)
    return List(_field(item) for item in value)


def mesh_messages(
    defaults: tuple[Config, Config], mesh: Node, uses: Uses
) -> tuple[Message, Message]:
    """The mesh and proxy configuration: ``mesh``, a rendered text, laid over Go's defaults."""
    below = mesh.get("defaultConfig")
    own = [pair for pair in mesh.pairs() if pair[0].value != "defaultConfig"]
    proxy = _laid(defaults[1], below.pairs() if below is not None else [], uses)
    made = _laid(defaults[0], own, uses)
    made["DefaultConfig"] = proxy
    return made, proxy


def _laid(defaults: Config, pairs: list[tuple[Node, Node]], uses: Uses) -> Message:
    config = _ZEROES | defaults
    origins: dict[str, Paths] = {}
    for key, value in pairs:
        name = _go_name(str(key.value))
        config[name] = _read(value, config.get(name))
        found = tuple(
            dict.fromkeys(use for line in _lines(key, value) for use in uses.get(line, ()))
        )
        if found:
            origins[name] = found
    return message(config, origins)


def _lines(key: Node, value: Node) -> Iterator[int]:
    stack = [key, value]
    while stack:
        node = stack.pop()
        yield node.line
        stack += [part for pair in node.pairs() for part in pair]
        stack += node.items()


def _read(node: Node, default: Any) -> Any:
    """A value of the text; ``default`` tells what type its field has, where it is known."""
    if isinstance(default, Texts):
        return Texts({str(k.value): str(v.value) for k, v in node.pairs()})
    if node.kind == "map":
        return {_go_name(str(k.value)): _read(v, None) for k, v in node.pairs()}
    if node.kind == "list":
        return [_read(item, None) for item in node.items()]
    value = scalar(node)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return Enum(value) if isinstance(default, Enum) else duration(value) or value
    return value


def _go_name(name: str) -> str:
    """The Go field of a name as the text has it: ``proxyAdminPort`` or ``proxy_admin_port``."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def pod_data(mesh: Message | Unknown, proxy: Message | Unknown, values: Any) -> Message:
    """All that an injection template gets, under the names of its fields."""
    values = values if isinstance(values, Unknown) else track(values, "")
    meta = {
        "Name": "demo",
        "Namespace": "default",
        "Labels": Texts({"app": "demo"}),
        "Annotations": Texts(),
    }
    port = Struct({"ContainerPort": 8080, "Name": "", "Protocol": "TCP"})
    container = Message({"Name": "demo", "Image": "demo", "Ports": List([port])})
    made = Message(
        {
            "TypeMeta": Struct({"Kind": "Deployment", "APIVersion": "apps/v1"}),
            "DeploymentMeta": Message({"Name": "demo", "Namespace": "default"}),
            "ObjectMeta": Message(meta),
            "Spec": Message({"Containers": List([container]), "ServiceAccountName": ""}),
            "MeshConfig": mesh,
            "ProxyConfig": proxy,
            "Values": values,
            "Revision": "default",
            "EstimatedConcurrency": _concurrency(proxy),
            "ProxyImage": _image(values, "proxy"),
            "ProxyInitImage": _image(values, "proxy_init"),
            "ProxyUID": _USER,
            "ProxyGID": _USER,
            "NativeSidecars": False,
            "InboundTrafficPolicyMode": _inbound(mesh),
            "CompliancePolicy": "",
        }
    )
    made.origins = {
        "ProxyImage": _image_uses(values, "proxy"),
        "ProxyInitImage": _image_uses(values, "proxy_init"),
    }
    return made


def _concurrency(proxy: Message | Unknown) -> Any:
    return proxy.get("Concurrency") if isinstance(proxy, Message) else proxy


def _inbound(mesh: Message | Unknown) -> Any:
    """How traffic from outside is taken, in lower case without marks, as the injector has it."""
    policy = mesh.get("InboundTrafficPolicy") if isinstance(mesh, Message) else mesh
    mode = policy.get("Mode") if isinstance(policy, Message) else None
    text = mode.text if isinstance(mode, Struct) else mode
    return text.lower() if isinstance(text, str) else "passthrough"


def _image(values: Any, key: str) -> Any:
    """The reference that the injector makes of ``global.proxy.image`` or ``proxy_init``'s."""
    shared = values.get("global") if isinstance(values, Map) else None
    own = shared.get(key) if isinstance(shared, Map) else None
    name = own.get("image") if isinstance(own, Map) else None
    if not isinstance(shared, Map) or not isinstance(own, Map) or not isinstance(name, str):
        return Unknown(f"global.{key}.image is not set")
    if "/" in name:
        return name
    if shared.get("variant") or own.get("variant"):
        return Unknown("the variant of an image is chosen by the injector")
    return f"{_text(shared.get('hub'))}/{name}:{_text(shared.get('tag'))}"


def _image_uses(values: Any, key: str) -> Paths:
    """The paths of the values that the reference is made of."""
    shared = values.get("global") if isinstance(values, Map) else None
    own = shared.get(key) if isinstance(shared, Map) else None
    if not isinstance(shared, Map) or not isinstance(own, Map):
        return ()
    return (*shared.origin("hub"), *own.origin("image"), *shared.origin("tag"))


def _text(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
