import { describe, expect, it } from 'vitest';
import { sessionId } from '../../src/domain/ids.js';
import { historyRows } from '../../src/protocol/history.js';
import { rowText } from '../../src/screen/row-text.js';
import { expectNothingLeftOpen } from '../helpers/leaks.js';
import { aHost, type Console } from './console.js';

/** More than an emulator and its keeper hold. */
const LINES = 15_000;

describe("a session's past", () => {
  expectNothingLeftOpen();

  it('is read by line numbers that stay, for ten thousand lines', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs('s', `seq ${LINES}; read wait; seq 100; read wait`);
    await expect.poll(() => console.shows(id)[3]).toBe(String(LINES));

    const { extent } = await historyOf(console, 0, 0);
    expect(extent.end).toBe(LINES + 1);
    expect(extent.first).toBeLessThanOrEqual(LINES - 10_000);
    for (const from of [extent.first, 8000, 13_998, extent.screen - 2])
      expect((await historyOf(console, from, 3)).texts).toEqual(
        [1, 2, 3].map((more) => String(from + more)),
      );

    console.types(id, '\r');
    await expect.poll(() => console.shows(id)[3]).toBe('100');
    expect((await historyOf(console, 13_998, 3)).texts).toEqual([
      '13999',
      '14000',
      '14001',
    ]);
  });

  it('begins with the oldest line that is kept, and ends with the screen', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs('s', 'seq 7; read wait');
    await expect.poll(() => console.shows(id)[3]).toBe('7');
    expect(await historyOf(console, -5, 3)).toMatchObject({
      from: 0,
      texts: ['1', '2', '3'],
    });
    expect((await historyOf(console, 6, 100)).texts).toEqual(['7', '']);
    expect((await historyOf(console, 100, 100)).texts).toEqual([]);
  });

  it('is searched as a whole, over wrapped lines and wide characters', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      `seq ${LINES}; printf '漢Needle\\n%s\\n' "$(printf '%038d' 0)needle"; read wait`,
    );
    await expect.poll(() => console.shows(id)[3]).toBe('edle');
    const search = async (text: string, ignoreCase: boolean) => {
      const answer = await console.peer.ask({
        type: 'search',
        session: id,
        text,
        ignoreCase,
      });
      return answer.ok ? answer.value : undefined;
    };
    expect(await search('needle', true)).toMatchObject({
      total: 2,
      matches: [
        { line: LINES, column: 2, endLine: LINES, endColumn: 8 },
        { line: LINES + 1, column: 38, endLine: LINES + 2, endColumn: 4 },
      ],
    });
    expect(await search('needle', false)).toMatchObject({ total: 1 });
    expect(await search('.', false)).toMatchObject({ total: 0 });
    expect(await search('', false)).toMatchObject({ total: 0 });
    const ones = await search('1', false);
    expect(ones?.matches.length).toBe(5000);
    expect(ones?.total).toBeGreaterThan(8000);
  });

  it('knows where prompts were, through a change of width', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const id = await console.runs(
      's',
      `echo ${'0'.repeat(50)}; seq 18; printf '\\033]133;A\\007$ \\033]133;B\\007ls\\n\\033]133;C\\007out\\n\\033]133;D;2\\007'; printf '%060d\\n' 0; read wait`,
    );
    await expect.poll(() => console.shows(id)[1]).toBe('out');
    const prompts = async () => {
      const answer = await console.peer.ask({ type: 'prompts', session: id });
      return answer.ok ? answer.value.prompts : [];
    };
    expect(await prompts()).toEqual(dialogue(20));
    // The first line takes five rows of ten columns in place of two of forty.
    const narrow = { columns: 10, rows: 5 };
    await console.peer.ask({ type: 'view', panes: [{ session: id, size: narrow }] });
    expect(await prompts()).toEqual(dialogue(23));
  });

  it('wraps anew as a whole when the width changes', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const script = `for i in $(seq 3000); do printf '%050d\\n' $i; done; read wait`;
    const id = await console.runs('s', script);
    await expect.poll(() => console.shows(id)[3]).toBe('0000003000');
    const before = await historyOf(console, 2001, 1);
    expect(before.extent.end).toBe(6001);
    const wide = { columns: 70, rows: 5 };
    await console.peer.ask({ type: 'view', panes: [{ session: id, size: wide }] });
    const { extent, texts } = await historyOf(console, 1000, 2);
    expect(extent.end).toBe(3001);
    expect(texts).toEqual(['1001', '1002'].map((text) => text.padStart(50, '0')));
    const around = { places: [before.place], before: 2, count: 5 };
    const moved = await console.peer.ask({ type: 'places', session: id, ...around });
    expect(moved).toMatchObject({ ok: true, value: { from: 998 } });
    expect(moved.ok && moved.value.spots).toEqual([{ line: 1000, column: 40 }]);
  });

  it('is captured as text, lines joined again that wrapped', async () => {
    await using host = await aHost();
    using console = await host.connect();
    const long = 'x'.repeat(90);
    const id = await console.runs('s', `echo ${long}; seq 1500; read wait`);
    await expect.poll(() => console.shows(id)[3]).toBe('1500');
    const captured = await console.peer.ask({
      type: 'capture',
      session: id,
      scrollback: true,
      joined: true,
    });
    expect(captured).toMatchObject({ ok: true });
    const lines = captured.ok ? captured.value.lines : [];
    expect(lines.slice(0, 2)).toEqual([long, '1']);
    expect(lines.length).toBe(1501);
  });
});

async function historyOf({ peer }: Console, from: number, count: number) {
  const answer = await peer.ask({
    type: 'history',
    session: sessionId('s'),
    from,
    count,
  });
  if (!answer.ok) throw new Error(answer.failure.message);
  const texts = historyRows(answer.value).map(({ row }) => rowText(row));
  return { ...answer.value, texts };
}

/** The marks of one command whose prompt stands in `line`. */
function dialogue(line: number) {
  return [
    { line, column: 0, part: 'prompt' },
    { line, column: 2, part: 'command' },
    { line: line + 1, column: 0, part: 'output' },
    { line: line + 2, column: 0, part: 'end', exitCode: 2 },
  ];
}
