; What may be a factory that registers itself when the binary starts:
;   static Registry::RegisterFactory<Factory, Category> registered_;
;   REGISTER_FACTORY(Factory, Category);
;   RegisterNullVmPluginFactory registered_("name", [] { ... });
; Kept this simple because each further step of a pattern takes long to compile with this grammar.
(template_type
  name: (type_identifier) @kind
  arguments: (template_argument_list) @arguments
  (#eq? @kind "RegisterFactory")) @definition.registration

(call_expression
  function: (identifier) @kind
  arguments: (argument_list) @arguments
  (#match? @kind "^([A-Z]+_)?REGISTER_[A-Z_]+$")) @definition.registration

(function_declarator
  declarator: (identifier) @kind
  parameters: (parameter_list) @arguments
  (#match? @kind "^([A-Z]+_)?REGISTER_[A-Z_]+$")) @definition.registration

(declaration
  type: (_) @kind
  declarator: (init_declarator
    value: (argument_list) @plugin)
  (#match? @kind "(^|::)Register\\w+PluginFactory$")) @definition.registration
