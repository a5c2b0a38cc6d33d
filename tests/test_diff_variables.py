"""The variable that gets a flag's value, by which ``xref diff`` knows a renamed flag again."""

from __future__ import annotations

import pytest

from xref.extract.goflags import definitions


@pytest.mark.parametrize(
    ("code", "variable"),
    [
        ('fs.StringVar(&args.Port, "port", "1", "where")', "&args.Port"),
        ('fs.StringVarP(port, "port", "p", "1", "where")', "port"),
        ('fs.Var(&value{list: &ports}, "port", "where")', "&value{list: &ports}"),
        ('port := fs.String("port", "1", "where")', "port"),
        ('args.Port = fs.String("port", "1", "where")', "args.Port"),
        ('var port = fs.String("port", "1", "where")', "port"),
        ('port, _ = fs.String("port", "1", "where"), 1', ""),
        ('use(fs.String("port", "1", "where"))', ""),
        ('fs.String("port", "1", "where")', ""),
    ],
)
def test_variables(code: str, variable: str) -> None:
    text = f'package x\n\nimport fs "flag"\n\nfunc f() {{\n\t{code}\n}}\n'
    text = text.replace('fs "flag"', 'fs "github.com/spf13/pflag"')
    (found,) = definitions(text.encode())
    assert (found.name, found.variable) == ("port", variable)


def test_of_a_package() -> None:
    text = 'package x\n\nimport "flag"\n\nvar (\n\ta = flag.Int("port", 1, "where")\n)\n'
    assert [one.variable for one in definitions(text.encode())] == ["a"]
