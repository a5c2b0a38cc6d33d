; An assignment to a variable, and what may change variables unseen: a file that is read in.
(variable_assignment
  name: (variable_name) @name
  value: (_)? @value) @definition.variable

(command
  name: (command_name) @read
  (#match? @read "^(\\.|source|eval)$")) @changes
