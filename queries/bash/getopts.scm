; A loop over getopts: its option string, and its body, whose case says what each option does.
(while_statement
  condition: (command
    name: (command_name) @name
    argument: (_) @options
    argument: (_) @variable)
  body: (do_group) @body
  (#eq? @name "getopts")) @definition.options
