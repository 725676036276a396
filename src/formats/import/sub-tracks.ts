/** Workstreams that a document cuts into parts: `WS-6` into `WS-6A`, `WS-6B` and so on. */
import type { WorkstreamText } from '../plan-schema.js';
import { add, idOf, type Draft } from './draft.js';

/** The parts take the place of the whole, and have what it says of all of them. */
export function dissolveWholes(draft: Draft): void {
  for (const whole of draft.workstreams.values()) {
    const pattern = new RegExp(`^${whole.id}[A-Z]$`);
    const parts = [...draft.workstreams.values()].filter(({ id }) => pattern.test(id));
    if (parts.length === 0) continue;
    const line = draft.lines.get(whole.id) ?? 1;
    draft.assume(
      line,
      `${whole.id} is its parts ${parts.map(({ id }) => id).join(', ')}`,
    );
    tellUnshared(draft, whole, line);
    draft.workstreams.delete(whole.id);
    const ids = parts.map(({ id }) => id);
    for (const lists of [draft.phases, draft.waves]) replace(lists, whole.id, ids);
    for (const one of draft.workstreams.values()) waitForParts(draft, one, whole, ids);
    for (const part of parts) share(draft, whole, part);
  }
}

function share(draft: Draft, whole: WorkstreamText, part: WorkstreamText): void {
  if (whole.role !== undefined) part.role ??= whole.role;
  if (whole.priority !== undefined) part.priority ??= whole.priority;
  if (whole.prompt !== undefined)
    part.prompt = [whole.prompt, part.prompt].filter(Boolean).join('\n');
  for (const text of whole.success ?? []) add((part.success ??= []), text);
  for (const gate of whole.gates ?? []) add((part.gates ??= []), gate);
  for (const path of whole.avoids ?? []) add((part.avoids ??= []), path);
  if (whole.preconditions)
    part.preconditions = [...whole.preconditions, ...(part.preconditions ?? [])];
  for (const before of whole.dependsOn ?? [])
    draft.depend(part, { id: idOf(before), soft: typeof before === 'object' });
}

/** What one of them has, and the document does not say which. */
function tellUnshared(draft: Draft, whole: WorkstreamText, line: number): void {
  const { id, signal, estimate, owns = [] } = whole;
  if (signal !== undefined)
    draft.doubt(line, `${signal}: each part of ${id} writes its own`);
  if (estimate !== undefined)
    draft.doubt(line, `${estimate}: the time of all parts of ${id} together`);
  if (owns.length > 0)
    draft.doubt(line, `${owns.join(', ')}: which part of ${id} owns it is not said`);
}

/** Who waits for the whole waits for all parts, but no part for its own whole. */
function waitForParts(
  draft: Draft,
  one: WorkstreamText,
  { id }: WorkstreamText,
  parts: readonly string[],
): void {
  const told = one.dependsOn?.find((before) => idOf(before) === id);
  if (told === undefined) return;
  one.dependsOn = one.dependsOn?.filter((before) => before !== told);
  if (parts.includes(one.id)) return;
  for (const part of parts)
    draft.depend(one, { id: part, soft: typeof told === 'object' });
}

/** Parts that have no place of their own have that of the whole. */
function replace(
  lists: { readonly members: string[] }[],
  whole: string,
  parts: readonly string[],
): void {
  const placed = new Set(lists.flatMap(({ members }) => members));
  const homeless = parts.filter((part) => !placed.has(part));
  for (const [index, { members }] of [...lists.entries()].toReversed()) {
    const at = members.indexOf(whole);
    if (at < 0) continue;
    members.splice(at, 1, ...homeless);
    if (members.length === 0) lists.splice(index, 1);
  }
}
