import type { WorkstreamId } from '../domain/ids.js';
import type { EngineClient } from './client.js';

/** Which of them wait for a free session. */
export async function readyAmong(
  engine: Pick<EngineClient, 'ask'>,
  ids: readonly WorkstreamId[],
): Promise<ReadonlySet<WorkstreamId>> {
  const { workstreams } = await engine.ask({ type: 'status' });
  const named = new Set(ids);
  return new Set(
    workstreams.flatMap(({ id, state }) =>
      state === 'ready' && named.has(id) ? [id] : [],
    ),
  );
}
