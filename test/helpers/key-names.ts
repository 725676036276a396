/** Keys as a scenario writes them, `{ctrl+space}z` or `hello{enter}`, as a terminal sends them. */
const named: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  'shift+tab': '\u001b[Z',
  escape: '\u001b',
  backspace: '\u007f',
  space: ' ',
  'ctrl+space': '\u0000',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
};

export function typed(keys: string): string {
  return keys.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => bytesOf(name));
}

function bytesOf(name: string): string {
  const known = named[name];
  if (known !== undefined) return known;
  const [, modifier, letter = ''] = /^(ctrl|alt)\+(.)$/.exec(name) ?? [];
  if (modifier === 'ctrl') return String.fromCodePoint(letter.charCodeAt(0) & 0x1f);
  if (modifier === 'alt') return `\u001b${letter}`;
  throw new Error(`There is no key {${name}}`);
}
