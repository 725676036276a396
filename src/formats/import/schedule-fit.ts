/** Holds the estimates and dependencies of a document against its schedule by days. */
import type { WaveText, WorkstreamText } from '../plan-schema.js';
import { idOf, type Draft } from './draft.js';

export function fitSchedule(draft: Draft): void {
  const waves = new Map<string, WaveText>();
  for (const wave of draft.waves) for (const id of wave.members) waves.set(id, wave);
  for (const workstream of draft.workstreams.values()) {
    const wave = waves.get(workstream.id);
    if (wave) fitEstimate(draft, workstream, wave);
    tellLate(draft, workstream, waves);
  }
}

/**
 * A workstream lands once: one that is merged on a day takes no longer than until then,
 * though its table says that it goes on, and one without a time takes just that.
 */
function fitEstimate(draft: Draft, workstream: WorkstreamText, wave: WaveText): void {
  const { id, day, estimate } = workstream;
  if (day === undefined || wave.day === undefined) return;
  const days = /^(\d+)d$/.exec(estimate ?? '')?.[1];
  const room = wave.day - day + 1;
  const isKnown = estimate !== undefined && (days === undefined || Number(days) <= room);
  if (room < 1 || isKnown) return;
  workstream.estimate = `${room}d`;
  const other = estimate === undefined ? '' : `, not ${estimate}`;
  draft.assume(
    lineOf(draft, id),
    `${id} takes ${room}d${other}: begun on day ${day}, ${wave.id} merges it on day ${wave.day}`,
  );
}

/** It starts when what it waits for has landed, whatever day the document says. */
function tellLate(
  draft: Draft,
  { id, day, dependsOn = [] }: WorkstreamText,
  waves: ReadonlyMap<string, WaveText>,
): void {
  for (const dependency of dependsOn) {
    const wave = waves.get(idOf(dependency));
    if (typeof dependency === 'object' || day === undefined || wave?.day === undefined)
      continue;
    if (wave.day > day)
      draft.assume(
        lineOf(draft, id),
        `${id} begins later than on day ${day}: it waits for ${dependency}, which ${wave.id} merges on day ${wave.day}`,
      );
  }
}

function lineOf(draft: Draft, id: string): number {
  return draft.lines.get(id) ?? 1;
}
