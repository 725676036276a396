/**
 * Which lines of the sidebar stand where. Pure: the chrome draws it, a click is looked up
 * in it. Lines are given up in the order of their worth when there is little room.
 */
import { plainText } from '../base/plain-text.js';
import { isNearlyFull, usageText } from '../domain/usage.js';
import {
  presentPhase,
  type GroupStatus,
  type PhaseStatus,
  type WaveStatus,
  type WorkstreamStatus,
} from '../domain/status.js';
import {
  blockersInWords,
  queuedInWords,
  turnInWords,
  unreadInWords,
} from '../domain/status-in-words.js';
import { linesOf, sameSubject, type ConsoleState, type Subject } from './state.js';

export type SidebarItem =
  | { readonly type: 'title'; readonly y: number; readonly height: 1 }
  | { readonly type: 'heading'; readonly y: number; readonly height: 1 }
  | {
      readonly type: 'workstream';
      readonly y: number;
      readonly height: number;
      /** Its state stands beside its name, and not below. */
      readonly beside: boolean;
      readonly workstream: WorkstreamStatus;
    }
  | {
      readonly type: 'group';
      readonly y: number;
      readonly height: 1;
      readonly group: GroupStatus;
      readonly open: boolean;
      readonly depth: number;
    }
  /** The one that the plan is in, of `of`. */
  | {
      readonly type: 'phase';
      readonly y: number;
      readonly height: 1;
      readonly phase: PhaseStatus;
      readonly place: number;
      readonly of: number;
    }
  | {
      readonly type: 'wave';
      readonly y: number;
      readonly height: number;
      readonly wave: WaveStatus;
    }
  /** How many there are above and below. */
  | {
      readonly type: 'more';
      readonly y: number;
      readonly height: 1;
      readonly above: number;
      readonly below: number;
    };

type Density = { readonly workstream: number; readonly wave: number };

/** The roomiest comes first; the last one scrolls when it does not fit. */
const DENSITIES: readonly Density[] = [
  { workstream: 4, wave: 2 },
  { workstream: 3, wave: 2 },
  { workstream: 3, wave: 1 },
  { workstream: 2, wave: 1 },
  { workstream: 1, wave: 1 },
];

const FIXED_LINES = 2;

/** The lines with its name and its state. */
const OWN_LINES = 2;

export function sidebarItems(
  state: ConsoleState,
  height: number,
): readonly SidebarItem[] {
  const lines = linesOf(state);
  const groups = lines.filter(({ type }) => type === 'group').length;
  const workstreams = lines.length - groups;
  const waves = state.status?.waves ?? [];
  const left = ({ workstream, wave }: Density) =>
    height -
    FIXED_LINES -
    phaseItems(state).length -
    groups -
    workstreams * workstream -
    waves.length * wave;
  const density = DENSITIES.find((one) => left(one) >= 0);
  if (!density) return scrolling(state, height);
  return whole(state, { ...density, spare: left(density) });
}

export function subjectAt(items: readonly SidebarItem[], y: number): Subject | undefined {
  return subjectOf(items.find((one) => y >= one.y && y < one.y + one.height));
}

function subjectOf(item: SidebarItem | undefined): Subject | undefined {
  if (item?.type === 'workstream') return { type: 'workstream', id: item.workstream.id };
  if (item?.type === 'group') return { type: 'group', id: item.group.id };
  if (item?.type === 'wave') return { type: 'wave', id: item.wave.id };
  return undefined;
}

/** The selected one takes of the spare lines what it needs to say all. */
type Heights = Density & { readonly spare: number };

function whole(state: ConsoleState, density: Heights): readonly SidebarItem[] {
  const { status } = state;
  const phase = phaseItems(state);
  let y = 1 + phase.length;
  const next = (height: number) => {
    y += height;
    return y - height;
  };
  const workstreams = linesOf(state).map((line) => {
    if (line.type === 'group') {
      const { type, group, open, depth } = line;
      return { type, group, open, depth, y: next(1), height: 1 } as const;
    }
    const { workstream } = line;
    const own = { type: 'workstream', id: workstream.id } as const;
    const said = sayings(workstream).length;
    const wanted = OWN_LINES + said - density.workstream;
    const more = sameSubject(state.selected, own) ? Math.min(wanted, density.spare) : 0;
    const height = density.workstream + Math.max(0, more);
    const beside = density.workstream === 1 && height <= OWN_LINES && said > 0;
    return { type: 'workstream', y: next(height), height, beside, workstream } as const;
  });
  const heading = { type: 'heading', y: next(1), height: 1 } as const;
  const waves = (status?.waves ?? []).map(
    (wave) =>
      ({ type: 'wave', y: next(density.wave), height: density.wave, wave }) as const,
  );
  const top = { type: 'title', y: 0, height: 1 } as const;
  const first = [top, ...phase, ...workstreams];
  return waves.length > 0 ? [...first, heading, ...waves] : first;
}

function phaseItems({ status }: ConsoleState): readonly SidebarItem[] {
  const phases = status?.phases ?? [];
  const present = presentPhase(phases);
  return present
    ? [{ type: 'phase', y: 1, height: 1, of: phases.length, ...present }]
    : [];
}

/** One line each, as many as fit, with the selected one among them and what it says. */
function scrolling(state: ConsoleState, height: number): readonly SidebarItem[] {
  const all = whole(state, { workstream: 1, wave: 1, spare: 1 });
  const items = all.filter(({ type }) => type !== 'title' && type !== 'phase');
  const start = items[0]?.y ?? 1;
  const last = items.at(-1);
  const lines = last ? last.y + last.height - start : 0;
  const room = Math.max(1, height - FIXED_LINES);
  const selected = items.find((item) => sameSubject(subjectOf(item), state.selected));
  const at = (selected?.y ?? start) - start;
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), lines - room));
  const placed = items.map((item) => ({ ...item, y: item.y - start - first + 1 }));
  const above = placed.filter(({ y }) => y < 1).length;
  const shown = placed.slice(above).filter(({ y, height: own }) => y + own <= room + 1);
  return [
    { type: 'title', y: 0, height: 1 },
    ...shown,
    {
      type: 'more',
      y: room + 1,
      height: 1,
      above,
      below: items.length - above - shown.length,
    },
  ];
}

export type Saying = {
  readonly text: string;
  /** A person should know. */
  readonly warns: boolean;
};

/** What there is to say of a workstream beside its state, the most urgent first. */
export function sayings(workstream: WorkstreamStatus): readonly Saying[] {
  const { waitsFor, turn, collisions, lastLine, signal, usage, branch } = workstream;
  const used = usage ? usageText(usage) : '';
  const doubts = signal?.doubts.join('; ') ?? '';
  const warnings = plainTexts([
    usage !== null && isNearlyFull(usage) ? used : '',
    blockersInWords(workstream),
    unreadInWords(workstream),
    doubts && `doubtful: ${doubts}`,
  ]);
  const others = plainTexts([
    collisionText(collisions),
    waitsFor && `↳ ${waitsFor}`,
    queuedInWords(workstream),
    turn && turnInWords(turn),
    signal?.notes,
    lastLine,
    used,
    branch,
  ]);
  const texts = new Set([...warnings, ...others]);
  return [...texts].map((text) => ({ text, warns: warnings.includes(text) }));
}

function plainTexts(texts: readonly (string | null | undefined)[]): readonly string[] {
  return texts.flatMap((text) => (text ? [plainText(text)] : []));
}

function collisionText(collisions: WorkstreamStatus['collisions']): string {
  const [first, ...more] = collisions;
  if (!first) return '';
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `≠ collides with ${first.with}${others} in ${first.path}`;
}
