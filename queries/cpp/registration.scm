; A factory that registers itself when the binary starts:
;   static Registry::RegisterFactory<Factory, Category> registered_;
;   REGISTER_FACTORY(Factory, Category);
;   RegisterNullVmPluginFactory registered_("name", [] { ... });
;   REGISTER_WASM_EXTENSION(Extension);
(template_type
  name: (type_identifier) @kind
  arguments: (template_argument_list
    . (type_descriptor) @factory
    . (type_descriptor) @category)
  (#eq? @kind "RegisterFactory")) @definition.registration

(call_expression
  function: (identifier) @kind
  arguments: (argument_list
    . (_) @factory
    . (_) @category)
  (#match? @kind "^([A-Z]+_)?REGISTER_FACTORY$")) @definition.registration

(function_declarator
  declarator: (identifier) @kind
  parameters: (parameter_list
    . (parameter_declaration) @factory
    . (parameter_declaration) @category)
  (#match? @kind "^([A-Z]+_)?REGISTER_FACTORY$")) @definition.registration

(declaration
  type: [(type_identifier) (qualified_identifier)] @kind
  declarator: (init_declarator
    value: (argument_list . (_) @registered))
  (#match? @kind "(^|::)Register\\w+PluginFactory$")) @definition.registration

(call_expression
  function: (identifier) @kind
  (#match? @kind "^REGISTER_[A-Z_]+_EXTENSION$")) @definition.registration
