"""The index's views of programs, commands, flags and places. Read by ``schema`` alone."""

from __future__ import annotations

from xref.links import sql_blob_url


def url_of(alias: str) -> str:
    """The column ``url`` of a row's place; the release is ``r``."""
    return sql_blob_url("r", f"{alias}.file", f"{alias}.line") + " AS url"


RELEASE = "r.id AS release_id, r.project, r.tag"

PROGRAM_VIEWS: dict[str, str] = {
    "program_view": f"""
        SELECT {RELEASE}, p.id AS program_id, p.name AS program, p.package, p.kind, p.role,
            p.evaluated, p.complete, p.file, p.line, {url_of("p")}
        FROM program p JOIN release r ON r.id = p.release_id""",
    "command_view": f"""
        SELECT {RELEASE}, p.id AS program_id, c.id AS command_id, p.name AS program, p.package,
            p.role, c.path AS command, c.hidden, c.deprecated, c.runnable,
            c.ignores_unknown, c.short, c.long, c.file, c.line, {url_of("c")}
        FROM command c JOIN program p ON p.id = c.program_id
            JOIN release r ON r.id = c.release_id""",
    "flag_view": f"""
        SELECT {RELEASE}, p.id AS program_id, c.id AS command_id, f.id AS flag_id,
            p.name AS program, p.package, p.role, c.path AS command, f.name, f.shorthand, f.type,
            f.default_value, f.no_opt_default, f.usage, f.persistent, f.hidden, f.deprecated,
            f.status, f.file, f.line, {url_of("f")}
        FROM flag f JOIN command c ON c.id = f.command_id JOIN program p ON p.id = c.program_id
            JOIN release r ON r.id = f.release_id""",
    "origin_view": f"""
        SELECT {RELEASE}, p.id AS program_id, f.id AS flag_id, p.name AS program, p.package,
            c.path AS command, f.name, f.shorthand, f.default_value, f.status, o.position, o.kind,
            o.text, o.file, o.line, {url_of("o")}
        FROM flag_origin o JOIN flag f ON f.id = o.flag_id JOIN command c ON c.id = f.command_id
            JOIN program p ON p.id = c.program_id JOIN release r ON r.id = o.release_id""",
    "definition_view": f"""
        SELECT {RELEASE}, d.id AS definition_id, d.flag_id, d.kind, d.library, d.name,
            d.name_expr, d.default_expr, d.role, d.variable, d.file, d.line, {url_of("d")}
        FROM definition d JOIN release r ON r.id = d.release_id""",
    "unreached_view": "SELECT * FROM definition_view WHERE flag_id IS NULL",
    "diagnostic_view": f"""
        SELECT {RELEASE}, d.id AS diagnostic_id, d.program_id, coalesce(p.name, '') AS program,
            d.subject, d.message, d.file, d.line, {url_of("d")}
        FROM diagnostic d JOIN release r ON r.id = d.release_id
            LEFT JOIN program p ON p.id = d.program_id""",
}

# An option without a long name has its letter as its name.
_NAMED = "command || CASE name WHEN shorthand THEN ' -' ELSE ' --' END || name"

# DISTINCT, and no UNION: conditions reach the tables below only through UNION ALL.
WHERE_VIEW = f"""
        SELECT release_id, project, tag, 'program' AS kind, program, program AS name,
            role AS detail, file, line, url FROM program_view
        UNION ALL
        SELECT release_id, project, tag, 'command', program, command, short, file, line, url
            FROM command_view WHERE file <> ''
        UNION ALL
        SELECT release_id, project, tag, 'flag', program, {_NAMED},
            default_value, file, line, url FROM flag_view
        UNION ALL
        SELECT release_id, project, tag, 'origin', program, {_NAMED},
            text, file, line, url FROM origin_view WHERE file <> ''
        UNION ALL
        SELECT release_id, project, tag, 'definition', '', kind || ' ' ||
            CASE name WHEN '' THEN name_expr ELSE name END,
            default_expr, file, line, url FROM definition_view
        UNION ALL
        SELECT release_id, project, tag, 'image', program, image, reference, file, line, url
            FROM image_view
        UNION ALL
        SELECT release_id, project, tag, 'image file', program, image || ' ' || name,
            destination, file, line, url FROM image_file_view
        UNION ALL
        SELECT DISTINCT release_id, project, tag, 'workload', '', workload, kind, file, line, url
            FROM workload_view
        UNION ALL
        SELECT DISTINCT release_id, project, tag, 'container', program,
            workload || ' ' || container, reference, file, line, url FROM container_view
        UNION ALL
        SELECT DISTINCT release_id, project, tag, 'argument', program, workload || ' ' || container,
            text, file, line, url FROM argument_view
        UNION ALL
        SELECT DISTINCT release_id, project, tag, CASE kind WHEN 'container' THEN 'container port'
            WHEN 'service' THEN 'service port' ELSE kind END, program,
            CASE kind WHEN 'service' THEN service
                ELSE trim(CASE workload WHEN '' THEN process ELSE workload END || ' ' || container)
            END, CASE address WHEN '' THEN text ELSE address END, file, line, url FROM port_view
        UNION ALL
        SELECT DISTINCT release_id, project, tag, 'service', '', service, type, file, line, url
            FROM service_view
        UNION ALL
        SELECT DISTINCT release_id, project, tag, 'value', '', path, text, file, line, url
            FROM value_view
        UNION ALL
        SELECT release_id, project, tag, 'filter', '', name, folder, file, line, url
            FROM filter_view"""


SEARCH_VIEW = f"""
        SELECT {RELEASE}, s.rowid AS search_id, s.kind, s.program, s.name, s.words, s.text,
            f.text AS file, x.line, {sql_blob_url("r", "f.text", "x.line")} AS url
        FROM search_place x JOIN search s ON s.rowid = x.search_id
            JOIN text f ON f.id = x.file_id JOIN release r ON r.id = x.release_id"""
