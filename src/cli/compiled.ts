/**
 * Runs a bundled program from the code that V8 made of it in an earlier run, kept beside
 * it: compiling takes longer than anything else that a start does. Node's own cache of
 * compiled modules (`module.enableCompileCache`) begins with Node 22, and is not used by
 * the programs that wtmux starts in the background.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { constants, Script } from 'node:vm';

/** By then a program has loaded what it needs, and compiled the functions that it calls. */
const SETTLED_MS = 5000;

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * `path` names a CommonJS file of ASCII characters whose name changes with its contents:
 * V8 compares no more of a source than its length. `part`, a word, tells apart runs of a
 * program that call other functions of it.
 */
export function runCompiled(path: string, part = ''): unknown {
  const word = /^[a-z-]{1,20}$/.test(part) ? part : 'any';
  const kept = `${path}.${word}-${process.versions.v8}-${process.arch}`;
  const cachedData = contentsOf(kept);
  // On one line, so that a stack tells the lines of the file.
  const source = `(function (${PARAMETERS.join(', ')}) {${readFileSync(path, 'latin1')}\n})`;
  const script = new Script(source, {
    filename: path,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData ? { cachedData } : {}),
  });
  if (!cachedData || script.cachedDataRejected) keepLater(script, kept);
  const module: { exports: unknown } = { exports: {} };
  const run: unknown = script.runInThisContext();
  if (typeof run !== 'function') throw new Error(`${path} is no program`);
  run.call(
    module.exports,
    module.exports,
    createRequire(path),
    module,
    path,
    dirname(path),
  );
  return module.exports;
}

/** A program in packs, as `build/packs.js` makes them. */
export type Packs = {
  /** The file of each chunk. */
  readonly where: Readonly<Record<string, string>>;
  /** The exports of each chunk that runs when one of them is used, not when it is imported. */
  readonly late: Readonly<Record<string, readonly string[]>>;
  /** The chunk that runs first. */
  readonly first: string;
};

type Chunk = (exports: unknown, require: Require, module: { exports: unknown }) => void;
type Chunks = Readonly<Record<string, Chunk>>;
type Require = (name: string) => unknown;

/** Runs a program whose packs are in `folder`: each is loaded when something of it is called for. */
export function runPacked(folder: string, program: Packs, part: string): void {
  const packs = new Map<string, Chunks>();
  const modules = new Map<string, { exports: unknown }>();
  const outside = createRequire(join(folder, 'main.js'));
  run(program.first);

  function load(name: string): unknown {
    const known = modules.get(name);
    if (known) return known.exports;
    const late = program.late[name];
    if (late === undefined) return run(name);
    const exports = whenUsed(late, () => run(name));
    modules.set(name, { exports });
    return exports;
  }

  function run(name: string): unknown {
    const file = program.where[name];
    if (file === undefined) return outside(name);
    const module = { exports: {} };
    modules.set(name, module);
    chunksOf(file)[name]?.(module.exports, load, module);
    return module.exports;
  }

  function chunksOf(file: string): Chunks {
    const known = packs.get(file);
    if (known) return known;
    const chunks = runCompiled(join(folder, file), part);
    if (!isChunks(chunks)) throw new Error(`${file} is no pack`);
    packs.set(file, chunks);
    return chunks;
  }
}

/** What `run` exports, which is called when the first of `names` is read. */
function whenUsed(names: readonly string[], run: () => unknown): object {
  let made: object | undefined;
  const get = (name: string): unknown => Reflect.get((made ??= Object(run())), name);
  const exports = {};
  for (const name of names)
    Object.defineProperty(exports, name, { enumerable: true, get: () => get(name) });
  return exports;
}

function isChunks(value: unknown): value is Chunks {
  return typeof value === 'object' && value !== null;
}

function contentsOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function keepLater(script: Script, path: string): void {
  const timer = setTimeout(keep, SETTLED_MS).unref();
  process.once('exit', keep);

  function keep(): void {
    clearTimeout(timer);
    // What was no command has no functions of its own.
    if (process.exitCode) return;
    process.removeListener('exit', keep);
    const fresh = `${path}.${process.pid}`;
    try {
      writeFileSync(fresh, script.createCachedData(), { mode: 0o600 });
      renameSync(fresh, path);
    } catch {
      // Installed where this user may not write: it is compiled anew each time.
      rmSync(fresh, { force: true });
    }
  }
}
