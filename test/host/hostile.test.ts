import { describe, expect, it } from 'vitest';
import { sessionId } from '../../src/domain/ids.js';
import { Emulator } from '../../src/screen/emulator.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { aHost, type Console } from './console.js';

describe('a hostile program', () => {
  expectNothingLeftOpen();

  it.each([
    ['resets its terminal all the time', String.raw`yes "$(printf '\033c')"`],
    [
      'changes screens all the time',
      String.raw`yes "$(printf '\033[?1049h\033[?1049l')"`,
    ],
    ['scrolls by the screen', String.raw`yes "$(printf '\033[99S\033[99T\033[99L')"`],
    [
      'copies its screen all the time',
      String.raw`yes "$(printf '\033[$v\033[?69h\033[2;39s\033[99L\n\n\n')"`,
    ],
    ['writes noise', 'cat /dev/urandom'],
    ['writes lines without end', String.raw`cat /dev/zero | tr '\0' x`],
    ['begins a sequence without end', String.raw`printf '\033P+q'; yes 54`],
    ['copies without end', String.raw`printf '\033]52;c;'; yes AAAA | tr -d '\n'`],
  ])('that %s leaves the keys of others answered', async (_what, script) => {
    await using host = await aHost();
    using console = await host.connect();
    const quiet = await console.runs('quiet', 'stty -echo; echo ready; cat');
    await expect.poll(() => console.shows(quiet)[0]).toBe('ready');
    using hostile = await host.connect();
    await hostile.runs('hostile', script);
    await expect.poll(() => hostile.updates.length).toBeGreaterThan(0);

    for (let key = 0; key < 15; key++) await echo(console, `k${key}`);
  });

  it('that is slow to show has its last words shown before its exit is told', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      String.raw`yes "$(printf '\033c')" | head -n 6000; printf end; exit 3`,
    );
    await expect
      .poll(() => console.knows(id))
      .toMatchObject({ session: { status: { type: 'exited', code: 3 } } });
    expect(
      await console.peer.ask({ type: 'capture', session: id, scrollback: false }),
    ).toMatchObject({ value: { lines: ['', 'end'] } });
  });

  it('that makes its emulator throw costs its own screen alone, and goes on', async () => {
    await using host = await aHost(process.env, {
      emulate: (options) => new FaultyEmulator(options),
    });
    using console = await host.connect();
    const other = await console.runs('other', 'echo here; cat');
    await expect.poll(() => console.shows(other)[0]).toBe('here');
    using watcher = await host.connect();
    const id = await watcher.runs(
      'faulty',
      'echo before; echo BOOM; echo after; read x; echo $x',
    );
    await expect
      .poll(() => watcher.shows(id)[0])
      .toBe('[wtmux: this screen was lost and starts');
    expect(watcher.events).toContainEqual({ type: 'fault', session: id });
    watcher.types(id, 'alive\r');
    await expect.poll(() => watcher.shows(id).join('|')).toContain('alive');
    console.types(other, 'fine\r');
    await expect.poll(() => console.shows(other)[1]).toBe('fine');
  });
});

class FaultyEmulator extends Emulator {
  override begin(bytes: Buffer) {
    if (bytes.includes('BOOM')) throw new Error('a fault');
    return super.begin(bytes);
  }
}

/** Types a line and waits for its echo on the screen. */
async function echo(console: Console, text: string): Promise<void> {
  const session = sessionId('quiet');
  console.types(session, `${text}\r`);
  await expect
    .poll(() => console.shows(session).includes(text), { interval: 1 })
    .toBe(true);
}
