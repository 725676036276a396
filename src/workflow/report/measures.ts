import type { Plan } from '../../domain/plan.js';
import type { Measure } from '../../domain/plan-report.js';
import type { Trial } from './chronicle.js';
import type { Past } from './report.js';

/** The last that each gate measured of each workstream and wave, the oldest first. */
export function measuresOf({ state: { plan }, chronicle }: Past): readonly Measure[] {
  const least = (name: string) => plan.gates[name]?.measure?.min ?? null;
  const isCoverage = (name: string) => measuresCoverage(plan, name);
  const ofWorks = plan.workstreams.flatMap(({ id }) =>
    measured(id, chronicle.ofWork(id)?.trials, { least, isCoverage }),
  );
  const ofWaves = plan.waves.flatMap(({ id, gates }) =>
    measured(id, chronicle.ofWave(id)?.trials, {
      least: (name) => gates.find((gate) => gate.name === name)?.min ?? least(name),
      isCoverage,
    }),
  );
  return [...ofWorks, ...ofWaves].sort((a, b) => a.at - b.at);
}

/** A gate may count tests as well: its name, its command or its pattern says coverage. */
function measuresCoverage({ gates }: Plan, name: string): boolean {
  const { run = '', measure } = gates[name] ?? {};
  return /\bcov|coverage/i.test(`${name} ${run} ${measure?.pattern ?? ''}`);
}

/** What the plan says of a gate. */
type Sayings = {
  readonly least: (gate: string) => number | null;
  readonly isCoverage: (gate: string) => boolean;
};

function measured(
  subject: string,
  trials: readonly Trial[] = [],
  { least, isCoverage }: Sayings,
): readonly Measure[] {
  const last = new Map<string, Measure>();
  for (const { at, gates } of trials)
    for (const { name, measured: value } of gates)
      if (value !== undefined)
        last.set(name, {
          at,
          subject,
          gate: name,
          value,
          min: least(name),
          isCoverage: isCoverage(name),
        });
  return [...last.values()];
}
