// One place where an extension may stand. Repeat for more.
RuleSet: Context(path)
* ^context[+].type = #element
* ^context[=].expression = "{path}"

// A sub-extension that carries a value and nothing below it.
RuleSet: Leaf(name, type, short)
* extension[{name}].extension 0..0
* extension[{name}].value[x] 1..1
* extension[{name}].value[x] only {type}
* extension[{name}] ^short = "{short}"

// A code system of ours: whole, flat, case matters.
RuleSet: OwnCodes
* ^caseSensitive = true
* ^content = #complete
* ^experimental = false

RuleSet: OwnValueSet
* ^experimental = false
