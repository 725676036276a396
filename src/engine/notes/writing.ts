/** Takes notes in: what a command gives, or an agent wrote. */
import { plainText } from '../../base/plain-text.js';
import { ok, type Result } from '../../base/result.js';
import type { WorkstreamId } from '../../domain/ids.js';
import {
  authorText,
  type Author,
  type Note,
  type NoteFile,
  type NoteKind,
} from '../../domain/note.js';
import { noteLine } from '../../formats/note-file.js';
import type { EngineRequest } from '../../protocol/engine.js';
import type { Refusal } from '../../protocol/envelope.js';
import { refused, usage } from '../../protocol/refusal.js';
import { bindingOf } from '../../workflow/notes.js';
import { workOf, type PlanState } from '../../workflow/plan-state.js';
import { isDone } from '../../workflow/work.js';
import type { EngineContext } from '../context.js';

type Wish = Extract<EngineRequest, { readonly type: 'note' }>;

/** A note by command: to workstreams that there are, or it is refused as a whole. */
export async function writeNote(
  context: EngineContext,
  { workstreams, text, from }: Wish,
): Promise<Result<Note, Refusal>> {
  const { state } = context.plan;
  const line = noteLine(text);
  if (!line.ok) return usage(line.failure.why);
  const to = workstreams === 'all' ? everybodyBut(state, from) : workstreams;
  const unknown = to.find((id) => !workOf(state, id));
  if (unknown !== undefined)
    return usage(`there is no workstream "${unknown}"; \`wtmux status\` lists them`);
  if (to.length === 0) return refused('there is nobody left to write to');
  const author =
    from.type === 'person' ? { ...from, name: plainText(from.name, 100) } : from;
  return ok(
    await take(context, { from: author, to, text: line.value, file: null, kind: 'note' }),
  );
}

/** Takes back what waits of a note or a line. */
export async function withdrawNote(
  { plan }: EngineContext,
  { note: id, by }: Extract<EngineRequest, { readonly type: 'withdraw' }>,
): Promise<Result<null, Refusal>> {
  const note = plan.state.notes.all.find((one) => one.id === id);
  if (!note) return usage(`there is no note "${id}"; \`wtmux notes\` lists them`);
  const binding = bindingOf(plan.state, note);
  if (binding !== null) return refused(binding);
  await plan.record({ type: 'noteWithdrawn', note: id, by: plainText(by, 100) });
  return ok(null);
}

type Written = {
  readonly from: Author;
  readonly to: readonly WorkstreamId[];
  readonly text: string;
  readonly file: NoteFile | null;
  readonly kind: NoteKind;
};

/** The note as it stands once it is taken: refused already where nobody will read it. */
export async function take(
  { plan, feed }: EngineContext,
  written: Written,
): Promise<Note> {
  const recorded = plan.record({ type: 'noteWritten', ...written });
  const note = plan.state.notes.all.at(-1);
  await recorded;
  if (!note) throw new Error('A note was recorded and is not there');
  const who = authorText(note.from);
  for (const { to, why } of note.deliveries)
    if (why !== null)
      feed.notify('warning', `the note of ${who} to ${to} is refused: ${why}`);
  return note;
}

/** Those whose work goes on, the author left out. */
export function everybodyBut(state: PlanState, from: Author): readonly WorkstreamId[] {
  return state.plan.workstreams.flatMap(({ id }) => {
    const work = workOf(state, id);
    const self = from.type === 'workstream' && from.id === id;
    return self || !work || isDone(work) ? [] : [id];
  });
}
