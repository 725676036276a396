import { describe, expect, it } from 'vitest';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import type { SessionId } from '../../src/domain/ids.js';
import { aHost, size, type Console } from './console.js';

describe('frames', () => {
  expectNothingLeftOpen();

  it('are bounded by time, whatever a program prints, and end with the newest state', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const started = performance.now();
    const id = await console.runs('s', 'seq 300000; printf end; read wait');
    await expect.poll(() => console.shows(id).at(-1)).toBe('end');
    const frames = (performance.now() - started) / 16;
    expect(console.updates.length).toBeLessThan(frames + 5);
  });

  it('wait for a console that is slow, and then give only the newest', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      'echo ready; while read line; do echo "got $line"; done',
    );
    await expect.poll(() => console.shows(id)[0]).toBe('ready');
    await expect.poll(() => console.updates.length).toBeGreaterThan(0);
    console.confirm(false, id);
    console.types(id, 'a\r');
    await expect.poll(() => console.shows(id)[1]).toBe('a');
    const sent = console.updates.length;
    for (const text of ['b\r', 'c\r', 'd\r']) console.types(id, text);
    await expect.poll(() => captured(console, id)).toBe('got d');
    expect(console.updates).toHaveLength(sent);
    console.confirm(true, id);
    await expect.poll(() => console.shows(id).at(-2)).toBe('got d');
    expect(console.updates.length).toBeLessThanOrEqual(sent + 2);
  });

  it('do not come of a session that nobody views, and begin anew with one who does', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      'echo ready; while read line; do echo "got $line"; done',
    );
    await expect.poll(() => console.shows(id)[0]).toBe('ready');
    await console.peer.ask({ type: 'view', panes: [] });
    const sent = console.updates.length;
    console.types(id, 'unseen\r');
    await expect.poll(() => captured(console, id)).toBe('got unseen');
    expect(console.updates).toHaveLength(sent);
    await console.peer.ask({ type: 'view', panes: [{ session: id, size }] });
    await expect.poll(() => console.shows(id)).toContain('got unseen');
  });

  it('show no half of a synchronized frame, but do not wait for ever for its end', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      'printf "whole\\033[?2026h\\033[Hhalf "; read go; printf "\\033[?2026l"; read wait',
    );
    await expect.poll(() => console.shows(id)[0]).toBe('whole');
    await expect.poll(() => console.shows(id)[0]).toBe('half');
  });

  it('follow the size of the console in which somebody types', async () => {
    await using host = await aHost();
    using small = await host.connect();
    using large = await host.connect();
    const id = await small.runs('s', 'while read line; do stty size; done');
    await large.peer.ask({
      type: 'view',
      panes: [{ session: id, size: { columns: 60, rows: 8 } }],
    });
    await expect.poll(() => large.updates.at(-1)).toMatchObject({ columns: 60, rows: 8 });
    large.types(id, '\r');
    await expect.poll(() => large.shows(id)).toContain('8 60');
    small.types(id, '\r');
    await expect.poll(() => small.shows(id)).toContain('5 40');
    await expect.poll(() => large.updates.at(-1)).toMatchObject({ columns: 40, rows: 5 });

    small.socket.destroy();
    await expect.poll(() => large.updates.at(-1)).toMatchObject({ columns: 60, rows: 8 });
  });

  it('keep the size of the console at which a person is, whatever another one views anew', async () => {
    await using host = await aHost();
    using idle = await host.connect();
    using used = await host.connect();
    const id = await used.runs('s', 'stty size; while read line; do stty size; done');
    await expect.poll(() => used.shows(id)).toContain('5 40');
    const wide = [{ session: id, size: { columns: 60, rows: 8 } }];
    await idle.peer.ask({ type: 'view', panes: wide });
    used.types(id, '\r');
    await expect.poll(() => used.shows(id).slice(0, 3)).toEqual(['5 40', '', '5 40']);

    await idle.peer.ask({ type: 'attend' });
    await expect.poll(() => idle.updates.at(-1)).toMatchObject({ columns: 60, rows: 8 });
  });

  it('follow a resize when the program has redrawn, which hears of each size once', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      String.raw`trap 'n=$((n+1)); printf "\033[H\033[2J$n: "; stty size' WINCH; echo ready; while :; do read line; done`,
    );
    await expect.poll(() => console.shows(id)[0]).toBe('ready');
    const view = (columns: number, rows: number) =>
      console.peer.ask({
        type: 'view',
        panes: [{ session: id, size: { columns, rows } }],
      });
    await view(60, 8);
    await view(60, 8);
    await expect.poll(() => console.shows(id)[0]).toBe('1: 8 60');
    await view(20, 4);
    await expect.poll(() => console.shows(id)[0]).toBe('2: 4 20');
    expect(console.updates.at(-1)).toMatchObject({ columns: 20, rows: 4 });
    expect(
      await console.peer.ask({ type: 'capture', session: id, scrollback: true }),
    ).toMatchObject({ value: { lines: ['2: 4 20'] } });
  });

  it('are told in-band to a program that asked for it (2048), once its terminal has them', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      String.raw`stty raw -echo; printf '\033[?2048h'; while :; do told=$(dd bs=64 count=1 2>/dev/null | tr -d '\033'); printf '\033[H\033[2J%s %s' "$told" "$(stty size)"; done`,
    );
    await expect.poll(() => console.shows(id)[0]).toMatch(/^\[48;\d+;\d+;\d+;\d+t \d/);
    await console.peer.ask({
      type: 'view',
      panes: [{ session: id, size: { columns: 60, rows: 8 } }],
    });
    await expect.poll(() => console.shows(id)[0]).toBe('[48;8;60;128;480t 8 60');
  });

  it('pile up for no console that is stopped, and delay nobody else', async () => {
    await using host = await aHost();
    using stopped = await host.connect();
    using console = await host.connect();
    const flood = await stopped.runs(
      'flood',
      'i=0; while :; do printf "\\033]0;title $i\\007\\033]9;note $i\\007\\alline $i\\n"; i=$((i+1)); done',
    );
    await expect.poll(() => stopped.shows(flood)[3]).toContain('line');
    stopped.socket.pause();
    let unread = 0;
    stopped.socket.on('data', (chunk: Buffer) => (unread += chunk.length));

    const id = await console.runs('s', 'while read line; do echo "got $line"; done');
    for (let count = 0; count < 40; count++) {
      console.types(id, `${count}\r`);
      await expect
        .poll(() => console.shows(id).join(), { interval: 5 })
        .toContain(`got ${count}`);
    }
    stopped.socket.resume();
    await expect.poll(() => stopped.shows(flood)[3]).toContain('line');
    expect(unread).toBeLessThan(256 * 1024);
  });

  it('come from no session that holds up the others', async () => {
    await using host = await aHost();
    using flooded = await host.connect();
    using console = await host.connect();
    await flooded.runs('flood', 'yes');
    const id = await console.runs('s', 'cat');
    await expect.poll(() => flooded.shows(id)).toBeDefined();
    for (let count = 0; count < 20; count++) {
      const seen = console.updates.length;
      console.types(id, 'x');
      await expect
        .poll(() => console.updates.length, { interval: 1 })
        .toBeGreaterThan(seen);
    }
  });
});

/** The last line that the host has of a session. */
async function captured({ peer }: Console, session: SessionId): Promise<string> {
  const answer = await peer.ask({ type: 'capture', session, scrollback: false });
  return (answer.ok && answer.value.lines.at(-1)) || '';
}
