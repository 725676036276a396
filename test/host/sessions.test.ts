import { describe, expect, it } from 'vitest';
import { sessionId } from '../../src/domain/ids.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { aHost, size } from './console.js';

/** Output has to rest for a second, and a machine may be slow. */
const PATIENT = { timeout: 20_000 };

describe('a session', () => {
  expectNothingLeftOpen();

  it('is shown live, and takes what is typed', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      'printf "name? "; read name; echo "hello $name"; read wait',
    );
    await expect.poll(() => console.shows(id)).toEqual(['name?', '', '', '', '']);
    console.types(id, 'wtmux\r');
    await expect
      .poll(() => console.shows(id))
      .toEqual(['name? wtmux', 'hello wtmux', '', '', '']);
  });

  it('keeps its screen and its record when its program has ended, until it is forgotten', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      'printf "\\033]2;my title\\007last words"; exit 3',
    );
    await expect
      .poll(() => console.knows(id))
      .toMatchObject({
        session: { title: 'my title', status: { type: 'exited', code: 3 } },
      });
    expect(
      await console.peer.ask({ type: 'capture', session: id, scrollback: true }),
    ).toEqual({
      ok: true,
      value: { lines: ['last words'], title: 'my title' },
    });
    using late = await host.connect();
    await late.peer.ask({ type: 'view', panes: [{ session: id, size }] });
    await expect.poll(() => late.shows(id)[0]).toBe('last words');

    await console.peer.ask({ type: 'forget', session: id });
    expect(await late.peer.ask({ type: 'sessions' })).toEqual({ ok: true, value: [] });
    expect(late.events.at(-1)).toEqual({ type: 'forgotten', session: id });
  });

  it('gives the memory of much output back when it rests', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const before = arrayMegabytes();
    const id = await console.runs('s', 'seq 300000; echo end; read wait');
    await expect.poll(() => console.shows(id), PATIENT).toContain('end');
    await expect.poll(arrayMegabytes, PATIENT).toBeLessThan(before + 16);
  });

  it('has its last words on the screen before its exit is told', async () => {
    await using host = await aHost();
    using console = await host.connect();
    await console.peer.ask({ type: 'observe', on: true });
    const id = await console.runs('s', 'seq 5000; printf end');
    await expect
      .poll(() => console.events.at(-1))
      .toMatchObject({ type: 'session', session: { id, status: { type: 'exited' } } });
    expect(console.events.findLast(({ type }) => type === 'screenText')).toMatchObject({
      lines: ['4997', '4998', '4999', '5000', 'end'],
      quiet: true,
    });
  });

  it('may be started again under its name, and is shown to those who view it', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs('s', 'echo one');
    await expect
      .poll(() => console.knows(id))
      .toMatchObject({ session: { status: { type: 'exited' } } });
    await console.runs('s', 'echo two; read wait');
    await expect.poll(() => console.shows(id)[0]).toBe('two');
  });

  it('outlives every console', async () => {
    await using host = await aHost();
    using first = await host.connect();
    const id = await first.runs('s', 'echo here; read line; echo "got $line"; read wait');
    await expect.poll(() => first.shows(id)[0]).toBe('here');
    first.socket.destroy();

    using second = await host.connect();
    await second.peer.ask({ type: 'view', panes: [{ session: id, size }] });
    await expect.poll(() => second.shows(id)[0]).toBe('here');
    second.types(id, 'it\r');
    await expect.poll(() => second.shows(id)[2]).toBe('got it');
  });

  it('gets answers to its questions from its screen', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      'stty raw -echo; printf "\\033[c"; head -c 7 | od -c | head -1; read wait',
    );
    await expect
      .poll(() => console.shows(id).join(''))
      .toContain('[   ?   6   4   ;   6');
  });

  it('shows what is typed by itself when it asked for that (SRM), and no answer', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const silent = String.raw`stty raw -echo; printf '\033[12lready\r\n\033[6n'; exec cat >/dev/null`;
    const id = await console.runs('s', silent);
    await expect.poll(() => console.shows(id)[0]).toBe('ready');
    console.types(id, 'typed');
    await expect.poll(() => console.shows(id)[1]).toBe('typed');
  });

  it('gets answers of eight bits as bytes (S8C1T)', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const script = String.raw`stty raw -echo; printf '\033 G\033[6n'; head -c 5 | od -An -tx1; cat`;
    const id = await console.runs('s', script);
    await expect.poll(() => console.shows(id)[0]).toBe(' 9b 31 3b 31 52');
  });

  it('gets an environment that tells it of this terminal and of no other', async () => {
    await using host = await aHost({
      ...process.env,
      TMUX: '/tmp/tmux',
      KITTY_WINDOW_ID: '1',
      GIT_DIR: '/elsewhere',
      ANTHROPIC_API_KEY: 'key',
    });
    using console = await host.connect();
    const id = await console.runs(
      's',
      'echo "$TERM,$TERM_PROGRAM,$TMUX,$KITTY_WINDOW_ID,$GIT_DIR,$ANTHROPIC_API_KEY"; read wait',
    );
    await expect.poll(() => console.shows(id)[0]).toBe('xterm-256color,wtmux,,,,key');
  });
});

describe('requests that cannot be', () => {
  it.each([
    [
      'a program that is not there',
      {
        type: 'spawn',
        session: sessionId('t'),
        command: ['wtmux-none'],
        cwd: '/',
        env: {},
        size,
      },
      { kind: 'failed', message: 'cannot start wtmux-none: it is not on PATH' },
    ],
    [
      'a name that does not fit into a packet',
      {
        type: 'spawn',
        session: sessionId('x'.repeat(256)),
        command: ['sh'],
        cwd: '/',
        env: {},
        size,
      },
      { kind: 'usage', message: "a session's name has 1 to 255 bytes" },
    ],
    [
      'a name that is taken',
      {
        type: 'spawn',
        session: sessionId('s'),
        command: ['sh'],
        cwd: '/',
        env: {},
        size,
      },
      {
        kind: 'refused',
        message: 'session s runs already; end it first, or choose another name',
      },
    ],
    [
      'forgetting what runs',
      { type: 'forget', session: sessionId('s') },
      { kind: 'refused', message: 'session s still runs; end it before it is forgotten' },
    ],
    [
      'ending a host whose programs run',
      { type: 'shutdown', force: false },
      { kind: 'refused', message: 'programs still run in s; end them, or use force' },
    ],
    [
      'a screen that is not there',
      { type: 'capture', session: sessionId('t'), scrollback: false },
      { kind: 'usage', message: 'there is no session t' },
    ],
    [
      'a signal to nobody',
      { type: 'signal', session: sessionId('t'), signal: 'SIGTERM' },
      { kind: 'usage', message: 'there is no session t' },
    ],
  ] as const)('%s', async (_what, request, failure) => {
    await using host = await aHost();
    using console = await host.connect();
    await console.runs('s', 'read wait');
    expect(await console.peer.ask(request)).toEqual({ ok: false, failure });
  });
});

function arrayMegabytes(): number {
  return process.memoryUsage().arrayBuffers / 1024 / 1024;
}
