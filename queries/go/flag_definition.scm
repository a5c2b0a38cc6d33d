; A call that may register a flag: any method or package function whose name is that of a
; registering one of pflag or of the standard library's flag, with two arguments at least. How many
; there must be, and which of them is the flag's name and default, depends on @kind.
(call_expression
  function: (selector_expression
    operand: (_) @receiver
    field: (field_identifier) @kind)
  arguments: (argument_list (_) (_)) @arguments
  (#match? @kind
    "^(Bool|Bytes(Base64|Hex)|Count|Duration|Float(32|64)|Func|IP(Mask|Net)?|U?[Ii]nt(8|16|32|64)?|String|Text|Time|Var|BoolFunc)"))
  @definition.flag
