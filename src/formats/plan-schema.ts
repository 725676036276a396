/**
 * The form of `wtmux.yaml`: its keys, and what each may hold. References between its
 * parts (ids, branches, order) are the matter of `plan-checks.ts`; defaults are filled
 * in by `plan-file.ts`. The schema for editors is made from this one. What is longer
 * than a few lines has a file of its own: `workstream-schema.ts` and its neighbours.
 */
import * as z from 'zod';
import { budget } from './budget.js';
import { DURATION } from './duration.js';
import { environmentSchema } from './environment-schema.js';
import { groupShape, phaseList } from './order-schema.js';
import { consequence, duration, fileName, id, text, word, words } from './plan-values.js';
import { gateShape, ruleShape, scratchShape, waveShape } from './wave-schema.js';
import { workstreamShape } from './workstream-schema.js';

/** A worktree is a checkout: thousands of a small project fill a disk. */
const MAX_WORKSTREAMS = 5000;

const VARIABLE_FORM = 'the name of a variable, such as MODE';
const variable = z
  .string({ error: VARIABLE_FORM })
  .regex(/^[A-Za-z_]\w*$/, { error: VARIABLE_FORM });
const value = text.regex(/^[^\0]*$/, { error: 'a text without NUL' });
const environment = z.record(variable, value, { error: 'names with texts' });

export const agentShape = {
  command: word.optional().describe('The program to start.'),
  args: words.optional().describe('Its arguments; {prompt} and {id} are filled in.'),
  env: environment.optional().describe('Added to the environment of the program.'),
};

const WHEN_FORM = '"progress < 50%", "silent", "conflict" or "over estimate"';

const SNAPSHOTS_FORM = 'a duration such as 30m or 1h, or off';

export const escalationShape = {
  workstream: id.optional().describe('Default: every workstream.'),
  when: z
    .string({ error: WHEN_FORM })
    .regex(/^(?:progress ?< ?\d{1,3} ?%|silent|conflict|over estimate)$/, {
      error: WHEN_FORM,
    }),
  after: duration,
  // oxlint-disable-next-line unicorn/no-thenable -- a key of the plan file; nobody awaits its shape
  then: consequence
    .optional()
    .describe(
      'Notification: the desktop is told, too. Hold: the workstream is paused, too, until a person resumes it.',
    ),
};

export const planShape = {
  version: z.literal(1, { error: '1, the version of this format' }),
  name: word.optional(),
  base: word.optional().describe('Where branches start. Default: the one checked out.'),
  worktrees: word
    .optional()
    .describe('Default: ../{repo}.worktrees/{id}; {slug} may be used too.'),
  maxSessions: z
    .union([z.int().min(1).max(1000), z.literal('auto')], {
      error: 'a whole number from 1 to 1000, or auto',
    })
    .optional()
    .describe('How many agents work at once; auto: as many as the machine bears.'),
  layout: fileName.optional().describe('The layout that consoles open with.'),
  agents: z
    .record(
      fileName,
      z.strictObject(agentShape, { error: 'an agent: { command, args, env }' }),
      {
        error: 'agents by name',
      },
    )
    .optional(),
  gates: z
    .record(word, z.strictObject(gateShape, { error: 'a gate: { run: "npm test" }' }), {
      error: 'gates by name',
    })
    .optional(),
  scratch: z
    .strictObject(scratchShape, { error: '{ setup: "npm ci", copy: [.env.test] }' })
    .optional()
    .describe('The worktree in which gates run.'),
  environment: environmentSchema
    .optional()
    .describe('What agents find in their worktrees, and in the environment.'),
  workstreams: z
    .array(z.strictObject(workstreamShape, { error: 'a workstream: { id: TD1, ... }' }), {
      error: 'a list of workstreams',
    })
    .min(1, { error: 'at least one workstream' })
    .max(MAX_WORKSTREAMS, {
      error: `at most ${MAX_WORKSTREAMS} workstreams, since each gets a worktree`,
    }),
  waves: z
    .array(z.strictObject(waveShape, { error: 'a wave: { id, members }' }), {
      error: 'a list of waves',
    })
    .optional(),
  phases: phaseList
    .optional()
    .describe('Who does not say what it depends on waits for the whole phase before.'),
  groups: z
    .array(z.strictObject(groupShape, { error: 'a group: { id, name }' }), {
      error: 'a list of groups',
    })
    .optional()
    .describe('Workstreams that are shown as one, and can be depended on as one.'),
  rules: z
    .array(z.strictObject(ruleShape, { error: 'a rule: { path, resolve }' }), {
      error: 'a list of rules',
    })
    .optional(),
  escalations: z
    .array(z.strictObject(escalationShape, { error: 'an escalation: { when, after }' }), {
      error: 'a list of escalations',
    })
    .optional(),
  snapshots: z
    .string({ error: SNAPSHOTS_FORM })
    .regex(new RegExp(`^off$|${DURATION.source}`), { error: SNAPSHOTS_FORM })
    .optional()
    .describe(
      'How often the journal notes how far each agent at work is. Default: 1h; off, as 0s: never.',
    ),
  budget: budget.optional().describe('What all agents together may use.'),
  constraints: words.optional().describe('What holds for all; told to every agent.'),
  success: words.optional().describe('When the whole has succeeded, in words.'),
  execution: z
    .enum(['parallel', 'sequential', 'auto'], {
      error: 'parallel, sequential or auto',
    })
    .optional()
    .describe('Sequential: one session at a time. Auto: as `plan analyze` recommends.'),
  compat: z
    .boolean({ error: 'true or false' })
    .optional()
    .describe('Write results to .workflow and .worktrees of the checkout.'),
};

export const planSchema = z.strictObject(planShape, {
  error: 'a plan: version, workstreams, ...',
});

/** A plan as written: right in form, with nothing filled in and no reference checked. */
export type PlanText = z.infer<typeof planSchema>;
export type WorkstreamText = PlanText['workstreams'][number];
export type WaveText = NonNullable<PlanText['waves']>[number];
export type PhaseText = NonNullable<PlanText['phases']>[number];
export type GroupText = NonNullable<PlanText['groups']>[number];
export type RuleText = NonNullable<PlanText['rules']>[number];
export type EscalationText = NonNullable<PlanText['escalations']>[number];
