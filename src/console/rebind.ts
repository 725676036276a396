/**
 * The keymap with the user's own keys. What cannot be is told, all of it: a command that
 * there is not, a key that no terminal has, and two commands on one key.
 */
import { nearest } from '../base/nearest.js';
import { fail, ok, type Result } from '../base/result.js';
import type { Binding, Mode } from './binding.js';
import { normalChord, partsOf } from './chord.js';
import { isKeyName } from './key-codes.js';
import { createKeymap, defaultKeymap, keymap, type Keymap } from './keymap.js';

/** What cannot be of the keys of one command. */
export type KeyFault = {
  /** As the user wrote it. */
  readonly command: string;
  /** In one line, with what to do. */
  readonly why: string;
};

type OwnKeys = Readonly<Record<string, string>>;

/** Stands for no key at all. */
const NONE = 'none';

/** Where whole words are typed: a bare character bound there could no longer be. */
const TYPING = ['pane', 'search', 'character', 'text'] as const satisfies readonly Mode[];

/** `keys`: by a binding's name its keys, with blanks between: `zoom: z ctrl+z`. */
export function rebound(keys: OwnKeys): Result<Keymap, readonly KeyFault[]> {
  if (Object.keys(keys).length === 0) return ok(defaultKeymap);
  const prefix = normalKeys(keys['prefix'] ?? '');
  const bindings = keymap
    .map((binding) => withKeys(binding, keys))
    .map((binding) =>
      Object.hasOwn(keys, binding.name) ? binding : giveWay(binding, prefix),
    );
  const wrong = bindings.flatMap(unusable);
  const rest = bindings.filter(({ name }) => !isOneOf(wrong, name));
  const faults = [...unknown(keys), ...wrong, ...collisions(rest, keys)];
  return faults.length === 0 ? ok(createKeymap(bindings)) : fail(faults);
}

/** What is to be changed anyway is not looked at for collisions. */
function isOneOf(faults: readonly KeyFault[], name: string): boolean {
  const giver = name === 'send-prefix' ? 'prefix' : name;
  return faults.some(({ command }) => command === giver || command === name);
}

function unknown(keys: OwnKeys): readonly KeyFault[] {
  const names = keymap.map(({ name }) => name);
  return Object.keys(keys)
    .filter((command) => !names.includes(command))
    .map((command) => ({
      command,
      why: `there is no such command; ${meant(command, names)}`,
    }));
}

function meant(strange: string, names: readonly string[]): string {
  const name = nearest(strange, names);
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
  return chords.map(normalChord);
}

/** What leaves a mode, as the status bar says in it. Without a key a person would be locked in. */
const WAYS_OUT: ReadonlySet<string> = new Set([
  'prefix',
  'detach',
  'cancel-command',
  'leave-scroll',
  'search-cancel',
  'find-cancel',
  'close',
  'leave-lost',
  'cancel-text',
]);

/** What most terminals send for them is another key. */
const SAME_KEYS: ReadonlyMap<string, string> = new Map([
  ['ctrl+i', 'tab'],
  ['ctrl+m', 'enter'],
  ['ctrl+[', 'escape'],
]);

/** The send-prefix key is judged as the prefix, from which it comes. */
function unusable(binding: Binding): readonly KeyFault[] {
  const { name: command, keys } = binding;
  if (command === 'send-prefix') return [];
  if (WAYS_OUT.has(command) && keys.length === 0)
    return [{ command, why: 'it needs a key' }];
  return keys.flatMap((chord) => {
    const why = unusableKey(chord, binding);
    return why === undefined ? [] : [{ command, why }];
  });
}

function unusableKey(chord: string, { modes }: Binding): string | undefined {
  if (!isChord(chord))
    return `\`${chord}\` is no key; write it as ctrl+k, alt+k, A, f5 or pageup`;
  const same = SAME_KEYS.get(chord);
  if (same !== undefined)
    return `\`${chord}\` is the key \`${same}\` in most terminals; take another`;
  const bare = Array.from(chord).length === 1 || chord === 'space';
  return bare && TYPING.some((mode) => modes.includes(mode))
    ? `\`${chord}\` could then no longer be typed; take one with ctrl or alt`
    : undefined;
}

function isChord(chord: string): boolean {
  const { held, key } = partsOf(chord);
  if (key === 'space' || isKeyName(key)) return true;
  // Shift shows in the character itself.
  return Array.from(key).length === 1 && (!held.includes('shift') || held.length > 1);
}

/** Each two commands that share a key, once, at one whose keys the user gave. */
function collisions(bindings: readonly Binding[], own: OwnKeys): readonly KeyFault[] {
  const owners = new Map<string, string>();
  const faults = new Map<string, KeyFault>();
  for (const { name, modes, keys } of bindings)
    for (const mode of modes)
      for (const key of keys) {
        const other = owners.get(`${mode} ${key}`) ?? name;
        if (other !== name)
          faults.set(`${key} ${other} ${name}`, {
            command: [name, other].find((one) => Object.hasOwn(own, one)) ?? 'prefix',
            why: `\`${key}\` is both \`${other}\` and \`${name}\`; give one of them another key`,
          });
        owners.set(`${mode} ${key}`, other);
      }
  return [...faults.values()];
}
