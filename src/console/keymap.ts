/**
 * Every key of the console, as data: the router, the help view, the status bar and the
 * key table of the docs read it. A mode is where the keyboard is at the moment.
 */
import { modes, type Binding, type Mode } from './binding.js';
import { commandKeys } from './command-keys.js';
import { dialogKeys } from './dialog-keys.js';
import { partsOf } from './chord.js';
import type { Intent } from './intent.js';
import { scrollKeys } from './scroll-keys.js';

export { modes, type Binding, type Mode } from './binding.js';

export type Keymap = {
  readonly bindings: readonly Binding[];
  readonly byMode: ReadonlyMap<Mode, ReadonlyMap<string, Intent>>;
};

/** The keys as they are unless the user's settings say otherwise. */
export const keymap: readonly Binding[] = [...commandKeys, ...scrollKeys, ...dialogKeys];

export function createKeymap(bindings: readonly Binding[]): Keymap {
  const intentsOf = (mode: Mode) =>
    bindings
      .filter((binding) => binding.modes.includes(mode))
      .flatMap(({ keys, intent }) => keys.map((key) => [key, intent] as const));
  return {
    bindings,
    byMode: new Map(modes.map((mode) => [mode, new Map(intentsOf(mode))])),
  };
}

export const defaultKeymap = createKeymap(keymap);

/** The intent of a key by the first of its names that is bound; undefined when none is. */
export function intentOf(
  { byMode }: Keymap,
  mode: Mode,
  ...chords: readonly string[]
): Intent | undefined {
  const bound = byMode.get(mode);
  return bound && chords.map((chord) => bound.get(chord)).find(Boolean);
}

/** A mode's bindings with a word for the status bar, in the keymap's order. */
export function barOf(
  { bindings }: Keymap,
  mode: Mode,
): readonly { readonly key: string; readonly word: string }[] {
  return bindings.flatMap(({ keys: [key], modes: bound, bar }) =>
    key !== undefined && bar !== undefined && bound.includes(mode)
      ? [{ key: label(key), word: bar }]
      : [],
  );
}

/** A binding's first key as it is written for people; empty when it has none. */
export function keyOf({ bindings }: Keymap, name: string): string {
  return label(bindings.find((binding) => binding.name === name)?.keys[0] ?? '');
}

/** How a key is written for people: `Ctrl+Space`, `Esc`, `↓`. */
export function label(chord: string): string {
  const { held, key } = partsOf(chord);
  return held.map((name) => `${capital(name)}+`).join('') + (LABELS[key] ?? named(key));
}

function named(key: string): string {
  return key.length > 1 ? capital(key) : key;
}

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

const LABELS: Readonly<Record<string, string>> = {
  escape: 'Esc',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
};
