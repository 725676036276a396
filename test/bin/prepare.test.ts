import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** A checkout with one package, and an npm that only notes that it was called. */
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
    'src/a.ts': '',
    'layouts/a.yaml': '',
    'agents/a.yaml': '',
  };
  for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
  mkdirSync(join(folder, 'bin'));
  copyFileSync(prepare, join(folder, 'bin/prepare.js'));
  write(npm, '#!/bin/sh\n: > installed\n');
  chmodSync(npm, 0o755);
  return {
    folder,
    prepare: () =>
      execFileSync(process.execPath, [join(folder, 'bin/prepare.js')], {
        env: { PATH: `${dirname(npm)}:${process.env['PATH'] ?? ''}` },
        stdio: 'pipe',
      }),
    wasInstalled: () => existsSync(join(folder, 'installed')),
    [Symbol.asyncDispose]: () => outside[Symbol.asyncDispose](),
  };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
