import type { WorkstreamId } from '../domain/ids.js';
import { restartInWords } from '../domain/status-in-words.js';
import type { EngineClient } from './client.js';

/** Those whose sessions were lost with their host; one on hold starts when it is resumed. */
export async function lostWorkstreams(
  engine: Pick<EngineClient, 'ask'>,
): Promise<readonly WorkstreamId[]> {
  const { workstreams } = await engine.ask({ type: 'status' });
  return workstreams.filter((one) => one.lost && one.hold === null).map(({ id }) => id);
}

/** Those, and what `wtmux down` ended that no plan goes on with. */
export async function endedWorkstreams(
  engine: Pick<EngineClient, 'ask'>,
): Promise<readonly WorkstreamId[]> {
  const { workstreams } = await engine.ask({ type: 'status' });
  const parked = workstreams.filter(
    ({ id, waitsFor }) => waitsFor === restartInWords(id),
  );
  return [...(await lostWorkstreams(engine)), ...parked.map(({ id }) => id)];
}
