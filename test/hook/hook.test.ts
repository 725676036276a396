import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deferred } from '../../src/base/deferred.js';
import type { HookMessage } from '../../src/domain/hook.js';
import { listenForHooks } from '../../src/engine/hooks/listen-for-hooks.js';
import type { Held } from '../../src/engine/hooks/questions.js';
import { aFolder } from '../helpers/folder.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';

/** Both ways to the same program: as agents call it, and as a person would. */
const built = [join(import.meta.dirname, '../../dist/hook.cjs')];
const called = [join(import.meta.dirname, '../../bin/wtmux.cjs'), 'hook'];

const silent = { code: 0, output: '' };

describe('wtmux hook', () => {
  expectNothingLeftOpen();

  it.each([
    ['alone', built],
    ['as a command', called],
  ])('gives an event to the engine, %s', async (_how, program) => {
    await using engine = await anEngine();
    expect(await hook({ program, env: engine.env, input: '{"a":1}' })).toEqual(silent);
    expect(engine.messages()).toMatchObject([
      { session: 'TD1.x', text: '{"a":1}', cut: false },
    ]);
    expect(await engine.spooled()).toEqual([]);
  });

  it('takes an event from its last argument', async () => {
    await using engine = await anEngine();
    const program = [...built, '{"type":"agent-turn-complete"}'];
    await hook({ program, env: engine.env });
    expect(engine.messages()).toMatchObject([{ text: '{"type":"agent-turn-complete"}' }]);
  });

  it('lays events down in their order while no engine is there', async () => {
    await using engine = await anEngine({ listens: false });
    for (const input of ['{"n":1}', '{"n":2}', '{"n":3}'])
      expect(await hook({ env: engine.env, input })).toEqual(silent);
    expect(await engine.spooled()).toMatchObject([
      { text: '{"n":1}' },
      { text: '{"n":2}' },
      { text: '{"n":3}' },
    ]);
  });

  it('lays down what an engine does not take', async () => {
    await using engine = await anEngine({ takes: false });
    expect(await hook({ env: engine.env, input: '{"a":1}' })).toEqual(silent);
    expect(await engine.spooled()).toMatchObject([{ text: '{"a":1}' }]);
  });

  it('keeps the beginning of a huge event, and lets the agent write all of it', async () => {
    await using engine = await anEngine();
    const input = `{"event":"PostToolUse","response":"${'x'.repeat(3_000_000)}"}`;
    expect(await hook({ env: engine.env, input })).toEqual(silent);
    const [message] = engine.messages();
    expect(message).toMatchObject({ cut: true });
    expect(message?.text.length).toBe(1024 * 1024);
  });

  it.each([
    ['outside of a session', { WTMUX_SESSION: '' }, '{}'],
    ['told nothing', {}, ' \n'],
  ])('does nothing when %s', async (_when, env, input) => {
    await using engine = await anEngine();
    expect(await hook({ env: { ...engine.env, ...env }, input })).toEqual(silent);
    expect(engine.messages()).toEqual([]);
    expect(await engine.spooled()).toEqual([]);
  });

  it('tells nothing to a socket that others could have made', async () => {
    await using engine = await anEngine();
    await chmod(join(engine.folder, 'run'), 0o755);
    await hook({ env: engine.env, input: '{"secret":1}' });
    expect(engine.messages()).toEqual([]);
  });

  it('waits for what the engine has to say, and prints it', async () => {
    const said = deferred<string>();
    let gone = 0;
    const held = { answer: said.promise, reached: () => {}, gone: () => void gone++ };
    await using engine = await anEngine({ held });
    const asked = hook({ env: engine.env, input: '{"may":"I"}' });
    await expect.poll(engine.messages).toHaveLength(1);
    expect(gone).toBe(0);
    said.resolve('{"you":"may"}');
    expect(await asked).toEqual({ code: 0, output: '{"you":"may"}' });
    await expect.poll(() => gone).toBe(1);
  });

  it('ends in peace where it can write nothing', async () => {
    const env = {
      WTMUX_SESSION: 'a',
      WTMUX_HOOKS: '/proc/none/a',
      WTMUX_SPOOL: '/proc/none/b',
    };
    expect(await hook({ env, input: '{}' })).toEqual(silent);
  });
});

type Wish = {
  readonly listens?: boolean;
  readonly takes?: boolean;
  /** What the hook is to wait for. */
  readonly held?: Held;
};

/** What listens as an engine does, and where hooks lay things down. */
async function anEngine({ listens = true, takes = true, held }: Wish = {}) {
  const folder = await aFolder();
  const lines: string[] = [];
  const path = join(folder.path, 'run/hook.sock');
  const receive = (line: string): Promise<Held | undefined> => {
    if (!takes) return Promise.reject(new Error('disk full'));
    lines.push(line);
    return Promise.resolve(held);
  };
  const server = listens ? await listenForHooks(path, receive) : undefined;
  const spool = join(folder.path, 'spool');
  await mkdir(spool, { mode: 0o700 });
  return {
    folder: folder.path,
    env: { WTMUX_SESSION: 'TD1.x', WTMUX_HOOKS: path, WTMUX_SPOOL: spool },
    messages: () => lines.map((line): HookMessage => JSON.parse(line)),
    async spooled() {
      const names = (await readdir(spool)).sort();
      const texts = names.map((name) => readFile(join(spool, name), 'utf8'));
      return (await Promise.all(texts)).map((text): HookMessage => JSON.parse(text));
    },
    async [Symbol.asyncDispose]() {
      server?.[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

type Call = {
  readonly program?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
};

/** Runs the program with nothing but `env` around it; all that it says on both outputs. */
function hook({ program = built, env, input = '' }: Call) {
  const child = spawn(process.execPath, program, { env, stdio: 'pipe' });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += String(chunk)));
  // One that has nothing to do may end before it is told.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise<{ code: number | null; output: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, output })),
  );
}
