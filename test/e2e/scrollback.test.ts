/** The past of a pane through the real program: scrolled, searched, selected and copied. */
import { expect, it } from 'vitest';
import { wtmux } from '../helpers/wtmux.js';

const WRITES = [
  'sh',
  '-c',
  'for i in $(seq 1 300); do echo "line $i"; done; while read line; do echo "heard $line"; done',
];

it('scrolls back, finds, selects and copies, while the pane goes on', async () => {
  await using app = await wtmux();
  await app.run('new', 'writer', '--', ...WRITES);
  const opened = app.open(['attach', 'writer'], { columns: 120, rows: 30 });
  await opened.shows('line 300');

  opened.type('{ctrl+space}[g');
  await opened.shows('SCROLL');
  await opened.shows(/line 1\n/);
  await opened.hides('line 300');

  opened.type('/line 15');
  await opened.shows(/\/line 15█ 1\/11/);
  opened.type('{enter}n');
  await opened.shows(/\/line 15 2\/11/);
  await opened.shows('line 150');

  opened.type('V');
  opened.type('jy');
  await opened.shows('copied 2 lines');
  await expect.poll(() => opened.clipboard).toBe('line 150\nline 151');
  await opened.shows('line 300');

  const { x, y } = at(opened.screen(), 'line 298');
  opened.mouse('up', x, y);
  await opened.hides('line 300');
  opened.type('q');
  await opened.shows('line 300');

  opened.mouse('press', x + 5, y);
  opened.mouse('drag', x + 6, y + 1);
  opened.mouse('release', x + 6, y + 1);
  await expect.poll(() => opened.clipboard).toBe('298\nline 29');

  opened.type('good day{enter}');
  await opened.shows('heard good day');
});

it('copies what is in view, though its program has written past it since', async () => {
  await using app = await wtmux();
  const script = 'seq 300; read line; seq 30000; read line';
  await app.run('new', 'writer', '--', 'sh', '-c', script);
  const opened = app.open(['attach', 'writer'], { columns: 120, rows: 30 });
  await opened.shows('300');
  opened.type('{ctrl+space}[');
  await opened.shows('SCROLL');

  await app.run('send', 'writer', 'go on');
  await expect
    .poll(async () => (await app.run('capture', 'writer')).stdout)
    .toContain('30000');
  opened.type('Vkky');
  await opened.shows('copied 3 lines');
  await expect.poll(() => opened.clipboard).toBe('298\n299\n300');
});

it('captures rows as they stand, or lines as they were written', async () => {
  await using app = await wtmux();
  const script = 'printf "%0200d\\n" 7; seq 40; read line';
  await app.run('new', 'writer', '--', 'sh', '-c', script);
  const captured = async (...flags: readonly string[]) =>
    (await app.run('capture', 'writer', '--scrollback', ...flags)).stdout.split('\n');
  await expect.poll(captured).toContain('40');
  const rows = await captured();
  expect(rows.length).toBeGreaterThan(42);
  expect(rows.slice(0, -41).join('')).toBe('7'.padStart(200, '0'));
  for (const form of [[], ['--ansi']])
    expect((await captured('--join', ...form)).slice(0, 2)).toEqual([
      '7'.padStart(200, '0'),
      '1',
    ]);
});

/** Where a text stands on the screen, counted from 1. */
function at(screen: string, text: string) {
  const lines = screen.split('\n');
  const row = lines.findIndex((line) => line.includes(text));
  return { x: (lines[row]?.indexOf(text) ?? 0) + 1, y: row + 1 };
}
