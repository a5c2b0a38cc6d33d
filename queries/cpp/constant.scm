; A constant with its value, whatever that is: a variable, a member of a class, a macro.
(init_declarator
  declarator: [
    (identifier) @name
    (qualified_identifier) @name
    (array_declarator declarator: [(identifier) (qualified_identifier)] @name)
  ]
  value: (_) @value)

(field_declaration
  declarator: [
    (field_identifier) @name
    (array_declarator declarator: (field_identifier) @name)
  ]
  default_value: (_) @value)

(preproc_def
  name: (identifier) @name
  value: (preproc_arg) @value)
