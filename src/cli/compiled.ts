/**
 * Runs a bundled program from the code that V8 made of it in an earlier run, kept beside
 * it: compiling takes longer than anything else that a start does. Node's own cache of
 * compiled modules (`module.enableCompileCache`) begins with Node 22, and is not used by
 * the programs that wtmux starts in the background.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { constants, Script } from 'node:vm';

/** By then a program has loaded what it needs, and compiled the functions that it calls. */
const SETTLED_MS = 5000;

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * `path` names a CommonJS file of ASCII characters whose name changes with its contents:
 * V8 compares no more of a source than its length. `part`, a word, tells apart runs of a
 * program that call other functions of it.
 */
export function runCompiled(path: string, part = ''): void {
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
  const module = { exports: {} };
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
