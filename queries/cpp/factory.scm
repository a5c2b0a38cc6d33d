; What gives a factory its name: a method called name that returns it, or the constructor of its
; base class; and the base classes, which may do either.
(function_definition
  declarator: (function_declarator
    declarator: [(field_identifier) (identifier) (qualified_identifier)] @method)
  body: (compound_statement
    (return_statement (_) @value))
  (#match? @method "(^|::)name$"))

(function_definition
  declarator: (reference_declarator
    (function_declarator
      declarator: [(field_identifier) (identifier) (qualified_identifier)] @method))
  body: (compound_statement
    (return_statement (_) @value))
  (#match? @method "(^|::)name$"))

(function_definition
  declarator: (function_declarator
    declarator: [(identifier) (qualified_identifier)] @constructor)
  (field_initializer_list
    (field_initializer
      . (_) @base
      (argument_list . (_) @value))))

(class_specifier
  name: (_) @class
  (base_class_clause) @bases)

(struct_specifier
  name: (_) @class
  (base_class_clause) @bases)
