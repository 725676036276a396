/**
 * What was learned in a plan. When a workstream has ended, what its agent told of lessons,
 * decisions and blockers becomes candidates; each is judged by a person once, and the same
 * is not asked again under another plan.
 */
import type { Memory } from '../domain/memory.js';
import type { Effect } from './effect.js';
import type { PlanEvent } from './event.js';
import { workOf, type PlanState } from './plan-state.js';
import { isDone, type Work } from './work.js';

/** More of one workstream than a person would judge with care. */
export const MAX_OF_WORKSTREAM = 50;

type Told = Pick<Memory, 'kind' | 'text' | 'file'>;

/** The state with what `event` let be known of a workstream that has ended. */
export function withMemories(state: PlanState, event: PlanEvent): PlanState {
  if (!('workstream' in event) || typeof event.workstream !== 'string') return state;
  const { workstream, at } = event;
  const work = workOf(state, workstream);
  if (!work || !hasEnded(work)) return state;
  const told = toldOf(work);
  if (told.length === 0) return state;
  const known = new Set(state.memories.map(keyOf));
  const own = state.memories.filter((memory) => memory.workstream === workstream).length;
  const news = told
    .filter((one, index) => {
      const key = keyOf(one);
      return !known.has(key) && told.findIndex((other) => keyOf(other) === key) === index;
    })
    .slice(0, Math.max(0, MAX_OF_WORKSTREAM - own));
  if (news.length === 0) return state;
  const first = state.memories.length + 1;
  const plan = state.plan.name;
  const added = news.map(({ kind, text, file }, index): Memory => {
    const id = `m${first + index}`;
    return { id, at, kind, text, plan, workstream, file, review: null };
  });
  return { ...state, memories: [...state.memories, ...added] };
}

/** A person is told that there is something to judge. */
export function memoryEffects(before: PlanState, after: PlanState): readonly Effect[] {
  const news = after.memories.slice(before.memories.length);
  const [first] = news;
  if (!first) return [];
  const things = news.length === 1 ? 'a thing' : `${news.length} things`;
  const text = `${first.workstream} learned ${things} worth keeping or not: \`wtmux memory\``;
  return [{ type: 'notify', level: 'info', text }];
}

/** One that was judged stays as it is. */
export function reviewed(
  state: PlanState,
  event: Extract<PlanEvent, { type: 'memoryReviewed' }>,
): PlanState {
  const { memory: id, verdict, by, at, text } = event;
  const review = { verdict, by, at, ...(text === undefined ? {} : { text }) };
  const memories = state.memories.map((memory) =>
    memory.id === id && !memory.review ? { ...memory, review } : memory,
  );
  return { ...state, memories };
}

function hasEnded(work: Work): boolean {
  const { phase } = work.life;
  return isDone(work) || phase === 'failed' || phase === 'skipped';
}

function toldOf({ context, signal, progress, blockers }: Work): readonly Told[] {
  const of = (kind: Memory['kind'], file: string, texts: readonly string[] = []) =>
    texts.filter(says).map((text): Told => ({ kind, text, file }));
  const contextFile = context?.file ?? '';
  const signalFile = signal?.file.replace(/^.*\/(?=\.claude\/)/, '') ?? '';
  return [
    ...of('lesson', contextFile, context?.lessons),
    ...of('lesson', signalFile, signal?.lessons),
    ...of('lesson', PROGRESS, progress?.lessons),
    ...of('decision', contextFile, context?.decisions),
    ...of('decision', signalFile, signal?.decisions),
    ...of('decision', PROGRESS, progress?.decisions),
    ...of('blocker', contextFile, context?.blockers),
    ...of('blocker', signalFile, signal?.blockers),
    ...of('blocker', PROGRESS, blockers),
  ];
}

const PROGRESS = 'progress.md';

/** A form that was left as it was handed over says nothing. */
function says(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text) && !/^(?:none|n\/a|nothing)\.?$/i.test(text.trim());
}

function keyOf({ kind, text }: Told): string {
  return `${kind} ${text.trim().replaceAll(/\s+/g, ' ').toLowerCase()}`;
}
