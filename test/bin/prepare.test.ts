import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { aFolder } from '../helpers/folder.js';

const prepare = join(import.meta.dirname, '../../bin/prepare.js');

const LOCK = JSON.stringify({
  packages: { '': {}, 'node_modules/left': { version: '1.0.0' } },
});

it('installs packages that are gone, though npm noted them as installed', async () => {
  await using checkout = await aCheckout();
  checkout.prepare();
  expect(checkout.wasInstalled()).toBe(true);
});

it('installs nothing where every package lies', async () => {
  await using checkout = await aCheckout();
  mkdirSync(join(checkout.folder, 'node_modules/left'));
  checkout.prepare();
  expect(checkout.wasInstalled()).toBe(false);
});

it('is done once by two who start at a time', async () => {
  await using checkout = await aCheckout();
  await Promise.all([checkout.prepareBeside(), checkout.prepareBeside()]);
  expect(checkout.installs()).toBe(1);
  expect(existsSync(join(checkout.folder, '.preparing'))).toBe(false);
});

it('waits for no turn that a killed one left', async () => {
  await using checkout = await aCheckout();
  const { pid } = spawnSync('true');
  write(join(checkout.folder, '.preparing'), String(pid));
  await checkout.prepareBeside();
  expect(checkout.installs()).toBe(1);
});

it('waits for no turn that a killed one left, whose id another process has by now', async () => {
  await using checkout = await aCheckout();
  write(join(checkout.folder, '.preparing'), `${process.pid} 1`);
  await checkout.prepareBeside();
  expect(checkout.installs()).toBe(1);
});

/** Fails where another one is at work, as npm does; installs the package. */
const NPM = `#!/bin/sh
mkdir busy || exit 1
sleep 1.5
echo >> installed
mkdir -p node_modules/left
rmdir busy
`;

/** A checkout with one package, and an npm that notes that it was called. */
async function aCheckout() {
  const outside = await aFolder();
  const folder = join(outside.path, 'checkout');
  const npm = join(outside.path, 'tools/npm');
  const files = {
    'package-lock.json': LOCK,
    'node_modules/.package-lock.json': LOCK,
    'build.js':
      "import { mkdirSync } from 'node:fs';\nexport const buildAll = (to) => mkdirSync(to);\n",
    'package.json': '{ "type": "module" }',
    'build/a.js': '',
    'src/a.ts': '',
    'layouts/a.yaml': '',
    'agents/a.yaml': '',
  };
  for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
  mkdirSync(join(folder, 'bin'));
  copyFileSync(prepare, join(folder, 'bin/prepare.js'));
  write(npm, NPM);
  chmodSync(npm, 0o755);
  const env = { PATH: `${dirname(npm)}:${process.env['PATH'] ?? ''}` };
  const command = [process.execPath, [join(folder, 'bin/prepare.js')], { env }] as const;
  const installed = join(folder, 'installed');
  return {
    folder,
    prepare: () => execFileSync(command[0], command[1], { ...command[2], stdio: 'pipe' }),
    prepareBeside: () => promisify(execFile)(...command),
    wasInstalled: () => existsSync(installed),
    installs: () => readFileSync(installed, 'utf8').length,
    [Symbol.asyncDispose]: () => outside[Symbol.asyncDispose](),
  };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
