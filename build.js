/**
 * Bundles the programs of wtmux into dist/, so that a start loads one file and what a
 * command needs, instead of a thousand small ones. bin/prepare.js runs it when something
 * changed; run by itself it bundles the benchmarks.
 */
import { build } from 'esbuild';

/** Ink's optional developer tools: they need a package that is not installed. */
const withoutDevtools = {
  name: 'without-devtools',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({
      path,
      namespace: 'nothing',
    }));
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({
      contents: 'export default {}',
    }));
  },
};

/** CommonJS packages inside an ES module still ask for Node's own modules by `require`. */
const banner = `import { createRequire as makeRequire } from 'node:module';
const require = makeRequire(import.meta.url);`;

export const options = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  splitting: true,
  banner: { js: banner },
  define: { 'process.env.NODE_ENV': '"production"' },
  external: ['node-pty'],
  plugins: [withoutDevtools],
  logLevel: 'warning',
};

export const programs = {
  main: 'src/cli/main.ts',
  host: 'src/cli/host-main.ts',
  engine: 'src/cli/engine-main.ts',
  'demo-agent': 'src/demo/agent-main.ts',
};

export async function buildAll(outdir) {
  await build({ ...options, entryPoints: programs, outdir });
}

/** The benchmarks are a program of their own, beside what they measure. */
async function buildBench() {
  await build({
    ...options,
    splitting: false,
    entryPoints: {
      bench: 'bench/run.ts',
      'bench-relay': 'bench/relay.ts',
      'bench-profiler': 'bench/profiler.ts',
      'bench-scheduler': 'bench/scheduler.ts',
      picture: 'bench/picture.ts',
    },
    outdir: 'dist',
  });
}

if (process.argv[1] === import.meta.filename) await buildBench();
