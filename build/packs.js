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
 * no pack before it has. The last pack takes whatever is left. Gives the text of each file by its
 * name, in which pack each chunk is, and the chunk that runs first.
 */
export async function packed(options, { entry, packs }) {
  const { outputFiles, metafile } = await build({
    ...options,
    format: 'esm',
    splitting: true,
    entryPoints: [entry],
    outdir: 'packs',
    metafile: true,
    write: false,
  });
  const graph = graphOf(metafile);
  const packOf = shared(graph, packs);
  const textOf = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const files = new Map();
  const where = {};
  for (const pack of Object.keys(packs)) {
    const chunks = [...packOf].filter(([, its]) => its === pack).map(([name]) => name);
    const parts = await Promise.all(
      chunks.map(async (name) =>
        partOf(name, await asCommonJs(options, textOf.get(name))),
      ),
    );
    const text = `module.exports = {\n${parts.join('')}};\n`;
    const file = `${pack}-${hashOf(text)}.js`;
    files.set(file, text);
    for (const name of chunks) where[`./${name}`] = file;
  }
  return { files, where, first: `./${graph.chunkOf(entry)}` };
}

function graphOf({ outputs }) {
  const chunks = Object.entries(outputs).map(([path, { imports, entryPoint }]) => ({
    name: basename(path),
    entryPoint,
    needs: imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .map((its) => basename(its.path)),
  }));
  const needsOf = new Map(chunks.map(({ name, needs }) => [name, needs]));
  return {
    names: [...needsOf.keys()],
    needsOf: (name) => needsOf.get(name),
    chunkOf(source) {
      const found = chunks.find(({ entryPoint }) => entryPoint === source);
      if (!found)
        throw new Error(`${source} is imported by nobody when it is called for`);
      return found.name;
    },
  };
}

/** The pack of each chunk. */
function shared({ names, needsOf, chunkOf }, packs) {
  const packOf = new Map();
  for (const [pack, sources] of Object.entries(packs))
    for (const source of sources) take(chunkOf(source), pack);
  const last = Object.keys(packs).at(-1);
  for (const name of names) if (!packOf.has(name)) packOf.set(name, last);
  return packOf;

  function take(name, pack) {
    if (packOf.has(name)) return;
    packOf.set(name, pack);
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
  return code;
}

function partOf(name, code) {
  return `${JSON.stringify(`./${name}`)}(exports, require, module) {\n${code}},\n`;
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
}
