/**
 * The form of `wtmux.yaml`: its keys, and what each may hold. References between its
 * parts (ids, branches, order) are the matter of `plan-checks.ts`; defaults are filled
 * in by `plan-file.ts`. The schema for editors is made from this one.
 *
 * An `error` says the expected form; `schema-problems.ts` puts it in a sentence.
 */
import * as z from 'zod';
import { priorities } from '../domain/plan.js';
import { budget } from './budget.js';
import { DURATION, DURATION_FORM } from './duration.js';
import { environmentSchema } from './environment-schema.js';

/** A worktree is a checkout: thousands of a small project fill a disk. */
const MAX_WORKSTREAMS = 5000;

/** An id is part of paths, branch and ref names, and what a person types. */
const ID = /^[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?![.]|lock$|$))*$/;
const ID_FORM = 'an id of letters, digits, ".", "_" and "-", such as TD1';

const id = z
  .string({ error: ID_FORM })
  .max(64, { error: 'an id of at most 64 characters' })
  .regex(ID, { error: ID_FORM });
const text = z.string({ error: 'text' });
const word = z.string({ error: 'text' }).min(1, { error: 'some text' });
const FILE_NAME_FORM = 'a name of letters, digits, ".", "_" and "-"';
/** Names a file of ours (`layouts/NAME.yaml`, `agents/NAME.yaml`), so it holds no path. */
const fileName = z
  .string({ error: FILE_NAME_FORM })
  .max(64, { error: 'a name of at most 64 characters' })
  .regex(/^[A-Za-z0-9][\w.-]*$/, { error: FILE_NAME_FORM });
const words = z.array(word, { error: 'a list of texts' });
const ids = z.array(id, { error: 'a list of ids' });
const duration = z
  .string({ error: DURATION_FORM })
  .regex(DURATION, { error: DURATION_FORM });

const day = z
  .int({ error: 'a whole number from 1' })
  .min(1, { error: 'a whole number from 1' })
  .optional();
/** Looked up in a worktree, so it may not lead out of it. */
const INSIDE_FORM = 'a path inside the worktree, such as docs/spec.md';
const insidePath = z
  .string({ error: INSIDE_FORM })
  .regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\0]{1,500}$/, { error: INSIDE_FORM });

/** A path that leads upwards: no text that anybody would hand to an agent. */
const ESCAPING = /^(?=[\w./-]+$)(?:.*\/)?\.\.\//;

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

const dependency = z.union([id, z.strictObject({ id, soft: z.boolean().optional() })], {
  error: 'an id, or { id: TD1, soft: true }',
});

const PRECONDITION_FORM =
  'a text, { signal: FILE }, { file: PATH } or { landed: BRANCH }';
const precondition = z.union(
  [
    word,
    z.strictObject({ signal: insidePath }),
    z.strictObject({ file: insidePath }),
    z.strictObject({ landed: word }),
  ],
  { error: PRECONDITION_FORM },
);

export const workstreamShape = {
  id,
  name: word.optional().describe('Default: the id.'),
  branch: word.optional().describe('Default: workstream/<slug of the name>.'),
  agent: fileName.optional().describe("Default: the user's default agent."),
  role: text.optional().describe('Free text for the briefing.'),
  prompt: text
    .refine((prompt) => !ESCAPING.test(prompt), { error: INSIDE_FORM })
    .optional()
    .describe('The path of a file, or the text itself.'),
  estimate: duration.optional().describe('For the critical path, such as 2d.'),
  priority: z.enum(priorities, { error: 'critical, high, medium or low' }).optional(),
  dependsOn: z
    .array(dependency, { error: 'a list of ids' })
    .optional()
    .describe(
      'What must have landed first, also groups; soft ones only order the start.',
    ),
  owns: words.optional().describe('Patterns of the paths that are its own.'),
  approval: z
    .enum(['plan', 'none', 'auto'], { error: 'plan, none or auto' })
    .optional()
    .describe("Who approves the agent's plan: a person, nobody, or wtmux itself."),
  gates: z.array(word, { error: 'a list of gates' }).optional(),
  avoids: words.optional().describe('Patterns of paths that are not its to touch.'),
  preconditions: z
    .array(precondition, { error: 'a list of pre-conditions' })
    .optional()
    .describe('What must hold before its agent starts; texts are for the agent.'),
  success: words.optional().describe('When its work has succeeded, in words.'),
  signal: insidePath
    .optional()
    .describe(
      'The file it writes when done. Default: .claude/handoff/<id>-complete.signal',
    ),
  day: day.describe('The day on which it is meant to start; shown, not enforced.'),
  group: id.optional().describe('The group that it is part of.'),
  budget: budget.optional().describe('What its agent may use.'),
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

const phaseList = z.array(
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

const RESOLVE_FORM =
  'ours, theirs, union, mergiraf, manual, owner:<workstream> or driver:<command>';

export const ruleShape = {
  path: word.describe('A pattern of paths.'),
  resolve: z
    .string({ error: RESOLVE_FORM })
    .regex(/^(?:ours|theirs|union|mergiraf|manual|owner:.+|driver:.*\S.*)$/, {
      error: RESOLVE_FORM,
    }),
  consult: ids.optional(),
};

const WHEN_FORM = '"progress < 50%", "silent", "conflict" or "over estimate"';

export const escalationShape = {
  workstream: id.optional().describe('Default: every workstream.'),
  when: z
    .string({ error: WHEN_FORM })
    .regex(/^(?:progress ?< ?\d{1,3} ?%|silent|conflict|over estimate)$/, {
      error: WHEN_FORM,
    }),
  after: duration,
  // oxlint-disable-next-line unicorn/no-thenable -- a key of the plan file; nobody awaits its shape
  then: z
    .enum(['notice', 'hold'], { error: 'notice or hold' })
    .optional()
    .describe('Hold: the workstream is paused, too, until a person resumes it.'),
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
export type PhaseText = z.infer<typeof phaseList>[number];
export type GroupText = NonNullable<PlanText['groups']>[number];
export type RuleText = NonNullable<PlanText['rules']>[number];
