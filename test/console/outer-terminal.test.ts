/** How the terminal in front is given back, in streams that stand for one. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { OuterTerminal } from '../../src/console/outer-terminal.js';
import { runReplay } from '../../src/console/replay.js';
import { aFolder } from '../helpers/folder.js';

const ATTRIBUTES = '\u001b[?62;c';

class Keyboard extends PassThrough {
  readonly #happened: string[];

  constructor(happened: string[]) {
    super();
    this.#happened = happened;
  }

  setRawMode(raw: boolean): this {
    this.#happened.push(raw ? 'taken' : 'given back');
    return this;
  }

  says(bytes: string): void {
    this.#happened.push('answers');
    this.write(bytes);
  }
}

class Display extends PassThrough {
  readonly columns = 80;
  readonly rows = 24;
  readonly fd: number;

  constructor(fd: number) {
    super();
    this.fd = fd;
    this.resume();
  }
}

/** A terminal that answers when it is told to. */
async function aTerminal() {
  const folder = await aFolder();
  const path = `${folder.path}/restored`;
  const fd = openSync(path, 'w');
  const happened: string[] = [];
  return {
    stdin: new Keyboard(happened),
    stdout: new Display(fd),
    happened,
    /** What is written without a wait, when it is given back. */
    restored: () => readFileSync(path, 'utf8'),
    async [Symbol.asyncDispose]() {
      closeSync(fd);
      await folder[Symbol.asyncDispose]();
    },
  };
}

const nothing = { data: () => {}, resized: () => {}, drained: () => {}, ended: () => {} };

const recording = {
  title: 'x',
  size: { columns: 40, rows: 5 },
  events: [],
  speed: 1,
  idleLimit: 1,
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a terminal that was taken', () => {
  it('is given back once it has answered, or a shell would get the answers', async () => {
    await using terminal = await aTerminal();
    const { stdin, happened } = terminal;
    const replayed = runReplay({ ...recording, ...terminal, env: {} });
    stdin.write('q');
    await turn();
    stdin.says(ATTRIBUTES);
    await replayed;
    expect(happened).toEqual(['taken', 'answers', 'given back']);
  });

  it('is given back when it never answers', async () => {
    await using terminal = await aTerminal();
    const replayed = runReplay({ ...recording, ...terminal, env: {} });
    terminal.stdin.write('q');
    await replayed;
    expect(terminal.happened).toEqual(['taken', 'given back']);
  });

  it('is given back when what took it cannot be made', async () => {
    await using terminal = await aTerminal();
    const listening = process.listenerCount('SIGTERM');
    const env = {
      get TERM(): string {
        throw new Error('no capabilities');
      },
    };
    await expect(runReplay({ ...recording, ...terminal, env })).rejects.toThrow(
      'no capabilities',
    );
    expect(terminal.happened).toEqual(['taken', 'given back']);
    expect(process.listenerCount('SIGTERM')).toBe(listening);
  });

  it('is let go of when it cannot be taken', async () => {
    await using terminal = await aTerminal();
    const listening = process.listenerCount('SIGTERM');
    terminal.stdin.setRawMode = () => {
      throw new Error('EIO');
    };
    expect(() => new OuterTerminal(terminal, nothing)).toThrow('EIO');
    expect(process.listenerCount('SIGTERM')).toBe(listening);
  });

  it('shows no progress any more, however it is given back', async () => {
    await using terminal = await aTerminal();
    using outer = new OuterTerminal(terminal, nothing);
    outer.showProgress('\u001b]9;4;1;50\u0007');
    // What happens when the process crashes.
    for (const listener of process.listeners('uncaughtExceptionMonitor').slice(-1))
      listener(new Error('a crash'), 'uncaughtException');
    expect(terminal.restored()).toContain('\u001b]9;4;0;0\u0007');
  });
});
