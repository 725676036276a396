/** Holds the estimates of a document against its schedule by days. */
import type { Draft } from './draft.js';

/**
 * A workstream lands once: one that is merged on a day takes no longer than until then,
 * though its table says that it goes on.
 */
export function fitSchedule(draft: Draft): void {
  for (const wave of draft.waves)
    for (const id of wave.members) {
      const workstream = draft.workstreams.get(id);
      const days = /^(\d+)d$/.exec(workstream?.estimate ?? '')?.[1];
      if (!workstream?.day || wave.day === undefined || days === undefined) continue;
      const room = wave.day - workstream.day + 1;
      if (room < 1 || Number(days) <= room) continue;
      workstream.estimate = `${room}d`;
      draft.assume(
        draft.lines.get(id) ?? 1,
        `${id} takes ${room}d, not ${days}d: begun on day ${workstream.day}, ${wave.id} merges it on day ${wave.day}`,
      );
    }
}
