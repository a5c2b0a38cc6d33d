; A loop that takes the arguments one by one: a case over $1 in the body of a while or for.
([
  (while_statement body: (do_group (case_statement value: (_) @value) @case))
  (for_statement body: (do_group (case_statement value: (_) @value) @case))
 ] @definition.options
 (#match? @value "^\"?\\$(\\{?[1A-Za-z_][A-Za-z0-9_]*)\\}?\"?$"))
