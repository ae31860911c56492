// Writes src/page/reference_names.h, the named character references of the WHATWG HTML standard, from
// the npm packages that hold its table:
//
//     npm install character-entities character-entities-legacy && node tools/reference-names.mjs > src/page/reference_names.h
import { characterEntities } from 'character-entities'
import { characterEntitiesLegacy } from 'character-entities-legacy'

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const legacy = new Set(characterEntitiesLegacy)
const rows = Object.entries(characterEntities)
  .sort((a, b) => order(a[0], b[0]))
  .map(([name, text]) => {
    const points = [...text].map((c) => '0x' + c.codePointAt(0).toString(16).toUpperCase())
    return `{"${name}", ${points[0]}, ${points[1] ?? 0}, ${legacy.has(name)}},`
  })
const lines = ['']
for (const row of rows) {
  const last = lines.length - 1
  if (lines[last].length + row.length > 94) lines.push('    ' + row)
  else lines[last] += (lines[last] ? ' ' : '    ') + row
}
console.log(`/* reference_names: the named character references of the WHATWG HTML standard, sorted by name. Made by
 * tools/reference-names.mjs; include from reference.c alone. */
static const struct reference_name {
    const char *name; /* without "&" and ";" */
    uint32_t first, second; /* code points; second 0: none */
    bool bare;              /* also good without ";" */
} reference_names[] = {
${lines.join('\n')}
};`)
