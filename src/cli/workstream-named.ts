import { plainText } from '../base/plain-text.js';
import type { SessionId } from '../domain/ids.js';
import type { Status, WorkstreamStatus } from '../domain/status.js';
import { Complaint } from './complaint.js';

/** The workstream that `id` names, in whatever case; a `Complaint` that lists them otherwise. */
export function workstreamNamed({ workstreams }: Status, id: string): WorkstreamStatus {
  const wanted = id.toLowerCase();
  const found =
    workstreams.find((workstream) => workstream.id === id) ??
    workstreams.find((workstream) => workstream.id.toLowerCase() === wanted);
  if (found) return found;
  const known = workstreams.map((workstream) => workstream.id).join(', ');
  throw new Complaint(
    `there is no workstream "${plainText(id)}"; ${known === '' ? 'there are none yet' : `known: ${known}`}`,
    2,
  );
}

/** What shows a screen, and the session that holds it. */
export type Subject = { readonly id: string; readonly session: SessionId };

/** A workstream, or a session by its own name: an agent at a conflict is no workstream's. */
export function subjectNamed(status: Status, name: string): Subject {
  const isWorkstream = status.workstreams.some(({ id }) => id === name);
  const other = status.sessions.find(({ id }) => id === name);
  if (other && !isWorkstream) return { id: other.id, session: other.id };
  const { id, session } = workstreamNamed(status, name);
  if (session === null)
    throw new Complaint(
      `${id} has no agent yet; \`wtmux status\` says what it waits for`,
    );
  if (status.sessions.some((one) => one.id === session)) return { id, session };
  throw new Complaint(
    `${id} shows nothing, for its agent went with its host; ` +
      `\`wtmux replay ${id}\` plays what it showed, \`wtmux restart ${id}\` starts it again`,
  );
}
