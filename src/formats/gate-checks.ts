/** What must hold for the gates of a plan: that they can be measured, and where they run. */
import type { Gate, Plan } from '../domain/plan.js';
import { quote, type Fault } from './problem.js';

export function gateFaults(plan: Plan): readonly Fault[] {
  return [...measureFaults(plan), ...minimumFaults(plan), ...copyFaults(plan)];
}

function measureFaults({ gates }: Plan): readonly Fault[] {
  return Object.entries(gates).flatMap(([name, gate]): readonly Fault[] => {
    const why = measureFault(gate);
    return why === undefined ? [] : [[['gates', name, 'measure', 'pattern'], why]];
  });
}

function measureFault({ measure }: Gate): string | undefined {
  if (!measure) return undefined;
  try {
    // An alternative that fits the empty text shows how many groups there are.
    const groups = new RegExp(`${measure.pattern}|`).exec('')?.length ?? 0;
    return groups > 1
      ? undefined
      : 'expected a group, such as "([0-9.]+)", around the number';
  } catch (error) {
    if (error instanceof SyntaxError)
      return 'expected a regular expression of JavaScript, which this is not';
    throw error;
  }
}

/** A threshold needs something that is measured. */
function minimumFaults({ waves, gates }: Plan): readonly Fault[] {
  return waves.flatMap((wave, index) =>
    wave.gates.flatMap(({ name, min }, place): readonly Fault[] => {
      const gate = gates[name];
      if (min === undefined || !gate || gate.measure) return [];
      const why = `the gate ${quote(name)} measures nothing; give it a measure`;
      return [[['waves', index, 'gates', place, 'min'], why]];
    }),
  );
}

/** What is copied comes from the repository, and to the same place in the scratch worktree. */
function copyFaults({ scratch }: Plan): readonly Fault[] {
  return scratch.copy.flatMap((path, place): readonly Fault[] => {
    const parts = path.split('/');
    const inside =
      !path.startsWith('/') && !parts.includes('..') && !parts.includes('.git');
    const why = 'expected a relative path inside of the repository and outside of .git';
    return inside ? [] : [[['scratch', 'copy', place], why]];
  });
}
