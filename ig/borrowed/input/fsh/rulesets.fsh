// A structure that somebody else publishes, under the canonical they gave it.
RuleSet: Borrowed(url, version, publisher)
* ^url = "{url}"
* ^version = "{version}"
* ^publisher = "{publisher}"

// One place where an extension may stand.
RuleSet: Context(path)
* ^context[+].type = #element
* ^context[=].expression = "{path}"
