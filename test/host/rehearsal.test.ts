import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disposable, Disposer } from '../../src/base/disposer.js';
import { Host } from '../../src/host/host.js';
import { hostStage } from '../../src/host/rehearsal.js';
import { aFolder } from '../helpers/folder.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';

describe("a rehearsal of the host's way of a key", () => {
  expectNothingLeftOpen();

  it('is done when what the program made of a key was shown', async () => {
    await using folder = await aFolder();
    using own = new Disposer();
    const perform = await hostStage(join(folder.path, 'socket'))(own);
    for (let key = 0; key < 3; key++) await new Promise<void>(perform);
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('can be left with a key under way', async () => {
    await using folder = await aFolder();
    const own = new Disposer();
    const perform = await hostStage(join(folder.path, 'socket'))(own);
    perform(() => expect.fail('it goes on'));
    own[Symbol.dispose]();
    await new Promise(setImmediate);
  });

  it('needs a place', async () => {
    using own = new Disposer();
    await expect(hostStage('/nowhere/socket')(own)).rejects.toThrow('listen');
  });
});

it('is begun when somebody looks on, once, and ends with the host', async () => {
  const happened: string[] = [];
  const host = new Host({
    socketPath: '',
    env: {},
    log: () => {},
    rehearse: (isCalm) => {
      happened.push(isCalm() ? 'begun' : 'typed at');
      return disposable(() => happened.push('ended'));
    },
  });
  expect(happened).toEqual([]);
  host.viewed();
  host.viewed();
  expect(happened).toEqual(['begun']);
  await host.close();
  expect(happened).toEqual(['begun', 'ended']);
});
