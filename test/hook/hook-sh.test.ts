/**
 * The script of sh that agents start: it lays events down by itself, and hands on the rest.
 * What it does with one that may be answered stands with the engine's part in that.
 */
import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { receiverIn } from '../../src/cli/processes.js';
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
  ['tells much', 'Read', 70_000],
  ['asks too much to be answered', 'Ask', 1024 * 1024],
])('hands on what %s, and becomes the program', async (_what, event, length) => {
  const input = `{"event":"${event}","text":"${'x'.repeat(length)}"}`;
  await using spool = await aSpool();
  const { code, output } = await spool.tell(input);
  expect(code).toBe(0);
  expect(output).toBe(`${input} from a file that is gone, started at ${spool.path}\n`);
  expect(await spool.names()).toEqual([]);
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

async function aSpool() {
  const folder = await aFolder();
  const path = join(folder.path, 'spool');
  await mkdir(path, { mode: 0o700 });
  await chmod(path, 0o700);
  return {
    path,
    names: async () => (await readdir(path)).sort(),
    tell(
      input: string,
      words: readonly string[] = [],
      env: Readonly<Record<string, string>> = {},
      program: readonly [string, string] = PROGRAM,
    ) {
      const all = {
        PATH: process.env['PATH'],
        WTMUX_SESSION: 'A.1',
        WTMUX_SPOOL: path,
        ...env,
      };
      const child = spawn(sh, [script, ...program, PART, ...words], {
        env: all,
        stdio: 'pipe',
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => (output += String(chunk)));
      // One that has nothing to do may end before it is told.
      child.stdin.on('error', () => {});
      child.stdin.end(input);
      return new Promise<{ code: number | null; output: string }>((resolve) =>
        child.on('close', (code) => resolve({ code, output })),
      );
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
