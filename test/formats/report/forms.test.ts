import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/domain/plan-report.js';
import { reportHtml } from '../../../src/formats/report/report-html.js';
import { reportMarkdown } from '../../../src/formats/report/report-markdown.js';
import { reportSvg } from '../../../src/formats/report/report-svg.js';
import { timelineText } from '../../../src/formats/report/timeline-text.js';
import { reportOf } from '../../../src/workflow/report/report.js';
import { plan, play, wave, ws } from '../../workflow/a-plan.js';

const seconds = (amount: number) => ({ estimateMs: amount * 1000 });

const ended = reportOf(
  play(
    plan(
      [ws('TD2', seconds(20)), ws('TD1 < TD2', seconds(20))],
      [wave('one: TD2'), wave('two: TD1 > main')],
    ),
    [
      'TD2 runs @0',
      'TD2 plans r1 @10',
      'TD2 approved r1 @15',
      'TD2 completes @25',
      'one merging @30',
      'one gating @32',
      'one lands @35',
      'TD1 runs @35',
      'TD1 completes @55',
      'two merging @55',
      'two lands @60',
    ],
  ),
  99_000,
);

const HOSTILE = `<script>alert(1)</script>|\`[x](javascript:y) "a" 'b' \u001b[2J`;

const hostile = reportOf(
  play({ ...plan([ws('A', { name: HOSTILE })], [wave('one: A')]), name: HOSTILE }, [
    'A runs',
    'A plans r1',
    'A rejected',
  ]),
  9000,
);

describe("a report's timeline", () => {
  it('has a line of what happened above one of what was planned', () => {
    expect(drawn(ended)).toBe(`
TD2  █████░░░█████                   landed
     ──────────
TD1                    ██████████    landed
               ──────────
one               ░░▚▓▓              landed
two                              ▚▚  landed
`);
  });
});

describe('a report', () => {
  it('says of what a person stopped that it was stopped, in every form', () => {
    const report = reportOf(play(plan([ws('A')]), ['A runs', 'A stopped']), 9000);
    for (const text of [reportMarkdown(report), reportSvg(report), drawn(report)])
      expect([text.includes('stopped'), text.includes('skipped')]).toEqual([true, false]);
  });

  it.each([
    ['HTML', reportHtml(hostile), ['<script', '\u001b', 'href=', 'src=']],
    ['SVG', reportSvg(hostile), ['<script', '\u001b']],
    ['Markdown', reportMarkdown(hostile), [' <script', '[x](', '\u001b']],
  ])('as %s keeps foreign text harmless', (_form, text, forbidden) => {
    expect(forbidden.filter((part) => text.includes(part))).toEqual([]);
  });

  it('as HTML is one page that holds the picture, and loads and runs nothing', () => {
    const page = reportHtml(ended);
    expect(page).toContain(`<figure>${reportSvg(ended)}</figure>`);
    expect(page.match(/<(?:script|link|img|iframe)\b/g)).toBeNull();
    expect(page).toContain("default-src 'none'");
  });

  it('as SVG draws every stretch inside the chart', () => {
    const svg = reportSvg(ended);
    const bars = [
      ...svg.matchAll(/<rect x="([\d.]+)" width="([\d.]+)" y="[\d.]+" height="13"/g),
    ];
    const stretches = [...ended.workstreams, ...ended.waves].flatMap(
      (one) => one.stretches,
    );
    const outside = bars.filter(
      ([, x, width]) => Number(x) < 166 || Number(x) + Number(width) > 166 + 668 + 1.5,
    );
    expect({ bars: bars.length, outside }).toEqual({
      bars: stretches.length,
      outside: [],
    });
  });

  it('as Markdown has the headings of a post-mortem', () => {
    const headings = reportMarkdown(ended)
      .split('\n')
      .filter((line) => line.startsWith('#'));
    expect(headings).toEqual([
      '# Report: week-2',
      '## Summary',
      '## Execution Details',
      '## Planned Against Done',
      '## What Worked Well',
      '## Decisions',
      '## Artifacts',
    ]);
  });

  it('tells what agents used, as far as they tell it', () => {
    const budget = { tokens: 200_000, warn: 0.8, hold: false };
    const used = reportOf(
      play({ ...plan([ws('A'), ws('B')]), budget }, [
        'A runs @0',
        'A uses 116000/200000/100000/900/0/0.5 @1',
        'A uses 139000/200000/124000/999/2400000/1.5 @2',
      ]),
      9000,
    );
    const rows = reportMarkdown(used)
      .split('\n')
      .filter((line) => /^\| (context use|tokens|cost|A \| 58)/.test(line));
    expect(rows).toEqual([
      '| context use | 23k consumed, fullest in A: 70% (139k) |',
      '| tokens | 125k of 200k, 2.4M from the cache |',
      '| cost | $1.50 |',
      '| A | 58% (116k) | 70% (139k) | 70% (139k) | 12% (23k) | 88% | 125k | 2.4M | $1.50 |',
    ]);
    expect(reportSvg(used)).toContain('so far, 125k tokens, $1.50');
    expect(reportMarkdown(ended)).toContain('| context use | not told by the agents |');
  });

  it('tells how far the work was from time to time, one line for each workstream', () => {
    const events = Array.from(
      { length: 15 },
      (_, hour) => `A snaps ${hour * 7}/${hour}/${2 * hour}/5 @${hour}`,
    );
    const snapped = reportOf(
      play(plan([ws('A'), ws('B')]), ['A runs @0', ...events]),
      9e4,
    );
    const row = /^\| A \|.* → .*$/m.exec(reportMarkdown(snapped))?.[0];
    expect(row?.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'DAY')).toBe(
      '| A | DAY | DAY | 0 % → 14 % → 28 % → 42 % → 56 % → 70 % → 84 % → 98 % | 0 → 2 → 4 → 6 → 8 → 10 → 12 → 14 | 0 → 4 → 8 → 12 → 16 → 20 → 24 → 28 | DAY |',
    );
    expect(reportHtml(snapped)).toContain('<td>0 % → 14 % →');
    expect(snapped.workstreams.map(({ snapshots }) => snapshots.length)).toEqual([15, 0]);
    expect(reportMarkdown(ended)).not.toContain('Last sign of life');
  });

  it('of a plan that has not begun says so', () => {
    const report = reportOf(play(plan([ws('A')]), []), 5000);
    expect(reportMarkdown(report)).toContain('| started | not yet |');
    expect(drawn(report)).toBe('\nA                                  starting\n');
  });

  it('gives what was planned an axis of its own where one would hide the other', () => {
    const day = 86_400_000;
    const report = reportOf(
      play(plan([ws('A', { estimateMs: day })]), ['A runs @0', 'A completes @10']),
      10_000,
    );
    expect(reportSvg(report)).toContain('planned, on a scale of its own: 1d');
  });
});

/** The bars alone, without scale and legend. */
function drawn(report: Report): string {
  const lines = timelineText(report, 30).map((parts) =>
    parts
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
  return `\n${lines.slice(0, -2).join('\n')}\n`;
}
