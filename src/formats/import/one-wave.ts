/** A document may list workstreams and say nothing of how they are merged. */
import { slug } from '../slug.js';
import type { Imported } from './foreign.js';
import { waveIdFor } from './free-id.js';

/** Then all of them are one wave, as long as somebody says otherwise in the plan. */
export function withOneWave(imported: Imported): Imported {
  const { plan } = imported;
  if ((plan.waves ?? []).length > 0) return imported;
  const target = `integration/${slug(plan.name ?? '') || 'workstreams'}`;
  const members = plan.workstreams.map(({ id }) => id);
  const wave = { id: waveIdFor('all', plan.workstreams), members, target };
  const text = `nothing is said of waves; all are merged onto ${target}`;
  return {
    ...imported,
    plan: { ...plan, waves: [wave] },
    assumed: [...imported.assumed, { line: 1, text }],
  };
}
