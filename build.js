/**
 * Bundles the programs of wtmux into dist/, so that a start loads one file and what a
 * command needs, instead of a thousand small ones. bin/prepare.js runs it when something
 * changed; run by itself it bundles the benchmarks.
 */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { packed } from './build/packs.js';
import * as plugins from './build/plugins.js';

const options = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  define: { 'process.env.NODE_ENV': '"production"' },
  external: ['node-pty'],
  plugins: Object.values(plugins),
  // Puts constants of other modules where they are used; names and lines stay.
  minifySyntax: true,
  logLevel: 'warning',
};

/** CommonJS, whose code can be kept between runs: see `src/cli/compiled.ts`. */
const common = {
  ...options,
  format: 'cjs',
  define: {
    ...options.define,
    'import.meta.dirname': '__dirname',
    'import.meta.url': '__filename',
  },
};

/** CommonJS packages inside an ES module still ask for Node's own modules by `require`. */
const banner = `import { createRequire as makeRequire } from 'node:module';
const require = makeRequire(import.meta.url);`;

const modules = { ...options, format: 'esm', banner: { js: banner } };

/**
 * The programs, each with the sources of its packs (`build/packs.js`). What a person waits for in
 * front of a terminal are the panes, and then what is around them.
 */
const programs = {
  main: {
    entry: 'src/cli/main.ts',
    packs: {
      start: ['src/cli/main.ts'],
      console: ['src/console/console.ts'],
      chrome: [
        'src/ui/load.ts',
        'src/ui/yoga.ts',
        'src/ui/chrome.tsx',
        'src/console/chrome-screens.ts',
      ],
      commands: [],
    },
  },
  host: { entry: 'src/cli/host-main.ts', packs: { program: [] } },
  engine: { entry: 'src/cli/engine-main.ts', packs: { program: [] } },
  'demo-agent': { entry: 'src/demo/agent-main.ts', packs: { program: [] } },
};

/** Formats are read with schemas, which take longer to make than most files to read. */
const aside = {
  entries: ['yaml', 'zod', ...sourcesIn('src/formats')],
  isPure: (path) =>
    /^(?:src\/(?:formats|domain|base)|node_modules\/(?:yaml|zod))\//.test(path),
};

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

export async function buildAll(outdir) {
  // The rest of this project is ES modules.
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, 'package.json'), '{"type":"commonjs"}\n');
  await build({
    ...common,
    entryPoints: ['src/cli/compiled.ts'],
    outfile: join(outdir, 'compiled.js'),
  });
  for (const [name, program] of Object.entries(programs))
    await buildProgram(outdir, name, program);
  await buildHook(outdir);
  await buildFiles(outdir);
}

async function buildProgram(outdir, name, program) {
  const { files, packs } = await packed(common, { ...program, name, aside });
  for (const [file, text] of files) writeProgram(join(outdir, file), text);
  // Each command calls other functions of the program; wtmux alone is `attach`.
  const part = name === 'main' ? "process.argv[2] ?? 'attach'" : `'${name}'`;
  const call = `runPacked(__dirname, ${JSON.stringify(packs)}, ${part})`;
  writeFileSync(join(outdir, `${name}.js`), `require('./compiled.js').${call};\n`);
}

/** Its file has the contents' hash in its name. */
function writeProgram(path, text) {
  if (text.includes('new Intl.Segmenter('))
    throw new Error(`${path} cuts text by itself: see which package of Ink does`);
  writeFileSync(path, asAscii(text));
}

/**
 * Programs are loaded as ASCII, which V8 reads at once. esbuild escapes what else stands in
 * strings but not in regular expressions, where the same escapes mean the same: a character
 * of two units as well.
 */
function asAscii(text) {
  return text.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Agents wait for it many times a minute: a script of sh, and one file without modules. */
async function buildHook(outdir) {
  await build({
    ...common,
    entryPoints: ['src/hook/main.ts'],
    outfile: join(outdir, 'hook.cjs'),
  });
  copyFileSync('src/hook/hook.sh', join(outdir, 'hook.sh'));
}

/** The shipped layouts and agents as they are when they have been read: that takes YAML and schemas. */
async function buildFiles(outdir) {
  const { readLayout } = await bundled(outdir, 'src/layout/layout-file.ts');
  const layouts = filesIn('layouts', readLayout);
  writeFileSync(
    join(outdir, 'layouts.json'),
    JSON.stringify(Object.fromEntries(layouts)),
  );

  const { readAgent } = await bundled(outdir, 'src/formats/agent-file.ts');
  const { keptAgents } = await bundled(outdir, 'src/formats/kept-agents.ts');
  const agents = filesIn('agents', (text, file) => readAgent(text, { file }));
  writeFileSync(
    join(outdir, 'agents.json'),
    keptAgents(agents.map(([, agent]) => agent)),
  );
}

/** A module of the sources, loaded as it will be. */
async function bundled(outdir, source) {
  const file = join(outdir, 'bundled.mjs');
  await build({ ...modules, entryPoints: [source], outfile: file });
  try {
    return await import(`${pathToFileURL(file).href}?${source}`);
  } finally {
    rmSync(file);
  }
}

/** What a folder's YAML files hold, with their names. */
function filesIn(folder, read) {
  return readdirSync(folder)
    .toSorted()
    .map((name) => {
      const result = read(readFileSync(join(folder, name), 'utf8'), name);
      if (!result.ok)
        throw new Error(result.failure.map(({ message }) => message).join('; '));
      return [basename(name, '.yaml'), result.value];
    });
}

/** The benchmarks are a program of their own, beside what they measure. */
async function buildBench() {
  await build({
    ...modules,
    outExtension: { '.js': '.mjs' },
    entryPoints: {
      bench: 'bench/run.ts',
      'bench-relay': 'bench/relay.ts',
      'bench-emulator': 'bench/emulator.ts',
      'bench-profiler': 'bench/profiler.ts',
      'bench-scheduler': 'bench/scheduler.ts',
      picture: 'bench/picture.ts',
    },
    outdir: 'dist',
  });
}

if (process.argv[1] === import.meta.filename) await buildBench();
