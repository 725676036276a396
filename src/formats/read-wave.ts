/** Gates, waves and rules of a plan file as the plan holds them, with their defaults. */
import { waveId, workstreamId } from '../domain/ids.js';
import type { Gate, Member, Resolution, Rule, Scratch, Wave } from '../domain/plan.js';
import { durationMs } from './duration.js';
import { given } from './given.js';
import type { PlanText, RuleText, WaveText } from './plan-schema.js';

/** A gate that hangs would hold up its wave for ever; most test runs end well before. */
const GATE_TIMEOUT = '10m';

export function gatesOf({ gates = {} }: PlanText): Readonly<Record<string, Gate>> {
  return Object.fromEntries(
    Object.entries(gates).map(([name, gate]) => [
      name,
      {
        name,
        run: gate.run,
        timeoutMs: durationMs(gate.timeout ?? GATE_TIMEOUT),
        retries: gate.retries,
        measure: gate.measure,
      },
    ]),
  );
}

export function scratchOf({ scratch = {} }: PlanText): Scratch {
  const { setup, timeout = GATE_TIMEOUT, copy = [] } = scratch;
  return { setup, timeoutMs: durationMs(timeout), copy };
}

export function waveOf(
  text: WaveText,
  base: string,
  workstreams: ReadonlySet<string>,
): Wave {
  return {
    id: waveId(text.id),
    members: text.members.map((id): Member =>
      workstreams.has(id)
        ? { type: 'workstream', id: workstreamId(id) }
        : { type: 'wave', id: waveId(id) },
    ),
    target: text.target ?? `integration/${text.id}`,
    from: text.from ?? base,
    gates: (text.gates ?? []).map((gate) =>
      typeof gate === 'string' ? { name: gate, min: undefined } : gate,
    ),
    onRed: text.onRed ?? 'ask',
    approval: text.approval ?? 'ask',
    ...given({ checks: text.checks, day: text.day }),
  };
}

export function ruleOf({ path, resolve, consult = [] }: RuleText): Rule {
  return { path, resolve: resolutionOf(resolve), consult: consult.map(workstreamId) };
}

function resolutionOf(text: string): Resolution {
  if (isPlain(text)) return { type: text };
  if (text.startsWith('driver:'))
    return { type: 'driver', command: text.slice('driver:'.length).trim() };
  return { type: 'owner', workstream: workstreamId(text.slice('owner:'.length)) };
}

const PLAIN = ['ours', 'theirs', 'union', 'mergiraf', 'manual'] as const;

function isPlain(text: string): text is (typeof PLAIN)[number] {
  return PLAIN.some((plain) => plain === text);
}
