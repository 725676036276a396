/** Workstreams that a document cuts into parts: `WS-6` into `WS-6A`, `WS-6B` and so on. */
import { add, type Draft } from './draft.js';

/** The parts take the place of the whole, and have what it says of all of them. */
export function dissolveWholes(draft: Draft): void {
  for (const whole of draft.workstreams.values()) {
    const pattern = new RegExp(`^${whole.id}[A-Z]$`);
    const parts = [...draft.workstreams.values()].filter(({ id }) => pattern.test(id));
    if (parts.length === 0) continue;
    for (const part of parts) {
      if (whole.role !== undefined) part.role ??= whole.role;
      if (whole.priority !== undefined) part.priority ??= whole.priority;
      for (const text of whole.success ?? []) add((part.success ??= []), text);
    }
    const line = draft.lines.get(whole.id) ?? 1;
    draft.assume(
      line,
      `${whole.id} is its parts ${parts.map(({ id }) => id).join(', ')}`,
    );
    if (whole.signal !== undefined)
      draft.doubt(line, `${whole.signal}: each part of ${whole.id} writes its own`);
    draft.workstreams.delete(whole.id);
    for (const { members } of draft.phases) remove(members, whole.id);
    for (const { members } of draft.waves) remove(members, whole.id);
  }
}

function remove(members: string[], id: string): void {
  const at = members.indexOf(id);
  if (at >= 0) members.splice(at, 1);
}
