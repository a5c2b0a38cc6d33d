; What gives a factory its name: a method that returns it, or a constructor that hands it to a base
; class; and the base classes, which may do either.
(return_statement (_) @value) @return

(field_initializer) @initializer

(base_class_clause) @bases
