import type { WorkstreamId } from '../domain/ids.js';
import type { EngineClient } from './client.js';

/** Those whose sessions were lost with their host; one on hold starts when it is resumed. */
export async function lostWorkstreams(
  engine: Pick<EngineClient, 'ask'>,
): Promise<readonly WorkstreamId[]> {
  const { workstreams } = await engine.ask({ type: 'status' });
  return workstreams.filter((one) => one.lost && one.hold === null).map(({ id }) => id);
}
