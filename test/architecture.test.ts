import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../src');

/**
 * Who may import whom. A folder may always import itself; packages are named in full.
 * `node:*` stands for Node's own modules that reach outside (files, sockets, processes).
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  base: [],
  domain: ['base'],
  formats: ['base', 'domain', 'yaml', 'zod'],
  layout: ['base', 'domain', 'formats', 'zod'],
  screen: ['base', 'domain', '@xterm/headless', '@xterm/addon-unicode-graphemes'],
  compositor: ['base', 'domain', 'layout', 'screen'],
  workflow: ['base', 'domain'],
  protocol: ['base', 'domain', 'layout', 'screen'],
  connection: ['base', 'domain', 'protocol', 'screen', 'node:*'],
  pty: ['base', 'domain', 'node-pty', 'node:*'],
  git: ['base', 'domain', 'simple-git', 'node:*'],
  watch: ['base', 'domain', 'chokidar', 'node:*'],
  agents: ['base', 'domain', 'formats'],
  config: ['base', 'domain', 'formats', 'node:*'],
  journal: ['base', 'domain', 'formats', 'node:*'],
  host: ['base', 'domain', 'screen', 'protocol', 'connection', 'pty', 'config', 'node:*'],
  engine: [
    'base',
    'domain',
    'formats',
    'workflow',
    'protocol',
    'connection',
    'git',
    'watch',
    'agents',
    'config',
    'journal',
    'node:*',
  ],
  console: [
    'base',
    'domain',
    'layout',
    'screen',
    'compositor',
    'protocol',
    'connection',
    'config',
    'node:*',
  ],
  ui: [
    'base',
    'domain',
    'layout',
    'workflow',
    'console',
    'ink',
    'yoga-layout/load',
    'react',
    'node:*',
  ],
  demo: ['base', 'domain', 'node:*'],
  // Every module that it loads costs each event of each agent.
  hook: ['domain', 'protocol', 'node:*'],
};

/** Those of them that are as pure as the language. */
const REACH_NOTHING: ReadonlySet<string> = new Set(['node:buffer', 'node:util']);

/** May import everything; nobody imports it. */
const COMPOSITION_ROOT = 'cli';

const files = readdirSync(root, { encoding: 'utf8', recursive: true }).filter((path) =>
  /\.tsx?$/.test(path),
);

it.each(files)('%s imports only what its folder may', (file) => {
  const [folder = ''] = file.split(sep);
  if (folder === COMPOSITION_ROOT) return;
  const foreign = imports(file).filter((target) => target !== folder);
  expect(allowed[folder] ?? []).toEqual(expect.arrayContaining(foreign));
});

/** The folders and packages that a source file imports from, statically or dynamically. */
function imports(file: string): readonly string[] {
  const code = readFileSync(join(root, file), 'utf8');
  const found = code.matchAll(
    /^(?:import|export)\b[^;]*?from '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm,
  );
  const targets = [...found].map(
    ([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '',
  );
  return targets.flatMap((target) => {
    if (REACH_NOTHING.has(target)) return [];
    if (target.startsWith('node:')) return 'node:*';
    if (!target.startsWith('.')) return target;
    const [folder = ''] = relative(root, join(root, dirname(file), target)).split(sep);
    return folder;
  });
}
