/** Hooks of sh that wait at their pipes for what the engine has to say, and its side of that. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { deferred } from '../../../src/base/deferred.js';
import { Disposer } from '../../../src/base/disposer.js';
import { isOnPath } from '../../../src/config/on-path.js';
import type { HookMessage } from '../../../src/domain/hook.js';
import { Inbox } from '../../../src/engine/hooks/inbox.js';
import { WaitingHook } from '../../../src/engine/hooks/waiting-hook.js';
import { aFolder } from '../../helpers/folder.js';
import { expectNothingLeftOpen } from '../../helpers/leaks.js';
import { aHook } from './a-hook.js';

describe('a hook that waits', () => {
  expectNothingLeftOpen();

  it('prints the answer as it is, and leaves nothing behind', async () => {
    await using place = await aPlace();
    const engine = await place.engine();
    const text = JSON.stringify({ event: 'Ask', text: `"ä'$(id)\n`.repeat(50_000) });
    const hook = place.hook(text);
    const [asked] = await engine.asked(1);
    expect(asked?.message).toMatchObject({ session: 'A.1', text, cut: false });
    asked?.say(text);
    expect(await hook.ended).toEqual({ code: 0, output: text });
    expect(await asked?.reached).toBe(true);
    await expect.poll(place.names).toEqual([]);
  });

  it('is one of two at once, each with its own answer', async () => {
    await using place = await aPlace();
    const engine = await place.engine();
    const hooks = ['one', 'two'].map((what) =>
      place.hook(`{"event":"Ask","a":"${what}"}`),
    );
    for (const { message, say } of await engine.asked(2)) say(`to ${message.text}`);
    expect(
      (await Promise.all(hooks.map(({ ended }) => ended))).map(({ output }) => output),
    ).toEqual(['to {"event":"Ask","a":"one"}', 'to {"event":"Ask","a":"two"}']);
  });

  it('has its question withdrawn when its agent ends it', async () => {
    await using place = await aPlace();
    const engine = await place.engine();
    const hook = place.hook();
    const [asked] = await engine.asked(1);
    hook.kill();
    await hook.ended;
    await asked?.gone;
    await expect.poll(place.names).toEqual([]);
  });

  it('hears no answer after it was ended, and that is known', async () => {
    await using place = await aPlace();
    const engine = await place.engine();
    const hook = place.hook();
    const [asked] = await engine.asked(1);
    hook.kill();
    await hook.ended;
    asked?.say('yes');
    expect(await asked?.reached).toBe(false);
  });

  it('asks anew when another engine comes, and hears its answer', async () => {
    await using place = await aPlace();
    const hook = place.hook();
    const before = await place.engine();
    await before.asked(1);
    const after = await place.engine();
    const [asked] = await after.asked(1);
    asked?.say('yes');
    expect(await hook.ended).toEqual({ code: 0, output: 'yes' });
  });

  it('prints what an engine wrote that ended before it could say so, and asks no more', async () => {
    await using place = await aPlace();
    const hook = place.hook();
    await expect.poll(place.names).toContainEqual(expect.stringMatching(/\.ask$/));
    await writeFile(join(place.spool, `${hook.pid}.answer`), 'yes');
    const engine = await place.engine();
    expect(await hook.ended).toEqual({ code: 0, output: 'yes' });
    await expect.poll(place.names).toEqual([]);
    expect(await engine.asked(0)).toEqual([]);
  });

  it('waits no longer when nobody is to answer, or its engine goes down', async () => {
    await using place = await aPlace();
    const engine = await place.engine();
    const silent = { code: 0, output: '' };
    expect(await place.hook('{"event":"Ask","settled":1}').ended).toEqual(silent);
    const hook = place.hook();
    await engine.asked(1);
    engine.down();
    expect(await hook.ended).toEqual(silent);
  });

  it('waits no longer when its engine goes down while it takes the event', async () => {
    await using place = await aPlace();
    const engine = await place.engine();
    const hook = place.hook('{"event":"Ask","late":1}');
    await engine.asked(1);
    engine.down();
    engine.takeLate();
    expect(await hook.ended).toEqual({ code: 0, output: '' });
  });

  it.each([
    ['does not come', (place: Place) => place.program('sleep', 'exit 0')],
    ['went down', (place: Place) => place.closeSocket()],
  ])(
    'does not wait on for an engine that %s, which is told later',
    async (_, prepare) => {
      await using place = await aPlace();
      await prepare(place);
      expect(await place.hook().ended).toEqual({ code: 0, output: '' });
      const engine = await place.engine();
      const [told] = await engine.asked(1);
      await told?.gone;
      await expect.poll(place.names).toEqual([]);
    },
  );

  it('makes its pipe itself, and hands the event on where it cannot', async () => {
    await using place = await aPlace();
    const target = join(place.folder, 'target');
    await writeFile(target, 'as before');
    const hook = place.hook(undefined, `ln -s '${target}' "$WTMUX_SPOOL/$$.wait"; `);
    expect(await hook.ended).toEqual({ code: 0, output: 'handed on {"event":"Ask"}' });
    expect(await readFile(target, 'utf8')).toBe('as before');
  });
});

describe('a hook that waits while no more files can be opened', () => {
  expectNothingLeftOpen();

  it.runIf(isOnPath('prlimit', process.env))(
    'is not taken for gone, and hears its answer later',
    async () => {
      await using place = await aPlace();
      const engine = await place.engine();
      const hook = place.hook();
      const [asked] = await engine.asked(1);
      let isGone = false;
      void asked?.gone.then(() => (isGone = true));
      await using limit = await aLimit();
      asked?.say('yes');
      // As often as it is looked after, and once more.
      await sleep(600);
      await limit.lifted();
      expect(await hook.ended).toEqual({ code: 0, output: 'yes' });
      expect(await asked?.reached).toBe(true);
      expect(isGone).toBe(false);
      await expect.poll(place.names).toEqual([]);
    },
  );
});

/** No more files for this process: those who lift it are there before it holds. */
async function aLimit() {
  const before = `$(prlimit --pid ${process.pid} --nofile --noheadings --output SOFT)`;
  const set = `prlimit --pid ${process.pid} --nofile`;
  const line = `before=${before}; ${set}=3: && echo low; read -r _; ${set}="$before:" && echo back`;
  const child = spawn('sh', ['-c', line], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {});
  const said = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
  expect(await said.next()).toMatchObject({ value: 'low\n' });
  const lifted = async () => {
    if (child.stdin.writableEnded) return;
    child.stdin.end('\n');
    expect(await said.next()).toMatchObject({ value: 'back\n' });
  };
  return { lifted, [Symbol.asyncDispose]: lifted };
}

describe('a pipe', () => {
  it('that nobody reads any more leaves no answer for whoever has its number next', async () => {
    await using place = await aPlace();
    const file = join(place.spool, '1');
    await promisify(execFile)('mkfifo', [`${file}.wait`]);
    const reader = openSync(`${file}.wait`, constants.O_RDONLY | constants.O_NONBLOCK);
    const printed = new WaitingHook(file).print('yes');
    closeSync(reader);
    expect(await printed).toBe(false);
    expect(await place.names()).toEqual(['1.wait']);
  });

  it.each([
    ['a file', (file: string) => writeFile(file, 'as before')],
    ['a link to one', (file: string, other: string) => symlink(other, file)],
    ['not there', () => Promise.resolve()],
  ])('that is %s is told nothing', async (_what, make) => {
    await using place = await aPlace();
    const other = join(place.folder, 'other');
    await writeFile(other, 'as before');
    const file = join(place.spool, '1.wait');
    await make(file, other);
    const hook = new WaitingHook(join(place.spool, '1'));
    expect([hook.isThere(), await hook.take(), await hook.print('yes')]).toEqual([
      false,
      false,
      false,
    ]);
    const texts = [file, other].map((path) => readFile(path, 'utf8').catch(() => ''));
    expect((await Promise.all(texts)).join('')).toMatch(/^(as before)+$/);
    expect(await hook.isAnswered()).toBe(false);
  });

  it('has an answer beside it that is written through no link', async () => {
    await using place = await aPlace();
    const hook = place.hook();
    await expect.poll(place.names).toContainEqual(expect.stringMatching(/\.ask$/));
    const target = join(place.folder, 'target');
    await writeFile(target, 'as before');
    const file = join(place.spool, `${hook.pid}`);
    for (const ending of ['answer', 'answer.tmp'])
      await symlink(target, `${file}.${ending}`);
    const waiting = new WaitingHook(file);
    expect(await waiting.isAnswered()).toBe(false);
    expect(await waiting.print('yes')).toBe(true);
    expect((await hook.ended).output).toBe('yes');
    expect((await lstat(`${file}.answer`)).mode & 0o777).toBe(0o600);
    expect(await readFile(target, 'utf8')).toBe('as before');
  });
});

type Place = Awaited<ReturnType<typeof aPlace>>;

async function aPlace() {
  const folder = await aFolder();
  const spool = join(folder.path, 'spool');
  const programs = join(folder.path, 'bin');
  for (const path of [spool, programs]) await mkdir(path, { mode: 0o700 });
  const program = async (name: string, text: string) =>
    writeFile(join(programs, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  await program('node', `printf 'handed on '; cat`);
  // However busy the machine is, the engine comes in time.
  await program('sleep', 'exec /bin/sleep 30');
  const env = {
    PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    WTMUX_SESSION: 'A.1',
    WTMUX_SPOOL: spool,
    WTMUX_HOOKS: join(folder.path, 'hook.sock'),
  };
  const owned = new Disposer();
  const socket = createServer().listen(env.WTMUX_HOOKS);
  await once(socket, 'listening');
  const closeSocket = () => new Promise<void>((resolve) => socket.close(() => resolve()));
  return {
    folder: folder.path,
    spool,
    names: () => readdir(spool),
    program,
    closeSocket,
    engine: () => anInbox(spool, owned),
    hook: (text = '{"event":"Ask"}', first = '') => aHook({ text, first, env }),
    async [Symbol.asyncDispose]() {
      owned[Symbol.dispose]();
      await closeSocket();
      await folder[Symbol.asyncDispose]();
    },
  };
}

type Asked = {
  readonly message: HookMessage;
  readonly say: (answer: string) => void;
  readonly reached: Promise<boolean>;
  readonly gone: Promise<void>;
};

/** The engine's end, which holds what has no answer in it already. */
async function anInbox(spool: string, owned: Disposer) {
  const all: Asked[] = [];
  const late = deferred<void>();
  const inbox = new Inbox({
    spool,
    async take(message) {
      if (message.text.includes('settled')) return undefined;
      const said = deferred<string>();
      const reached = deferred<boolean>();
      const gone = deferred<void>();
      const asked = { message, say: said.resolve, reached: reached.promise };
      all.push({ ...asked, gone: gone.promise });
      if (message.text.includes('late')) await late.promise;
      return {
        answer: said.promise,
        reached: reached.resolve,
        gone: () => gone.resolve(),
      };
    },
    log: (line) => expect.fail(line),
  });
  const open = owned.add(await inbox.open());
  return {
    async asked(count: number) {
      await expect.poll(() => all.length).toBeGreaterThanOrEqual(count);
      return all;
    },
    down: () => open[Symbol.dispose](),
    takeLate: () => late.resolve(),
  };
}
