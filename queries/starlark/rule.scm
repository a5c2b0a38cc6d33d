; A rule of a BUILD or WORKSPACE file: a call at the top level that has a name.
(module
  (expression_statement
    (call
      function: (identifier) @kind
      arguments: (argument_list
        (keyword_argument
          name: (identifier) @key
          value: (_) @name))) @definition.rule)
  (#eq? @key "name"))
