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
    `there is no workstream "${id}"; ${known === '' ? 'there are none yet' : `known: ${known}`}`,
    2,
  );
}
