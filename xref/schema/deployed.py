"""The index's tables of how a release is shipped: images, workloads, Services, values, the proxy.

Read by ``schema`` alone. What several renderings of the charts have alike stands once: the tables
``rendering_...`` tell which rendering has which row. ``guard`` holds conditions joined by " and ",
``labels`` and ``selector`` are written as kubectl does (``app=a,tier=b``), ``entrypoint`` and
``cmd`` as words of a shell. ``foreign`` is an SQL keyword, hence ``is_foreign``.
"""

from __future__ import annotations

from xref.schema.tables import PLACE, RELEASE_ID, SHARED_PLACE

_ACTIVE = "active INTEGER NOT NULL CHECK (active IN (0, 1))"
_GUARDED = f"guard TEXT NOT NULL, {_ACTIVE}"
_SHARED_GUARDED = f"guard SHARED, {_ACTIVE}"


def _key(table: str) -> str:
    return f"{table}_id INTEGER NOT NULL REFERENCES {table}(id) ON DELETE CASCADE"


def _owned(table: str) -> str:
    """The key of one of the tables that a row may belong to."""
    return f"{table}_id INTEGER REFERENCES {table}(id) ON DELETE CASCADE"


def _maybe(table: str) -> str:
    return f"{table}_id INTEGER REFERENCES {table}(id) ON DELETE SET NULL"


def _place(name: str) -> str:
    """Columns of a second place."""
    return f"{name}_file TEXT NOT NULL, {name}_line INTEGER NOT NULL"


# In the order of their references, as TABLES.
DEPLOYED: dict[str, str] = {
    "image": f"""
        {RELEASE_ID},
        {_maybe("program")},
        name TEXT NOT NULL,
        base TEXT NOT NULL,
        target TEXT NOT NULL,
        {_place("rule")},
        released INTEGER NOT NULL CHECK (released IN (0, 1)),
        entrypoint TEXT NOT NULL,
        entrypoint_line INTEGER NOT NULL,
        cmd TEXT NOT NULL,
        cmd_line INTEGER NOT NULL,
        is_foreign INTEGER NOT NULL CHECK (is_foreign IN (0, 1)),
        reference TEXT NOT NULL,
        {PLACE}""",
    "image_file": f"""
        {RELEASE_ID},
        {_key("image")},
        {_maybe("program")},
        name SHARED,
        destination SHARED,
        kind SHARED,
        subject SHARED,
        rule_file SHARED,
        rule_line INTEGER NOT NULL,
        {SHARED_PLACE}""",
    "rendering": f"""
        {RELEASE_ID},
        name TEXT NOT NULL,
        UNIQUE (release_id, name)""",
    "rendering_file": f"""
        {RELEASE_ID},
        {_key("rendering")},
        position INTEGER NOT NULL,
        {PLACE}""",
    "workload": f"""
        {RELEASE_ID},
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        chart TEXT NOT NULL,
        enabled_by TEXT NOT NULL,
        {_GUARDED},
        labels TEXT NOT NULL,
        hook TEXT NOT NULL,
        {PLACE}""",
    "rendering_workload": f"""
        {RELEASE_ID},
        {_key("rendering")},
        {_key("workload")}""",
    "container": f"""
        {RELEASE_ID},
        {_key("workload")},
        {_maybe("image")},
        {_maybe("program")},
        name TEXT NOT NULL,
        init INTEGER NOT NULL CHECK (init IN (0, 1)),
        reference TEXT NOT NULL,
        {_GUARDED},
        {PLACE}""",
    "container_image": f"""
        {RELEASE_ID},
        {_key("container")},
        position INTEGER NOT NULL,
        text SHARED,
        value SHARED,
        {_SHARED_GUARDED},
        {SHARED_PLACE}""",
    "container_arg": f"""
        {RELEASE_ID},
        {_key("container")},
        {_maybe("flag")},
        position INTEGER NOT NULL,
        part SHARED,
        text SHARED,
        value SHARED,
        {_SHARED_GUARDED},
        kind SHARED,
        {SHARED_PLACE}""",
    "container_port": f"""
        {RELEASE_ID},
        {_key("container")},
        port INTEGER NOT NULL,
        name TEXT NOT NULL,
        protocol SHARED,
        text SHARED,
        {_SHARED_GUARDED},
        {SHARED_PLACE}""",
    "probe": f"""
        {RELEASE_ID},
        {_key("container")},
        kind TEXT NOT NULL,
        handler TEXT NOT NULL,
        text TEXT NOT NULL,
        port INTEGER NOT NULL,
        {PLACE}""",
    "service": f"""
        {RELEASE_ID},
        name TEXT NOT NULL,
        chart TEXT NOT NULL,
        {_GUARDED},
        type TEXT NOT NULL,
        selector TEXT NOT NULL,
        {PLACE}""",
    "rendering_service": f"""
        {RELEASE_ID},
        {_key("rendering")},
        {_key("service")}""",
    "service_port": f"""
        {RELEASE_ID},
        {_key("service")},
        name TEXT NOT NULL,
        port INTEGER NOT NULL,
        target_port SHARED,
        node_port INTEGER NOT NULL,
        protocol SHARED,
        {_SHARED_GUARDED},
        {SHARED_PLACE}""",
    "service_workload": f"""
        {RELEASE_ID},
        {_key("rendering")},
        {_key("service")},
        {_key("workload")}""",
    "value": f"""
        {RELEASE_ID},
        path SHARED,
        text SHARED,
        is_read INTEGER NOT NULL CHECK (is_read IN (0, 1)),
        {SHARED_PLACE}""",
    "rendering_value": f"""
        {RELEASE_ID},
        {_key("rendering")},
        {_key("value")}""",
    "value_use": f"""
        {RELEASE_ID},
        {_owned("container_image")},
        {_owned("container_arg")},
        {_owned("container_port")},
        {_owned("service_port")},
        path SHARED,
        {SHARED_PLACE}""",
    "listener": f"""
        {RELEASE_ID},
        {_maybe("program")},
        {_maybe("flag")},
        rendering_id INTEGER REFERENCES rendering(id) ON DELETE CASCADE,
        port INTEGER NOT NULL,
        address TEXT NOT NULL,
        process TEXT NOT NULL,
        workload TEXT NOT NULL,
        container TEXT NOT NULL,
        set_by TEXT NOT NULL,
        text TEXT NOT NULL,
        {_place("listens")},
        {PLACE}""",
    "proxy": f"""
        {RELEASE_ID},
        {_maybe("program")},
        repo TEXT NOT NULL,
        commit_sha TEXT NOT NULL,
        target TEXT NOT NULL,
        name TEXT NOT NULL,
        envoy_commit TEXT NOT NULL,
        {_place("pinned")},
        {_place("envoy")},
        {PLACE}""",
    "filter": f"""
        {RELEASE_ID},
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        target TEXT NOT NULL,
        folder TEXT NOT NULL,
        {_place("named")},
        {_place("registered")},
        {PLACE}""",
    "proxy_library": f"""
        {RELEASE_ID},
        {PLACE}""",
}

DEPLOYED_INDEXES = (
    ("image", "release_id, name"),
    ("image", "program_id"),
    ("image_file", "release_id"),
    ("image_file", "image_id"),
    ("image_file", "program_id"),
    ("rendering_file", "rendering_id"),
    ("workload", "release_id, name"),
    ("rendering_workload", "rendering_id"),
    ("rendering_workload", "workload_id"),
    ("container", "release_id, name"),
    ("container", "workload_id"),
    ("container", "image_id"),
    ("container", "program_id"),
    ("container_image", "container_id"),
    ("container_arg", "release_id"),
    ("container_arg", "container_id"),
    ("container_arg", "flag_id"),
    ("container_port", "release_id, port"),
    ("container_port", "container_id"),
    ("probe", "container_id"),
    ("service", "release_id, name"),
    ("rendering_service", "rendering_id"),
    ("rendering_service", "service_id"),
    ("service_port", "release_id, port"),
    ("service_port", "service_id"),
    ("service_workload", "rendering_id"),
    ("service_workload", "service_id"),
    ("service_workload", "workload_id"),
    ("value", "release_id"),
    ("rendering_value", "value_id"),
    ("value_use", "release_id"),
    ("value_use", "container_image_id"),
    ("value_use", "container_arg_id"),
    ("value_use", "container_port_id"),
    ("value_use", "service_port_id"),
    ("listener", "release_id, port"),
    ("listener", "program_id"),
    ("listener", "flag_id"),
    ("listener", "rendering_id"),
    ("proxy", "release_id"),
    ("proxy", "program_id"),
    ("filter", "release_id"),
    ("proxy_library", "release_id"),
)
