/** What became of a plan, as lines for people. */
import { plainText } from '../base/plain-text.js';
import type { Report } from '../domain/plan-report.js';
import {
  sectionsOf,
  type Block,
  type Item,
  type Section,
} from '../formats/report/sections.js';
import { timelineText, type Look } from '../formats/report/timeline-text.js';
import type { Colour, Output } from './output.js';
import { count, table } from './table.js';

type Painter = Pick<Output, 'paint' | 'columns'>;

/** The bars' share of a terminal, and the most that is easily followed. */
const BARS = 0.6;
const MAX_BARS = 100;

/** A longer list is for the forms that are read elsewhere. */
const MAX_ITEMS = 20;

const colours = {
  works: 'blue',
  waits: 'yellow',
  gates: 'cyan',
  merges: 'green',
  planned: 'dim',
} as const satisfies Record<Exclude<Look, 'plain'>, Colour>;

export function reportLines(report: Report, output: Painter): readonly string[] {
  const sections = sectionsOf(report).flatMap((one) => sectionLines(one, report, output));
  return sections.slice(1);
}

function sectionLines(
  { title, blocks }: Section,
  report: Report,
  output: Painter,
): readonly string[] {
  const lines = blocks.map((block) => blockLines(block, { report, output }));
  return ['', output.paint('bold', title), ...indented(lines.flatMap(spaced))];
}

function spaced(lines: readonly string[], at: number): readonly string[] {
  return at === 0 ? lines : ['', ...lines];
}

function blockLines(
  block: Block,
  { report, output }: { readonly report: Report; readonly output: Painter },
): readonly string[] {
  if (block.type === 'list') return listLines(block.items);
  if (block.type === 'timeline') return timelineLines(report, output);
  const head = block.head.some((text) => text !== '') ? [block.head] : [];
  const [first, ...rest] = [...head, ...block.rows].map((row) =>
    row.map((text) => ({ text })),
  );
  if (!first) return [];
  const dim = first.map((cell) => ({ ...cell, colour: 'dim' as const }));
  return table([head.length > 0 ? dim : first, ...rest], output);
}

function timelineLines(report: Report, output: Painter): readonly string[] {
  const width = Math.max(10, Math.min(MAX_BARS, Math.floor(BARS * output.columns)));
  return timelineText(report, width).map((parts) =>
    parts
      .map(({ text, look }) =>
        look === 'plain' ? text : output.paint(colours[look], text),
      )
      .join('')
      .trimEnd(),
  );
}

function listLines(items: readonly Item[]): readonly string[] {
  const more = items.length - MAX_ITEMS;
  return [
    ...items.slice(0, MAX_ITEMS).map(({ subject, text, when }) => {
      const time = when === '' ? '' : `${when}  `;
      return `${time}${plainText(subject)}: ${plainText(text)}`;
    }),
    ...(more > 0
      ? [`and ${count(more, 'more line')}: \`wtmux report --md\` has all`]
      : []),
  ];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
