/**
 * A plan as an SVG picture: workstreams in columns, each to the right of all that it
 * waits for, coloured by the wave that lands it. Readable on light and dark ground.
 */
import type { Dependency, Plan, Workstream } from '../domain/plan.js';
import { depthsOf } from './graph-depth.js';
import { placesIn } from './graph-places.js';
import { escaped } from './xml-text.js';

/** Pixels. A box holds an id and a name of some twenty letters. */
const BOX = { width: 190, height: 44 } as const;
const GAP = { x: 70, y: 18 } as const;
const MARGIN = 20;
const LEGEND_LINE = 20;

/** Told apart also by those who see few colours (Okabe and Ito). */
const COLOURS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#8a8a8a',
] as const;

/** A name longer than its box is cut. */
const MAX_LABEL = 26;

type Place = { readonly x: number; readonly y: number };

export function graphSvg(plan: Plan): string {
  const { workstreams, waves } = plan;
  const stands = placesIn(plan);
  const places = placesOf(workstreams);
  const colours = new Map<string, string>();
  for (const [at, { members }] of waves.entries())
    for (const { id, type } of members)
      if (type === 'workstream') colours.set(id, colourOf(at));
  const all = [...places.values()];
  const width = Math.max(...all.map(({ x }) => x)) + BOX.width + MARGIN;
  const below = Math.max(...all.map(({ y }) => y)) + BOX.height + MARGIN;
  const notes = meanings(plan);
  const height = below + (waves.length + notes.length) * LEGEND_LINE + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...workstreams.flatMap((workstream) => arrows(workstream, places)),
    ...workstreams.map((workstream) => box(workstream, { places, colours, stands })),
    ...waves.map(({ id, target }, at) => {
      const y = below + at * LEGEND_LINE;
      return `<circle cx="${MARGIN + 6}" cy="${y}" r="6" fill="${colourOf(at)}"/><text x="${MARGIN + 20}" y="${y + 4}" fill="#222222">${escaped(`${id} → ${target}`)}</text>`;
    }),
    ...notes.map((note, at) => {
      const y = below + (waves.length + at) * LEGEND_LINE;
      return `<text x="${MARGIN + 20}" y="${y + 4}" fill="#666666">${note}</text>`;
    }),
    '</svg>',
  ].join('\n');
}

function colourOf(wave: number): string {
  return COLOURS[wave % COLOURS.length] ?? COLOURS[0];
}

/** Columns by the longest way from the start; the plan has no cycle. */
function placesOf(workstreams: readonly Workstream[]): ReadonlyMap<string, Place> {
  const columns = depthsOf(workstreams);
  const rows: number[] = [];
  return new Map(
    workstreams.map(({ id }) => {
      const column = columns.get(id) ?? 0;
      const row = rows[column] ?? 0;
      rows[column] = row + 1;
      const x = MARGIN + column * (BOX.width + GAP.x);
      return [id, { x, y: MARGIN + row * (BOX.height + GAP.y) }];
    }),
  );
}

function arrows(
  { id, dependsOn }: Workstream,
  places: ReadonlyMap<string, Place>,
): readonly string[] {
  const to = places.get(id);
  return dependsOn.flatMap((before) => {
    const from = places.get(before.id);
    if (!from || !to) return [];
    const start = { x: from.x + BOX.width, y: from.y + BOX.height / 2 };
    const end = { x: to.x, y: to.y + BOX.height / 2 };
    return `<path d="${line(start, end)}" fill="none" stroke="#555555"${dashes(before)}/><circle cx="${end.x}" cy="${end.y}" r="3" fill="#555555"/>`;
  });
}

function dashes({ soft, bySignal = false }: Dependency): string {
  if (soft) return ' stroke-dasharray="5 4"';
  return bySignal ? ' stroke-dasharray="1 3"' : '';
}

/** Past the columns between, it runs in the gap below the row that it comes from. */
function line(start: Place, end: Place): string {
  const from = `M${start.x} ${start.y}`;
  if (end.x - start.x <= GAP.x) return `${from} ${curve(start, end)}`;
  const y = start.y + BOX.height / 2 + GAP.y / 2;
  const down = { x: start.x + GAP.x, y };
  const up = { x: end.x - GAP.x, y };
  return `${from} ${curve(start, down)} H${up.x} ${curve(up, end)}`;
}

function curve(start: Place, end: Place): string {
  const bend = GAP.x / 2;
  return `C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
}

/** What the look of lines and boxes means, where they have it. */
function meanings({ workstreams }: Plan): readonly string[] {
  const all = workstreams.flatMap(({ dependsOn }) => dependsOn);
  const soft = all.some((before) => before.soft);
  const bySignal = all.some((before) => before.bySignal);
  const critical = workstreams.some(({ priority }) => priority === 'critical');
  return [
    ...(soft ? ['dashed: order only'] : []),
    ...(bySignal ? ['dotted: done is enough'] : []),
    ...(critical ? ['thick: critical'] : []),
  ];
}

type Drawing = {
  readonly places: ReadonlyMap<string, Place>;
  readonly colours: ReadonlyMap<string, string>;
  /** The phase and the groups of a workstream. */
  readonly stands: ReadonlyMap<string, string>;
};

function box(
  { id, name, role, priority }: Workstream,
  { places, colours, stands }: Drawing,
): string {
  const { x, y } = places.get(id) ?? { x: 0, y: 0 };
  const colour = colours.get(id) ?? '#8a8a8a';
  const weight = priority === 'critical' ? 3 : 1.5;
  const detail = name === id ? role : name;
  const stand = stands.get(id);
  return [
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="#f7f7f7" stroke="${colour}" stroke-width="${weight}"/>`,
    `<text x="${x + 10}" y="${y + 18}" font-weight="bold" fill="#222222">${escaped(cut(id))}</text>`,
    `<text x="${x + 10}" y="${y + 35}" fill="#444444">${escaped(cut(detail))}</text>`,
    stand === undefined
      ? ''
      : `<text x="${x + BOX.width - 8}" y="${y + 13}" text-anchor="end" font-size="10" fill="#666666">${escaped(cut(stand))}</text>`,
  ].join('');
}

function cut(text: string): string {
  return text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL - 1)}…` : text;
}
