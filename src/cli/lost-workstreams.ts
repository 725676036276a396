import type { WorkstreamId } from '../domain/ids.js';
import type { Status } from '../domain/status.js';

/** Those whose sessions were lost with their host; one on hold starts when it is resumed. */
export function lostIn({ workstreams }: Status): readonly WorkstreamId[] {
  return workstreams.filter((one) => one.lost && one.hold === null).map(({ id }) => id);
}

/** Those, and what `wtmux down` ended that no plan goes on with. */
export function endedIn(status: Status): readonly WorkstreamId[] {
  const parked = status.workstreams.filter((one) => one.parked);
  return [...lostIn(status), ...parked.map(({ id }) => id)];
}
