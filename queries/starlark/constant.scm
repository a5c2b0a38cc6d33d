; A variable of a BUILD, WORKSPACE or .bzl file, which later expressions name.
(module
  (expression_statement
    (assignment
      left: (identifier) @name
      right: (_) @value) @definition.constant))
