; The entry point of a program: `func main` of `package main`. A method called main is none.
(source_file
  (package_clause (package_identifier) @package)
  (function_declaration
    name: (identifier) @name
    parameters: (parameter_list)
    !result
    !type_parameters) @definition.main
  (#eq? @package "main")
  (#eq? @name "main"))
