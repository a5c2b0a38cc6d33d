; A constant with its value, whatever that is: a variable, a member of a class, a macro.
(init_declarator
  declarator: (_) @name
  value: (_) @value)

(field_declaration
  declarator: (_) @name
  default_value: (_) @value)

(preproc_def
  name: (identifier) @name
  value: (preproc_arg) @value)
