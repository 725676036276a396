/** The form of what orders and folds the workstreams of a plan file: phases and groups. */
import * as z from 'zod';
import { id, ids, word } from './plan-values.js';

export const phaseShape = {
  id,
  name: word.optional().describe('Default: the id.'),
  members: ids
    .min(1, { error: 'at least one member' })
    .describe('Workstreams and groups, each in one phase.'),
  order: z
    .enum(['parallel', 'sequential'], { error: 'parallel or sequential' })
    .optional()
    .describe('Sequential: one member follows the other, as they are named.'),
};

export const phaseList = z.array(
  z.strictObject(phaseShape, { error: 'a phase: { id, members }' }),
  { error: 'a list of phases' },
);

export const groupShape = {
  id,
  name: word.optional().describe('Default: the id.'),
  group: id.optional().describe('The group that it is part of.'),
  dependsOn: ids.optional().describe('Workstreams and groups that all of it waits for.'),
  maxSessions: z
    .int({ error: 'a whole number from 1' })
    .min(1, { error: 'a whole number from 1' })
    .optional()
    .describe('How many of its members work at once.'),
  phases: phaseList.optional().describe('The phases of its own plan.'),
};
