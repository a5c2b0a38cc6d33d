; A command by a plain name, which may be a function of the script.
(command name: (command_name (word) @name)) @call
