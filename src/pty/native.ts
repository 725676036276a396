/**
 * The native half of node-pty: one call that forks a program on a new pty, one that
 * resizes it. Its JavaScript half is left out, because it loses output at exit, spins on
 * a full pty and drops the rest of a paused one (`reader.ts`, `writer.ts` do it instead).
 *
 * node-pty exports the binding as `native` and calls it "not public", so its shape is
 * checked once when it is loaded, and the version is pinned exactly.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { assert } from '../base/assert.js';

export type Native = {
  /** Gives the master's descriptor, non-blocking, and the path of its slave. */
  readonly fork: (...fork: Fork) => Forked;
  readonly resize: (
    fd: number,
    columns: number,
    rows: number,
    x: number,
    y: number,
  ) => void;
};

/** In the native call's own order; -1 keeps the user and the group. */
type Fork = readonly [
  file: string,
  args: readonly string[],
  env: readonly string[],
  cwd: string,
  columns: number,
  rows: number,
  uid: -1,
  gid: -1,
  utf8: boolean,
  helper: string,
  onExit: (code: number, signal: number) => void,
];

export type Forked = { readonly fd: number; readonly pid: number; readonly pty: string };

const require = createRequire(import.meta.url);

let loaded: Native | undefined;

/** Throws, with node-pty's own advice, where there is no binding for this platform. */
export function native(): Native {
  loaded ??= load();
  return loaded;
}

/** Starts programs on macOS, where a fork of a threaded process is not safe. */
export function spawnHelper(): string {
  if (process.platform !== 'darwin') return '';
  const target = `${process.platform}-${process.arch}`;
  const nodePty = createRequire(require.resolve('node-pty'));
  const library = nodePty.resolve(`@lydell/node-pty-${target}`);
  return join(dirname(library), '..', 'prebuilds', target, 'spawn-helper');
}

function load(): Native {
  const library: unknown = require('node-pty');
  assert(isObject(library) && isNative(library['native']), 'node-pty has changed');
  return library['native'];
}

function isNative(value: unknown): value is Native {
  return (
    isObject(value) &&
    typeof value['fork'] === 'function' &&
    typeof value['resize'] === 'function'
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
