/**
 * A program in packs: files with the modules that a start needs together, so that what is
 * needed first is read, and taken out of V8's cache of code, before the rest. esbuild cuts
 * a program into chunks wherever it imports something when it is called for; a chunk is
 * small, and a file for each would cost more than it saves.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { build, transform } from 'esbuild';

/**
 * `packs` has for each pack the sources that are loaded with it: each takes what they import and
 * no pack before it has. The last pack takes whatever is left.
 *
 * What foreign formats are read with goes into a pack `aside`, and runs when something of it is
 * used: to make all schemas takes a third of a start that reads no file. `entries` are those of
 * its modules to be cut off, `isPure` tells by its path whether a module does nothing when it runs
 * but make what it exports.
 *
 * Gives the text of each file by its name, and what `runPacked` in `src/cli/compiled.ts` takes.
 */
export async function packed(options, { name: program, entry, packs, aside }) {
  const { outputFiles, metafile } = await build({
    ...options,
    format: 'esm',
    splitting: true,
    entryPoints: [entry, ...aside.entries],
    entryNames: '[name]-[hash]',
    outdir: 'packs',
    metafile: true,
    write: false,
  });
  const graph = graphOf(metafile, { entry, isPure: aside.isPure });
  const packOf = shared(graph, packs);
  const textOf = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const files = new Map();
  const where = {};
  for (const pack of new Set(packOf.values())) {
    const chunks = graph.names.filter((name) => packOf.get(name) === pack);
    const parts = await Promise.all(
      chunks.map(async (name) =>
        partOf(name, await asCommonJs(options, textOf.get(name))),
      ),
    );
    const text = `${BUILT_IN}\nmodule.exports = {\n${parts.join('')}};\n`;
    const file = `${program}-${pack}-${hashOf(text)}.js`;
    files.set(file, text);
    for (const name of chunks) where[`./${name}`] = file;
  }
  return {
    files,
    packs: { where, late: graph.late, first: `./${graph.chunkOf(entry)}` },
  };
}

/** The chunks that a program may come to need. */
function graphOf({ outputs }, { entry, isPure }) {
  const chunks = new Map(
    Object.entries(outputs).map(([path, { imports, exports, entryPoint, inputs }]) => {
      const own = imports.filter(({ external }) => !external);
      const modules = Object.keys(inputs);
      const chunk = {
        source: entryPoint,
        exports,
        calls: own.map((its) => basename(its.path)),
        needs: own
          .filter(({ kind }) => kind === 'import-statement')
          .map((its) => basename(its.path)),
        isLate: modules.length > 0 && modules.every(isPure),
        isPackage: modules.some((path) => path.startsWith('node_modules/')),
      };
      return [basename(path), chunk];
    }),
  );
  const names = new Set();
  reach(chunkOf(entry));
  const late = [...names].filter((name) => chunks.get(name).isLate);
  return {
    names: [...names],
    chunkOf,
    needsOf: (name) => chunks.get(name).needs,
    isAside: (name) => chunks.get(name).isLate && needsPackage(name),
    /** The exports of each chunk that runs when one of them is used. */
    late: Object.fromEntries(late.map((name) => [`./${name}`, chunks.get(name).exports])),
  };

  function reach(name) {
    if (names.has(name)) return;
    names.add(name);
    chunks.get(name).calls.forEach(reach);
  }

  function needsPackage(name) {
    const { isPackage, needs } = chunks.get(name);
    return isPackage || needs.some(needsPackage);
  }

  function chunkOf(source) {
    for (const [name, chunk] of chunks) if (chunk.source === source) return name;
    throw new Error(`${source} is imported by nobody when it is called for`);
  }
}

/** The pack of each chunk. */
function shared({ names, needsOf, isAside, chunkOf }, packs) {
  const packOf = new Map();
  for (const [pack, sources] of Object.entries(packs))
    for (const source of sources) take(chunkOf(source), pack);
  const last = Object.keys(packs).at(-1);
  for (const name of names) take(name, last);
  return packOf;

  function take(name, pack) {
    if (packOf.has(name)) return;
    packOf.set(name, isAside(name) ? 'aside' : pack);
    for (const needed of needsOf(name)) take(needed, pack);
  }
}

async function asCommonJs({ platform, target }, text) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform,
    target,
    // Becomes a call of `require`, as that of other chunks.
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
  });
  return code.replaceAll(COPIED, (_, required) => `builtIn(${required})`);
}

/**
 * esbuild makes what a module imports of Node a copy of all that Node's module has, a property
 * at a time, wherever it is imported: `node:process` a dozen times, 5 ms of the chrome's start.
 */
const COPIED = /\b__toESM\d*\((require\("node:[\w/]+"\))(?:, 1)?\)/g;
const BUILT_IN = `const builtIn = (module) => Object.create(module, { default: { value: module } });`;

function partOf(name, code) {
  return `${JSON.stringify(`./${name}`)}(exports, require, module) {\n${code}},\n`;
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
}
