/** The `budget` of a plan or a workstream: what agents may use before a person is asked. */
import * as z from 'zod';
import type { Budget } from '../domain/plan.js';
import { consequence } from './plan-values.js';

const COUNT_FORM = 'a number of tokens, such as 800000, 800k or 2.5M';
const COUNT = /^(\d+(?:\.\d+)?) ?([kM]?)$/;
const SCALES: Readonly<Record<string, number>> = { k: 1e3, M: 1e6 };

const PART_FORM = 'a percentage from 1% to 100%, such as 80%';

/** Told when this much is gone, unless a plan says otherwise: late enough to be news. */
const WARN = '80%';

export const budgetShape = {
  tokens: z
    .union(
      [
        z.int({ error: COUNT_FORM }).min(1, { error: COUNT_FORM }),
        z.string({ error: COUNT_FORM }).regex(COUNT, { error: COUNT_FORM }),
      ],
      { error: COUNT_FORM },
    )
    .optional()
    .describe('Read and written by the model; what comes from its cache is not counted.'),
  cost: z
    .number({ error: 'a number of US dollars' })
    .positive({ error: 'a number of US dollars above 0' })
    .optional()
    .describe('US dollars, where the agent tells them.'),
  warn: z
    .string({ error: PART_FORM })
    .regex(/^(?:[1-9]\d?|100) ?%$/, { error: PART_FORM })
    .optional()
    .describe('The part at which it is told. Default: 80%.'),
  // oxlint-disable-next-line unicorn/no-thenable -- a key of the plan file; nobody awaits its shape
  then: consequence
    .optional()
    .describe(
      'Notification: the desktop is told, too, of the part and of all. Hold: as `hold: true`.',
    ),
  hold: z
    .boolean({ error: 'true or false' })
    .optional()
    .describe('Whoever has used it up is paused until a person resumes it.'),
};

export const budget = z
  .strictObject(budgetShape, { error: '{ tokens: 2M, cost: 20, warn: 80%, hold: true }' })
  .refine(({ tokens, cost }) => tokens !== undefined || cost !== undefined, {
    error: '{ tokens: 2M } or { cost: 20 }',
  });

export function budgetOf(text: z.infer<typeof budget>): Budget {
  const { tokens, cost, warn = WARN, then, hold = then === 'hold' } = text;
  return {
    ...(tokens === undefined ? {} : { tokens: countOf(tokens) }),
    ...(cost === undefined ? {} : { cost }),
    warn: Number.parseInt(warn, 10) / 100,
    hold,
    ...(then === 'notification' ? { notify: true } : {}),
  };
}

function countOf(tokens: number | string): number {
  if (typeof tokens === 'number') return tokens;
  const [, amount = '', unit = ''] = COUNT.exec(tokens) ?? [];
  return Math.max(1, Math.round(Number(amount) * (SCALES[unit] ?? 1)));
}
