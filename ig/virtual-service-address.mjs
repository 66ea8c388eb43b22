// In HL7's virtualService the sub-extension address has a value or has parts. SUSHI closes the value of
// every extension that has parts, so it is opened again here.
const ADDRESS = 'Extension.extension:address.value[x]';

/** Lets the address of a virtualService extension be a url, a string or a ContactPoint again. */
export function openAddress(definition) {
  for (const view of [definition.snapshot, definition.differential]) {
    for (const element of view?.element ?? []) {
      if (element.id !== ADDRESS) continue;
      element.max = '1';
      element.type = ['url', 'string', 'ContactPoint'].map((code) => ({ code }));
    }
  }
}
