/**
 * Reads the notes that an agent writes for others, `.claude/notes/*.json` of its worktree.
 * Its worktree says who wrote them. One that git tracks came with a commit, maybe with
 * somebody else's, and is none.
 */
import { join } from 'node:path';
import { plainText } from '../../base/plain-text.js';
import { namesIn, readInside } from '../../config/text-file.js';
import { workstreamId, type WorkstreamId } from '../../domain/ids.js';
import { readNote, type NoteText } from '../../formats/note-file.js';
import { trackedAmong } from '../../git/tracked.js';
import type { Made } from '../../workflow/event.js';
import { MAX_WRITTEN, writtenBy } from '../../workflow/notes.js';
import { workOf, type PlanState } from '../../workflow/plan-state.js';
import type { EngineContext } from '../context.js';
import type { Voice } from '../voice.js';
import { everybodyBut, take } from './writing.js';

export const NOTES = '.claude/notes';

/** A note has at most 2,000 characters; escaped and with its names it stays below. */
const MAX_NOTE_BYTES = 32 * 1024;

type Found = NoteText & { readonly name: string; readonly writtenAt: number };

export async function readNotesOf(
  context: EngineContext,
  made: Made,
  voice: Voice,
): Promise<void> {
  const { workstream, path } = made;
  const { plan, feed } = context;
  const names = await namesIn(join(path, NOTES), '.json');
  if (names.length > MAX_WRITTEN)
    voice.tell(
      `${workstream}: ${NOTES} has more than ${MAX_WRITTEN} files; the rest is not read`,
    );
  const news: Found[] = [];
  for (const name of names.slice(0, MAX_WRITTEN)) {
    const found = await readOne(made, name, voice);
    if (found && isNews(plan.state, workstream, found)) news.push(found);
  }
  if (news.length === 0) return;
  const tracked = await trackedAmong(
    path,
    news.map(({ name }) => join(NOTES, name)),
  );
  for (const { name, writtenAt, to, text } of news) {
    if (tracked.has(join(NOTES, name))) continue;
    if (writtenBy(plan.state, workstream).length >= MAX_WRITTEN)
      return voice.tell(
        `${workstream} has written ${MAX_WRITTEN} notes; no more are taken`,
      );
    const from = { type: 'workstream', id: workstream } as const;
    const recipients =
      to === 'all'
        ? everybodyBut(plan.state, from)
        : to.map((one) => named(plan.state, one));
    if (recipients.length === 0) continue;
    const file = { name, writtenAt };
    await take(context, { from, to: recipients, text, file, kind: 'note' });
    feed.notify('info', `${workstream} wrote to ${recipients.join(', ')}: ${text}`);
  }
}

async function readOne(
  { workstream, path }: Made,
  name: string,
  voice: Voice,
): Promise<Found | undefined> {
  const file = join(NOTES, name);
  const read = await readInside(path, file, MAX_NOTE_BYTES);
  if (!read) return undefined;
  const where = `${workstream}: ${plainText(join(path, file))}`;
  if (!read.whole) {
    voice.tell(`${where} is larger than ${MAX_NOTE_BYTES} bytes; not read`);
    return undefined;
  }
  const note = readNote(read.text);
  if (note.ok)
    return { ...note.value, name: plainText(name, 200), writtenAt: read.writtenAt };
  if (note.failure.partial) voice.cutOff(where);
  else voice.tell(`${where}: ${note.failure.why}`);
  return undefined;
}

/** Not taken yet. Its time tells one writing from another only: clocks are put back. */
function isNews(state: PlanState, id: WorkstreamId, { name, writtenAt }: Found): boolean {
  if (workOf(state, id)?.firstStart === undefined) return false;
  return !writtenBy(state, id).some(
    ({ file }) => file?.name === name && file.writtenAt === writtenAt,
  );
}

/** In whatever case it is written; else as it stands, to be refused by name. */
function named({ plan }: PlanState, said: string): WorkstreamId {
  const known = plan.workstreams.map(({ id }) => id);
  const wanted = said.toLowerCase();
  return (
    known.find((id) => id === said) ??
    known.find((id) => id.toLowerCase() === wanted) ??
    workstreamId(said)
  );
}
