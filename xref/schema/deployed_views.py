"""The index's views of images, workloads, ports, values and the proxy. Read by ``schema`` alone.

What belongs to a rendering stands once for each rendering that has it, with the rendering's name.
What may be absent is joined by the table of its rows: where DISTINCT is asked for, a view would be
made whole first.
"""

from __future__ import annotations

from xref.schema.views import RELEASE, url_of

_IN_WORKLOAD = """JOIN workload w ON w.id = c.workload_id
            JOIN rendering_workload x ON x.workload_id = w.id
            JOIN rendering g ON g.id = x.rendering_id"""
_POD = "g.name AS rendering, w.id AS workload_id, c.id AS container_id, w.name AS workload"


def _shared(key: str) -> str:
    """The text of a key, "" where there is none."""
    return f"coalesce((SELECT text FROM text WHERE id = {key}), '')"


DEPLOYED_VIEWS: dict[str, str] = {
    "image_view": f"""
        SELECT {RELEASE}, i.id AS image_id, i.program_id, i.name AS image, i.base, i.target,
            i.rule_file, i.rule_line, i.released, i.entrypoint, i.entrypoint_line, i.cmd,
            i.cmd_line, i.is_foreign, i.reference, coalesce(p.name, '') AS program,
            coalesce(p.package, '') AS package, i.file, i.line, {url_of("i")}
        FROM image i JOIN release r ON r.id = i.release_id
            LEFT JOIN program p ON p.id = i.program_id""",
    "image_file_view": f"""
        SELECT {RELEASE}, i.id AS image_id, f.program_id, i.name AS image, f.name,
            f.destination, f.kind, f.subject, coalesce(p.name, '') AS program,
            coalesce(p.package, '') AS package, f.rule_file, f.rule_line, f.file, f.line,
            {url_of("f")}
        FROM image_file f JOIN image i ON i.id = f.image_id JOIN release r ON r.id = f.release_id
            LEFT JOIN program p ON p.id = f.program_id""",
    "workload_view": f"""
        SELECT {RELEASE}, g.name AS rendering, w.id AS workload_id, w.kind, w.name AS workload,
            w.chart, w.enabled_by, w.guard, w.active, w.labels, w.hook, w.file, w.line,
            {url_of("w")}
        FROM workload w JOIN rendering_workload x ON x.workload_id = w.id
            JOIN rendering g ON g.id = x.rendering_id JOIN release r ON r.id = w.release_id""",
    "container_view": f"""
        SELECT {RELEASE}, {_POD}, w.kind, c.image_id, c.program_id, c.name AS container, c.init,
            c.reference, {_shared("t.text_id")} AS reference_text,
            {_shared("t.file_id")} AS reference_file, coalesce(t.line, 0) AS reference_line,
            coalesce(i.name, '') AS image, coalesce(p.name, '') AS program,
            coalesce(p.package, '') AS package, c.guard, c.active AND w.active AS active,
            c.file, c.line, {url_of("c")}
        FROM container c {_IN_WORKLOAD} JOIN release r ON r.id = c.release_id
            LEFT JOIN container_image_row t ON t.container_id = c.id AND t.position = 0
            LEFT JOIN image i ON i.id = c.image_id LEFT JOIN program p ON p.id = c.program_id""",
    "argument_view": f"""
        SELECT {RELEASE}, {_POD}, a.id AS container_arg_id, a.flag_id, c.name AS container,
            coalesce(p.name, '') AS program, coalesce(p.package, '') AS package, a.position,
            a.part, a.text, a.value, a.guard, a.active AND c.active AND w.active AS active, a.kind,
            coalesce(m.path, '') AS command, coalesce(f.name, '') AS flag,
            coalesce(f.shorthand, '') AS shorthand, coalesce(f.default_value, '') AS default_value,
            coalesce(f.status, '') AS status, a.file, a.line, {url_of("a")}
        FROM container_arg a JOIN container c ON c.id = a.container_id {_IN_WORKLOAD}
            JOIN release r ON r.id = a.release_id LEFT JOIN program p ON p.id = c.program_id
            LEFT JOIN flag_row f ON f.id = a.flag_id
            LEFT JOIN command_row m ON m.id = f.command_id""",
    "service_view": f"""
        SELECT {RELEASE}, g.name AS rendering, s.id AS service_id, s.name AS service, s.chart,
            s.guard, s.active, s.type, s.selector, s.file, s.line, {url_of("s")}
        FROM service s JOIN rendering_service x ON x.service_id = s.id
            JOIN rendering g ON g.id = x.rendering_id JOIN release r ON r.id = s.release_id""",
    "listener_view": f"""
        SELECT {RELEASE}, l.id AS listener_id, l.program_id, l.flag_id,
            coalesce(g.name, '') AS rendering, l.port, l.address, l.process,
            coalesce(p.package, '') AS package, l.workload, l.container, l.set_by, l.text,
            coalesce(m.path, '') AS command, coalesce(f.name, '') AS flag,
            coalesce(f.shorthand, '') AS shorthand, coalesce(f.default_value, '') AS default_value,
            coalesce(f.status, '') AS status, l.listens_file, l.listens_line, l.file, l.line,
            {url_of("l")}
        FROM listener l JOIN release r ON r.id = l.release_id
            LEFT JOIN rendering g ON g.id = l.rendering_id
            LEFT JOIN program p ON p.id = l.program_id
            LEFT JOIN flag_row f ON f.id = l.flag_id
            LEFT JOIN command_row m ON m.id = f.command_id""",
    "port_view": f"""
        SELECT release_id, project, tag, 'listener' AS kind, rendering, port, '' AS name,
            address, process AS program, process, workload, container, '' AS service, text,
            1 AS active, file, line, url FROM listener_view
        UNION ALL
        SELECT {RELEASE}, 'container', g.name, t.port, t.name, '', coalesce(p.name, ''), '',
            w.name, c.name, '', t.text, t.active AND c.active AND w.active, t.file, t.line,
            {url_of("t")}
        FROM container_port t JOIN container c ON c.id = t.container_id {_IN_WORKLOAD}
            JOIN release r ON r.id = t.release_id LEFT JOIN program p ON p.id = c.program_id
        UNION ALL
        SELECT {RELEASE}, 'service', g.name, t.port, t.name, '', '', '', '', '', s.name,
            CASE t.target_port WHEN '' THEN '' ELSE 'to ' || t.target_port END,
            t.active AND s.active, t.file, t.line, {url_of("t")}
        FROM service_port t JOIN service s ON s.id = t.service_id
            JOIN rendering_service x ON x.service_id = s.id
            JOIN rendering g ON g.id = x.rendering_id JOIN release r ON r.id = t.release_id""",
    "value_view": f"""
        SELECT {RELEASE}, g.name AS rendering, v.id AS value_id, v.path, v.text, v.is_read,
            v.file, v.line, {url_of("v")}
        FROM value v JOIN rendering_value x ON x.value_id = v.id
            JOIN rendering g ON g.id = x.rendering_id JOIN release r ON r.id = v.release_id""",
    "filter_view": f"""
        SELECT {RELEASE}, f.id AS filter_id, f.name, f.kind, f.target, f.folder, f.named_file,
            f.named_line, f.registered_file, f.registered_line, f.file, f.line, {url_of("f")}
        FROM filter f JOIN release r ON r.id = f.release_id""",
    "proxy_view": f"""
        SELECT {RELEASE}, x.id AS proxy_id, x.program_id, x.repo, x.commit_sha, x.target, x.name,
            x.envoy_commit, x.pinned_file, x.pinned_line, x.envoy_file, x.envoy_line,
            x.file, x.line, {url_of("x")}
        FROM proxy x JOIN release r ON r.id = x.release_id""",
}
