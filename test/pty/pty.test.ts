import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startPty, type Exit, type Pty } from '../../src/pty/pty.js';
import { aFolder } from '../helpers/folder.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';

const env = { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color' };
const size = { columns: 80, rows: 24 };

describe('a pty', () => {
  expectNothingLeftOpen();

  it('loses nothing of programs that print and exit', async () => {
    const outputs = await inParallel(300, 12, () =>
      run('head -c 20000 /dev/zero; printf END'),
    );
    const whole = outputs.filter(({ bytes }) => bytes.length === 20_003);
    expect(whole).toHaveLength(300);
  });

  it('loses nothing of much output either', async () => {
    const { bytes } = await run('seq 200000');
    const lines = bytes.toString().split('\r\n');
    expect([lines.length, lines[0], lines.at(-2)]).toEqual([200_001, '1', '200000']);
  });

  it.each([
    ['a status', 'exit 3', { code: 3, signal: undefined }],
    ['a signal', 'kill -KILL $$', { code: undefined, signal: 'SIGKILL' }],
    ['success', 'true', { code: 0, signal: undefined }],
  ])('tells an end by %s', async (_how, script, exit) => {
    expect((await run(script)).exit).toEqual(exit);
  });

  it('is the controlling terminal of its program', async () => {
    const { bytes } = await run(
      'stty size </dev/tty; tty; echo $PWD; pwd; stty -a | grep -o .iutf8',
    );
    const [dimensions, name, ...rest] = bytes.toString().trim().split('\r\n');
    expect(dimensions).toBe('24 80');
    expect(name).toMatch(/^\/dev\//);
    expect(rest).toEqual(['/', '/', ' iutf8']);
  });

  it('ends with its program, though a child of that keeps writing', async () => {
    const { exit } = await run('yes & exit 0');
    expect(exit).toEqual({ code: 0, signal: undefined });
  });

  it('tells its program the new size', async () => {
    using program = aProgram(
      'trap "stty size" WINCH; echo ready; while :; do sleep 0.01; done',
    );
    await expect.poll(program.output).toContain('ready');
    program.pty.resize({ columns: 100, rows: 30 });
    await expect.poll(program.output).toContain('30 100');
  });

  it('can be signalled from its first moment on', async () => {
    const exits = await inParallel(50, 5, async () => {
      using program = aProgram('sleep 100');
      program.pty.kill('SIGHUP');
      const exit = await program.exit;
      return exit;
    });
    expect(new Set(exits.map(({ signal }) => signal))).toEqual(new Set(['SIGHUP']));
  });

  // Only root can start a program as somebody else; and then has to give up its right.
  it.skipIf(process.getuid?.() !== 0)(
    'does not throw for a program of another user, which it may not signal',
    async () => {
      using program = aProgram(
        'exec setpriv --reuid=1 --clear-groups sh -c "id -u; cat"',
      );
      await expect.poll(program.output).toContain('1\r\n');
      process.seteuid?.(65_534);
      try {
        expect(program.pty.kill('SIGHUP')).toBe(false);
      } finally {
        process.seteuid?.(0);
      }
      expect(program.pty.kill('SIGHUP')).toBe(true);
    },
  );

  it('signals the process group', async () => {
    using program = aProgram('sleep 100 & echo ready; wait');
    await expect.poll(program.output).toContain('ready');
    program.pty.kill('SIGTERM');
    expect(await program.exit).toEqual({ code: undefined, signal: 'SIGTERM' });
    program.pty.kill('SIGTERM');
  });
});

describe('input', () => {
  expectNothingLeftOpen();

  it('reaches the program whole, though it reads late', async () => {
    using program = aProgram(
      'stty raw -echo; echo ready; sleep 0.2; head -c 1000000 | sha256sum',
    );
    await expect.poll(program.output).toContain('ready');
    const paste = Buffer.alloc(1_000_000, 'x');
    program.pty.write(paste);
    await expect
      .poll(program.output)
      .toContain(createHash('sha256').update(paste).digest('hex'));
  });

  it('is not stopped by a write of nothing', async () => {
    using program = aProgram('stty raw -echo; echo ready; head -c 5');
    await expect.poll(program.output).toContain('ready');
    program.pty.write(Buffer.alloc(0));
    program.pty.write(Buffer.from('hello'));
    await expect.poll(program.output).toContain('hello');
  });

  it('goes out soon, though it waited in half a million pieces', async () => {
    using program = aProgram(
      'stty raw -echo; echo ready; sleep 0.3; head -c 1000000 | wc -c',
    );
    await expect.poll(program.output).toContain('ready');
    program.pty.write(Buffer.alloc(500_000, 'x'));
    const piece = Buffer.from('x');
    for (let left = 500_000; left > 0; left--) program.pty.write(piece);
    await expect.poll(program.output).toContain('1000000');
  });

  it('goes out as it was, though its bytes are written over while it waits', async () => {
    using program = aProgram(
      'stty raw -echo; echo ready; sleep 0.3; head -c 500000 | tr -d x | wc -c; echo all',
    );
    await expect.poll(program.output).toContain('ready');
    const paste = Buffer.alloc(500_000, 'x');
    program.pty.write(paste);
    paste.fill('y');
    await expect.poll(program.output).toContain('all');
    expect(program.output()).toMatch(/^0\r?$/m);
  });

  it('is refused beyond 16 MB and after the end', async () => {
    using program = aProgram('stty raw -echo; echo ready; sleep 100');
    await expect.poll(program.output).toContain('ready');
    const piece = Buffer.alloc(6 * 1024 * 1024);
    const taken = [1, 2, 3].map(() => program.pty.write(piece));
    program.pty.kill('SIGKILL');
    await program.exit;
    expect([...taken, program.pty.write(piece)]).toEqual([true, true, false, false]);
  });
});

describe('startPty', () => {
  it.each([
    ['an empty command line', { command: [] }, 'the command line is empty'],
    [
      'a missing program',
      { command: ['wtmux-none'] },
      'cannot start wtmux-none: it is not on PATH',
    ],
    [
      'a missing file',
      { command: ['./none'] },
      'cannot start ./none: no such executable file',
    ],
    [
      'a missing folder',
      { command: ['sh'], cwd: '/none' },
      'cannot start sh: there is no folder /none',
    ],
  ])('says what is wrong: %s', (_what, wrong, message) => {
    const started = startPty({
      cwd: '/',
      env,
      size,
      ...wrong,
      onData: () => {},
      onExit: () => {},
    });
    expect(started).toEqual({ ok: false, failure: message });
  });

  it('finds a program by its path from the folder', async () => {
    await using folder = await aFolder();
    await writeFile(join(folder.path, 'mine'), '#!/bin/sh\necho found', { mode: 0o755 });
    const { bytes } = await runCommand(['./mine'], folder.path);
    expect(bytes.toString()).toBe('found\r\n');
  });
});

type Ended = { readonly bytes: Buffer; readonly exit: Exit };

/** Runs a shell script in a pty to its end. */
function run(script: string): Promise<Ended> {
  return runCommand(['sh', '-c', script], '/');
}

function runCommand(command: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const started = startPty({
      command,
      cwd,
      env,
      size,
      onData: (bytes) => chunks.push(Buffer.from(bytes)),
      onExit: (exit) => resolve({ bytes: Buffer.concat(chunks), exit }),
    });
    if (!started.ok) reject(new Error(started.failure));
  });
}

/** A shell script that goes on while the test talks to it; killed at the end of the test. */
function aProgram(script: string) {
  let output = '';
  let pty: Pty | undefined;
  const exit = new Promise<Exit>((resolve) => {
    const started = startPty({
      command: ['sh', '-c', script],
      cwd: '/',
      env,
      size,
      onData: (bytes) => {
        output += bytes.toString();
      },
      onExit: resolve,
    });
    if (started.ok) pty = started.value;
  });
  if (!pty) throw new Error('the shell did not start');
  const running = pty;
  return {
    pty: running,
    exit,
    output: () => output,
    [Symbol.dispose]: () => running.kill('SIGKILL'),
  };
}

async function inParallel<Result>(
  count: number,
  width: number,
  make: () => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let left = count;
  const worker = async () => {
    while (left-- > 0) results.push(await make());
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
