/** What is captured: rows as a terminal's line, and as a line of a web page. */
import { describe, expect, it } from 'vitest';
import { ansiLine } from '../../src/compositor/ansi-text.js';
import { htmlHead, htmlLine } from '../../src/compositor/html.js';
import type { Row } from '../../src/screen/row.js';
import { Emulator } from '../../src/screen/emulator.js';
import { random, seeds } from '../helpers/random.js';

describe('a row', () => {
  it.each([
    ['plain text', 'a  b   ', 'a  b', 'a  b'],
    [
      'a colour of 16',
      '\x1b[31mred\x1b[m x',
      '␛[31mred␛[39m x',
      '<span style="color:#cd0000">red</span> x',
    ],
    [
      'true colour behind blanks',
      '\x1b[48;2;1;2;3m  ',
      '␛[48;2;1;2;3m  ␛[49m',
      '<span style="background:#010203">  </span>',
    ],
    [
      'styles',
      '\x1b[1;3;7mA',
      '␛[1;7;3mA␛[0m',
      '<span style="color:var(--ground);background:var(--text);font-weight:bold;font-style:italic">A</span>',
    ],
    [
      'a curly red underline',
      '\x1b[4:3;58:2::255:0:0me',
      '␛[4:3;58:2::255:0:0me␛[0m',
      '<span style="text-decoration:underline wavy #ff0000">e</span>',
    ],
    ['a wide character', '日a', '日a', '<span class="w">日</span>a'],
    [
      'what a page would take for itself',
      `<script>&"'`,
      `<script>&"'`,
      '&lt;script&gt;&amp;&quot;&#39;',
    ],
    [
      'a link to the web',
      '\x1b]8;;https://x.y/?a="&b\x1b\\go\x1b]8;;\x1b\\.',
      '␛]8;;https://x.y/?a="&b␛\\go␛]8;;␛\\.',
      '<a href="https://x.y/?a=&quot;&amp;b" rel="noopener noreferrer">go</a>.',
    ],
    [
      'a link to elsewhere',
      '\x1b]8;;javascript:alert(1)\x1b\\go\x1b]8;;\x1b\\',
      '␛]8;;javascript:alert(1)␛\\go␛]8;;␛\\',
      'go',
    ],
  ])('of %s', (_what, bytes, ansi, html) => {
    const row = rowOf(bytes);
    expect(ansiLine(row).replaceAll('\x1b', '␛')).toBe(ansi);
    expect(htmlLine(row)).toBe(html);
  });
});

it('names a page by a text that is escaped', () => {
  expect(htmlHead('</title><b>')).toContain('<title>&lt;/title&gt;&lt;b&gt;</title>');
});

const fresh = seeds(30);

it.each([4, 42, ...fresh])('paints itself anew from its own line (seed %i)', (seed) => {
  const rng = random(seed);
  const pieces = [
    'a',
    'b ',
    'é',
    '日',
    '👩‍👩‍👧',
    '\x1b[1m',
    '\x1b[22m',
    '\x1b[3;9m',
    '\x1b[7m',
    '\x1b[m',
    '\x1b[38;5;200m',
    '\x1b[48;2;9;8;7m',
    '\x1b[4:2m',
    '\x1b[58:5:3m',
    '\x1b[24m',
    '\x1b[53m',
    '\x1b]8;;http://a.b\x1b\\',
    '\x1b]8;;\x1b\\',
    '\x1b[3C',
  ] as const;
  const line = ansiLine(rowOf(rng.times(1, 30, () => rng.pick(pieces)).join('')));
  expect(ansiLine(rowOf(line))).toBe(line);
  expect(
    line.replaceAll(/\x1b\[[\d;:]*m|\x1b\]8;;(http:\/\/a\.b)?\x1b\\/g, ''),
  ).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
});

function rowOf(bytes: string): Row {
  using emulator = new Emulator({ size: { columns: 80, rows: 2 }, scrollback: 0 });
  emulator.write(Buffer.from(bytes));
  return emulator.row(0);
}
