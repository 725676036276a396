/**
 * The keymap with the user's own keys. What cannot be is told in one line: a command that
 * there is not, a key that no terminal has, and two commands on one key.
 */
import { nearest } from '../base/nearest.js';
import { fail, ok, type Result } from '../base/result.js';
import type { Binding, Mode } from './binding.js';
import { isKeyName } from './key-codes.js';
import { partsOf } from './key.js';
import { createKeymap, keymap, type Keymap } from './keymap.js';

export type Unusable = { readonly why: string };

/** Stands for no key at all. */
const NONE = 'none';

/** Where whole words are typed: a bare character bound there could no longer be. */
const TYPING = ['pane', 'search', 'text'] as const satisfies readonly Mode[];

/** `keys`: by a binding's name its keys, with blanks between: `zoom: z ctrl+z`. */
export function rebound(
  keys: Readonly<Record<string, string>>,
): Result<Keymap, Unusable> {
  const names = keymap.map(({ name }) => name);
  const unknown = Object.keys(keys).find((name) => !names.includes(name));
  if (unknown !== undefined)
    return fail({
      why: `keys: there is no command \`${unknown}\`; ${meant(unknown, names)}`,
    });

  const prefix = normalKeys(keys['prefix'] ?? '');
  const bindings = keymap
    .map((binding) => withKeys(binding, keys))
    .map((binding) =>
      Object.hasOwn(keys, binding.name) ? binding : giveWay(binding, prefix),
    );
  const why = firstOf(bindings, unusable) ?? collision(bindings);
  return why === undefined ? ok(createKeymap(bindings)) : fail({ why: `keys: ${why}` });
}

function meant(unknown: string, names: readonly string[]): string {
  const name = nearest(unknown, names);
  return name === undefined ? 'docs/keys.md has all' : `did you mean \`${name}\`?`;
}

function withKeys(binding: Binding, keys: Readonly<Record<string, string>>): Binding {
  // Pressed twice, the prefix goes to the agent whichever key it is.
  const own =
    keys[binding.name] ?? (binding.name === 'send-prefix' ? keys['prefix'] : undefined);
  if (own === undefined) return binding;
  return { ...binding, keys: normalKeys(own) };
}

/** A new prefix may be one of several keys that a command has anyway (`ctrl+b` a page up). */
function giveWay(binding: Binding, prefix: readonly string[]): Binding {
  const left = binding.keys.filter((key) => !prefix.includes(key));
  return left.length === 0 ? binding : { ...binding, keys: left };
}

function normalKeys(own: string): readonly string[] {
  const chords = own.split(/\s+/).filter((chord) => chord !== '' && chord !== NONE);
  return chords.map(normal);
}

/** Names in small letters; a character is as it is typed. */
function normal(chord: string): string {
  return chord
    .split(/(?<=.)\+/)
    .map((part) => (part.length > 1 ? part.toLowerCase() : part))
    .join('+');
}

function firstOf(
  bindings: readonly Binding[],
  judge: (binding: Binding) => string | undefined,
): string | undefined {
  for (const binding of bindings) {
    const why = judge(binding);
    if (why !== undefined) return why;
  }
  return undefined;
}

function unusable({ name, keys, modes }: Binding): string | undefined {
  if (name === 'prefix' && keys.length === 0) return '`prefix` needs a key';
  const strange = keys.find((chord) => !isChord(chord));
  if (strange !== undefined)
    return `\`${strange}\` for \`${name}\` is no key; write it as ctrl+k, alt+k, A, f5 or pageup`;
  const bare = keys.find((chord) => Array.from(chord).length === 1 || chord === 'space');
  const types = TYPING.find((mode) => modes.includes(mode));
  return bare !== undefined && types !== undefined
    ? `\`${bare}\` for \`${name}\` could then no longer be typed; take one with ctrl or alt`
    : undefined;
}

function isChord(chord: string): boolean {
  const { held, key } = partsOf(chord);
  if (key === 'space' || isKeyName(key)) return true;
  // Shift shows in the character itself.
  return Array.from(key).length === 1 && (!held.includes('shift') || held.length > 1);
}

function collision(bindings: readonly Binding[]): string | undefined {
  const owners = new Map<string, Binding>();
  for (const binding of bindings)
    for (const mode of binding.modes)
      for (const key of binding.keys) {
        const other = owners.get(`${mode} ${key}`);
        if (other && other !== binding)
          return `\`${key}\` is both \`${other.name}\` and \`${binding.name}\`; give one of them another key`;
        owners.set(`${mode} ${key}`, binding);
      }
  return undefined;
}
