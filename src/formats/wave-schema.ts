/** The form of what brings work together in a plan file: gates, waves, rules of conflicts. */
import * as z from 'zod';
import { day, duration, id, ids, insidePattern, word, words } from './plan-values.js';

export const measureShape = {
  pattern: word.describe('Its last match counts; the first group is the number.'),
  min: z.number({ error: 'a number' }).describe('The least number that passes.'),
};

export const gateShape = {
  run: word.describe('A shell line that must exit with 0.'),
  timeout: duration.optional().describe('Default: 10m.'),
  retries: z
    .int({ error: 'a whole number' })
    .min(0, { error: 'a number from 0 to 10' })
    .max(10, { error: 'a number from 0 to 10' })
    .optional()
    .describe(
      'Further tries after a red run; green on one of them passes. Default: one, and what that means is asked.',
    ),
  measure: z
    .strictObject(measureShape, { error: '{ pattern: TEXT, min: NUMBER }' })
    .optional(),
};

export const waveGateShape = {
  name: word,
  min: z.number({ error: 'a number' }).describe('The least number that passes here.'),
};

const waveGate = z.union([word, z.strictObject(waveGateShape)], {
  error: 'a gate, or { name: cover, min: 85 }',
});

export const waveShape = {
  id,
  members: ids
    .min(1, { error: 'at least one member' })
    .describe('Workstreams and waves.'),
  target: word.optional().describe('Default: integration/<id>.'),
  from: word.optional().describe('Where the target starts if it does not exist.'),
  gates: z
    .array(waveGate, { error: 'a list of gates' })
    .optional()
    .describe('Names; { name: cover, min: 85 } sets the threshold of this wave.'),
  onRed: z
    .enum(['ask', 'eject', 'stop'], { error: 'ask, eject or stop' })
    .optional()
    .describe('What follows a red gate: the search for its culprit is offered or done.'),
  approval: z.enum(['ask', 'auto'], { error: 'ask or auto' }).optional(),
  checks: words
    .optional()
    .describe('What a person makes sure of before it lands, in words.'),
  day: day.describe('The day on which it is meant to land; shown, not enforced.'),
};

const RESOLVE_FORM =
  'ours, theirs, union, mergiraf, manual, owner:<workstream> or driver:<command>';

export const ruleShape = {
  path: insidePattern.describe('A pattern of paths.'),
  resolve: z
    .string({ error: RESOLVE_FORM })
    .regex(/^(?:ours|theirs|union|mergiraf|manual|owner:.+|driver:.*\S.*)$/, {
      error: RESOLVE_FORM,
    }),
  consult: ids.optional(),
};

export const scratchShape = {
  setup: word
    .optional()
    .describe('A shell line that is run once before the gates of a wave.'),
  timeout: duration.optional().describe('Of the set-up. Default: 10m.'),
  copy: words
    .optional()
    .describe('Files and folders that git does not track, copied from the repository.'),
};
