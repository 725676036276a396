import { readFile, stat, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { fileLog, outlive } from '../../src/host/log.js';
import { aFolder } from '../helpers/folder.js';

it('writes a line an entry, with the error below', async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/state/host.log`;
  const log = fileLog(path);
  log('started');
  log('failed', new Error('why'));
  const text = (await readFile(path, 'utf8')).replaceAll(/^\S+T\S+Z /gm, '');
  expect(text.split('\n').slice(0, 3)).toEqual(['started', 'failed', '  Error: why']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('sets a large file aside', async () => {
  await using folder = await aFolder();
  const path = `${folder.path}/host.log`;
  await writeFile(path, 'x'.repeat(1024 * 1024 + 1));
  fileLog(path)('started');
  expect(await readFile(path, 'utf8')).toMatch(/^\S+ started\n$/);
  expect((await stat(`${path}.old`)).size).toBe(1024 * 1024 + 1);
});

it('does not mind when it cannot write', () => {
  expect(() => fileLog('/dev/null/host.log')('started')).not.toThrow();
});

it('ignores a hang-up while a host is to live', async () => {
  const logged: string[] = [];
  const before = process.listenerCount('SIGHUP');
  {
    using _ = outlive((message) => logged.push(message));
    process.kill(process.pid, 'SIGHUP');
    await expect.poll(() => logged).toEqual(['SIGHUP ignored']);
  }
  expect(process.listenerCount('SIGHUP')).toBe(before);
});
