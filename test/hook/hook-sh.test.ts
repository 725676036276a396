/**
 * The script of sh that agents start: it lays events down by itself, and hands on the rest.
 * What it does with one that may be answered stands with the engine's part in that.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Disposer } from '../../src/base/disposer.js';
import { receiverIn } from '../../src/cli/processes.js';
import { isOnPath } from '../../src/config/on-path.js';
import { listenForHooks } from '../../src/engine/hooks/listen-for-hooks.js';
import { aFolder } from '../helpers/folder.js';

const dist = join(import.meta.dirname, '../../dist');
const [sh = '', script = ''] = receiverIn(dist);

/** In place of the program in Node: says what it was given. */
const PROGRAM = ['/bin/sh', join(dist, '../test/hook/handed-on.sh')] as const;
const PART = '"event":"Ask"';

it('lays down what only tells something, and says when', async () => {
  await using spool = await aSpool();
  const before = Date.now();
  expect(await spool.tell('{"event":"Stop"}\n')).toEqual({ code: 0, output: '' });
  const [at = '', event = ''] = await spool.names();
  expect([at, event]).toEqual([
    expect.stringMatching(/^\d+\.at$/),
    event.replace('.at', '.event'),
  ]);
  expect(await readFile(join(spool.path, event), 'utf8')).toBe('A.1\n{"event":"Stop"}');
  expect((await stat(join(spool.path, event))).mode & 0o777).toBe(0o600);
  // The clock of files is behind ours, by a tick or more.
  expect((await stat(join(spool.path, at))).mtimeMs).toBeGreaterThan(before - 1000);
});

it('takes an event from an argument', async () => {
  await using spool = await aSpool();
  await spool.tell('', ['{"event":"Stop"}']);
  const [, event = ''] = await spool.names();
  expect(await readFile(join(spool.path, event), 'utf8')).toBe('A.1\n{"event":"Stop"}');
});

it.each([
  ['tells', 'Read', 70_000],
  ['asks', 'Ask', 1_100_000],
  ['tells', 'Read', 3_000_000],
])('lays down the beginning of what %s much', async (_what, event, length) => {
  const input = `{"event":"${event}","text":"${'ä'.repeat(length / 2)}"}`;
  await using spool = await aSpool();
  expect(await spool.tell(input)).toEqual({ code: 0, output: '' });
  const [at = '', part = ''] = await spool.names();
  expect(part).toBe(at.replace('.at', '.part'));
  const laid = await readFile(join(spool.path, part), 'latin1');
  const most = 'A.1\n'.length + 65_536;
  expect(laid).toBe(Buffer.from(`A.1\n${input}`).toString('latin1', 0, most));
});

it('lays down all of what is long where an engine takes it', async () => {
  await using spool = await aSpool();
  const input = `{"event":"Read","text":"${'ä'.repeat(500_000)}"}`;
  expect(await spool.tell(input, [], await spool.engine())).toEqual({
    code: 0,
    output: '',
  });
  const [, event = ''] = await spool.names();
  expect(event).toMatch(/^\d+\.event$/);
  expect(await readFile(join(spool.path, event), 'utf8')).toBe(`A.1\n${input}`);
});

it.each([
  ['an event', '{"event":"Ask"}'],
  ['half of a long one', `{"event":"Read","text":"${'ä'.repeat(500_000)}`],
  ['nothing', ''],
])('lays down what has come in time of %s whose end does not', async (_what, input) => {
  await using spool = await aSpool();
  expect(await spool.begin(input).ended).toEqual({ code: 0, output: '' });
  const [at = '', part = '', ...more] = await spool.names();
  expect([part, more]).toEqual([at.replace('.at', '.part'), []]);
  const laid = await readFile(join(spool.path, part), 'latin1');
  const most = 'A.1\n'.length + 65_536;
  expect(laid).toBe(Buffer.from(`A.1\n${input}`).toString('latin1', 0, most));
});

it('hands on what comes when too many wait, and becomes the program', async () => {
  await using spool = await aSpool();
  const endings = ['ask', 'event', 'part'];
  const names = Array.from({ length: 1000 }, (_, at) => `old${at}.${endings[at % 3]}`);
  await Promise.all(names.map((name) => writeFile(join(spool.path, name), '')));
  const before = await spool.names();
  for (const event of ['Stop', 'Ask']) {
    const input = `{"event":"${event}"}`;
    const { code, output } = await spool.tell(input, [], await spool.engine());
    expect(code).toBe(0);
    expect(output).toBe(`${input} from a file that is gone, started at ${spool.path}\n`);
  }
  expect(await spool.names()).toEqual(before);
});

it('hands on what cannot be laid down', async () => {
  await using spool = await aSpool();
  const { output } = await spool.tell('{"event":"Stop"}', [], {
    WTMUX_SPOOL: '/proc/none',
  });
  expect(output).toMatch(/^\{"event":"Stop"\} from a pipe/);
});

it.each([
  ['outside of a session', '{}', { WTMUX_SESSION: '' }],
  ['told nothing', ' \n', {}],
])('does nothing %s', async (_when, input, env) => {
  await using spool = await aSpool();
  expect(await spool.tell(input, [], env)).toEqual({ code: 0, output: '' });
  expect(await spool.names()).toEqual([]);
});

it('says nothing when all of it fails', async () => {
  await using spool = await aSpool();
  const env = { WTMUX_SPOOL: '/proc/none' };
  const program = ['/gone/node', 'hook.cjs'] as const;
  const { output } = await spool.tell('{"event":"Stop"}', [], env, program);
  expect(output).toBe('');
});

/** Those that are here of the ones that some system has for its `sh`. */
const SHELLS = [
  'dash',
  'bash --posix',
  'zsh --emulate sh',
  'busybox sh',
  'mksh',
  'ksh',
].flatMap((line) => {
  const [name = '', ...words] = line.split(' ');
  const isHere = isOnPath(name, { PATH: process.env['PATH'] });
  return isHere ? [[line, [name, ...words]] as const] : [];
});

it.each(SHELLS)('is understood by %s', async (_line, shell) => {
  await using spool = await aSpool(shell);
  const long = `{"event":"Read","text":"${'ä'.repeat(40_000)}"}`;
  for (const input of ['{"event":"Stop","text":"a\\n%s"}', '{"event":"Ask"}', long])
    expect(await spool.tell(input)).toEqual({ code: 0, output: '' });
  const names = (await spool.names()).filter((name) => !name.endsWith('.at'));
  const laid = names.map((name) => readFile(join(spool.path, name), 'latin1'));
  expect((await Promise.all(laid)).sort()).toEqual([
    'A.1\n{"event":"Ask"}',
    Buffer.from(`A.1\n${long}`).toString('latin1', 0, 'A.1\n'.length + 65_536),
    'A.1\n{"event":"Stop","text":"a\\n%s"}',
  ]);
});

async function aSpool(shell: readonly string[] = [sh]) {
  const folder = await aFolder();
  const path = join(folder.path, 'spool');
  await mkdir(path, { mode: 0o700 });
  await chmod(path, 0o700);
  const owned = new Disposer();
  const socket = join(folder.path, 'hook.sock');

  /** Its input has no end until it is told so. */
  function begin(
    input: string,
    words: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
    program: readonly [string, string] = PROGRAM,
  ) {
    const [name = sh, ...first] = shell;
    const child = spawn(name, [...first, script, ...program, PART, ...words], {
      env: {
        PATH: process.env['PATH'],
        WTMUX_SESSION: 'A.1',
        WTMUX_SPOOL: path,
        ...env,
      },
      stdio: 'pipe',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    // One that has nothing to do may end before it is told.
    child.stdin.on('error', () => {});
    child.stdin.write(input);
    const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, output })),
    );
    return { ended, end: () => void child.stdin.end() };
  }

  return {
    path,
    /** Where it would listen; what is laid down nobody takes. */
    async engine() {
      if (!existsSync(socket))
        owned.add(await listenForHooks(socket, () => Promise.resolve(undefined)));
      return { WTMUX_HOOKS: socket };
    },
    names: async () => (await readdir(path)).sort(),
    begin,
    tell(...call: Parameters<typeof begin>) {
      const { ended, end } = begin(...call);
      end();
      return ended;
    },
    async [Symbol.asyncDispose]() {
      owned[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
