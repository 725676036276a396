import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startTime, takeLock } from '../../src/config/lock.js';
import { aFolder } from '../helpers/folder.js';

describe('takeLock', () => {
  it('gives the lock to one, and to the next when it is released', async () => {
    await using folder = await aFolder();
    const path = join(folder.path, 'lock');
    const first = await takeLock(path);
    expect(await takeLock(path)).toMatchObject({ failure: { pid: process.pid } });
    if (first.ok) await first.value.release();
    expect(await takeLock(path)).toMatchObject({ ok: true });
  });

  it('gives it to one of many who ask at once', async () => {
    await using folder = await aFolder();
    const path = join(folder.path, 'lock');
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeLock(path)));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await readdir(folder.path)).toEqual(['lock']);
  });

  it.each([
    ['a process that is gone', async () => ({ pid: await aDeadPid(), started: '1' })],
    [
      'an earlier process with the id of ours',
      () => ({ pid: process.pid, started: '1' }),
    ],
  ])('takes it from %s, and only once', async (_case, holder) => {
    await using folder = await aFolder();
    const path = join(folder.path, 'lock');
    await writeFile(path, JSON.stringify({ ...(await holder()), host: hostname() }));
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeLock(path)));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('takes it from a killed process whose parent has not noticed', async () => {
    await using folder = await aFolder();
    using zombie = await aZombie();
    const { pid } = zombie;
    const holder = { pid, started: startTime(pid), host: hostname() };
    const path = join(folder.path, 'lock');
    await writeFile(path, JSON.stringify(holder));
    expect(await takeLock(path)).toMatchObject({ ok: true });
  });

  it('leaves it to a holder on another machine, who cannot be asked', async () => {
    await using folder = await aFolder();
    const path = join(folder.path, 'lock');
    await writeFile(path, JSON.stringify({ pid: 1, started: '1', host: 'elsewhere' }));
    expect(await takeLock(path)).toMatchObject({ failure: { host: 'elsewhere' } });
  });
});

/** A process that has ended, kept by a parent that never asks for its end. */
async function aZombie(): Promise<Disposable & { readonly pid: number }> {
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 1000']);
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(line);
  await expect.poll(() => readFile(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
  return { pid, [Symbol.dispose]: () => void parent.kill('SIGKILL') };
}

async function aDeadPid(): Promise<number | undefined> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid;
}
