; Texts that the script prints: what echo and printf get, and here-documents.
(command
  name: (command_name) @name
  argument: [(string) (raw_string)] @text
  (#match? @name "^(echo|printf)$"))
(heredoc_body) @text
