/**
 * Draws results as an SVG: what wtmux and tmux both do as pairs of bars, what has a limit
 * of its own as a part of that limit.
 */
import { resultsOf, type Baseline } from './baseline.js';
import { ratio, type Figures, type Results } from './results.js';
import { rows, type Row, type RowId } from './rows.js';
import { shortNumber } from './table.js';

const WIDTH = 880;
const LEFT = 330;
/** The longest bar; the text of its figure stands after it. */
const LONGEST = 400;
const LINE = 30;
const BAR = 11;

const COLOURS = {
  background: '#16181d',
  text: '#d5d8de',
  quiet: '#8b93a1',
  wtmux: '#6aa8e0',
  tmux: '#5b6270',
  over: '#e06c75',
} as const;

type Section = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly draw: (row: Row, figures: Figures, longest: number) => string;
};

const sections: readonly Section[] = [
  pairs('Output taken, MB/s (more is better)', 'throughput.'),
  pairs('Sent to the outer terminal for 32 MB, MB (less is better)', 'written.'),
  pairs('Key to picture, ms (less is better)', 'echo.', 'flood.', 'stall.'),
  {
    title: 'Part of what is allowed',
    rows: rows.filter(({ id }) => /^(?:idle|memory|start|chrome)\./.test(id)),
    draw: partOfLimit,
  },
];

export function chart(baseline: Baseline): string {
  const results = resultsOf(baseline);
  let y = 24;
  const drawn = sections.map((section) => {
    const shown = section.rows.filter(({ id }) => results.has(id));
    const top = y;
    y += LINE * (shown.length + 1) + 14;
    return drawSection({ ...section, rows: shown }, results, top);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="13">
<rect width="100%" height="100%" rx="6" fill="${COLOURS.background}"/>
${legend()}
${drawn.join('\n')}
</svg>
`;
}

function pairs(title: string, ...starts: readonly string[]): Section {
  const isIn = ({ id }: Row) => starts.some((start) => id.startsWith(start));
  return { title, rows: rows.filter(isIn), draw: pair };
}

function drawSection(section: Section, results: Results, top: number): string {
  const longest = Math.max(
    ...section.rows.flatMap(({ id }) => figuresIn(results, id)),
    Number.MIN_VALUE,
  );
  const lines = section.rows.map((row, index) => {
    const figures = results.get(row.id);
    const y = top + LINE * (index + 1);
    return figures
      ? `<g transform="translate(0 ${y})">${label(row.what)}${section.draw(row, figures, longest)}</g>`
      : '';
  });
  return [text(section.title, { x: 16, y: top + 12, fill: COLOURS.text }), ...lines].join(
    '\n',
  );
}

function figuresIn(results: Results, id: RowId): readonly number[] {
  const figures = results.get(id);
  return figures ? [figures.wtmux, figures.tmux ?? 0] : [];
}

function pair(_row: Row, figures: Figures, longest: number): string {
  const scale = LONGEST / longest;
  const times = ratio(figures);
  const said = times === undefined ? '' : `  (${shortNumber(times)}x)`;
  return [
    bar({ y: 0, length: figures.wtmux * scale, fill: COLOURS.wtmux }),
    figure(0, figures.wtmux * scale, `${shortNumber(figures.wtmux)}${said}`),
    ...(figures.tmux === undefined
      ? []
      : [
          bar({ y: BAR + 1, length: figures.tmux * scale, fill: COLOURS.tmux }),
          figure(BAR + 1, figures.tmux * scale, shortNumber(figures.tmux)),
        ]),
  ].join('');
}

/** The limit is at half of the longest bar; more than twice of it is cut. */
function partOfLimit({ bar: limit, unit }: Row, { wtmux }: Figures): string {
  if (limit.type !== 'atMost') return '';
  const part = wtmux / limit.value;
  const length = (Math.min(part, 2) * LONGEST) / 2;
  const fill = part > 1 ? COLOURS.over : COLOURS.wtmux;
  const said = `${shortNumber(wtmux)} of ${limit.value} ${unit}`;
  return [
    bar({ y: 5, length, fill }),
    `<rect x="${LEFT + LONGEST / 2}" y="0" width="1" height="${2 * BAR}" fill="${COLOURS.quiet}"/>`,
    figure(5, Math.max(length, LONGEST / 2), said),
  ].join('');
}

function bar({
  y,
  length,
  fill,
}: {
  readonly y: number;
  readonly length: number;
  readonly fill: string;
}): string {
  return `<rect x="${LEFT}" y="${y}" width="${Math.max(1, length).toFixed(1)}" height="${BAR}" fill="${fill}"/>`;
}

function label(what: string): string {
  return text(what, { x: LEFT - 10, y: 16, fill: COLOURS.quiet, anchor: 'end' });
}

function figure(y: number, length: number, said: string): string {
  return text(said, { x: LEFT + length + 6, y: y + 10, fill: COLOURS.text, size: 11 });
}

function legend(): string {
  const x = WIDTH - 150;
  return [
    `<rect x="${x}" y="26" width="${BAR}" height="${BAR}" fill="${COLOURS.wtmux}"/>`,
    text('wtmux', { x: x + 16, y: 36, fill: COLOURS.text }),
    `<rect x="${x + 70}" y="26" width="${BAR}" height="${BAR}" fill="${COLOURS.tmux}"/>`,
    text('tmux', { x: x + 86, y: 36, fill: COLOURS.text }),
  ].join('');
}

type Look = {
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  readonly anchor?: 'end';
  readonly size?: number;
};

function text(said: string, { x, y, fill, anchor, size }: Look): string {
  const how = `${anchor ? ` text-anchor="${anchor}"` : ''}${size ? ` font-size="${size}"` : ''}`;
  const escaped = said.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y}" fill="${fill}"${how}>${escaped.replaceAll('`', '')}</text>`;
}
