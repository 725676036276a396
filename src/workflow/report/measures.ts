import type { Measure } from '../../domain/plan-report.js';
import type { Trial } from './chronicle.js';
import type { Past } from './report.js';

/** The last that each gate measured of each workstream and wave, the oldest first. */
export function measuresOf({ state: { plan }, chronicle }: Past): readonly Measure[] {
  const least = (name: string) => plan.gates[name]?.measure?.min ?? null;
  const ofWorks = plan.workstreams.flatMap(({ id }) =>
    measured(id, chronicle.ofWork(id)?.trials, least),
  );
  const ofWaves = plan.waves.flatMap(({ id, gates }) =>
    measured(
      id,
      chronicle.ofWave(id)?.trials,
      (name) => gates.find((gate) => gate.name === name)?.min ?? least(name),
    ),
  );
  return [...ofWorks, ...ofWaves].sort((a, b) => a.at - b.at);
}

function measured(
  subject: string,
  trials: readonly Trial[] = [],
  least: (gate: string) => number | null,
): readonly Measure[] {
  const last = new Map<string, Measure>();
  for (const { at, gates } of trials)
    for (const { name, measured: value } of gates)
      if (value !== undefined)
        last.set(name, { at, subject, gate: name, value, min: least(name) });
  return [...last.values()];
}
