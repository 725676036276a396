/** The form of a workstream in a plan file. */
import * as z from 'zod';
import { priorities } from '../domain/plan.js';
import { budget } from './budget.js';
import {
  day,
  duration,
  fileName,
  id,
  INSIDE_FORM,
  insidePath,
  insidePatterns,
  text,
  word,
  words,
} from './plan-values.js';

/** A path that leads upwards: no text that anybody would hand to an agent. */
const ESCAPING = /^(?=[\w./-]+$)(?:.*\/)?\.\.\//;

const DEPENDENCY_FORM = 'an id, { id: TD1, soft: true } or { id: TD1, after: signal }';
export const dependencyShape = {
  id,
  soft: z.boolean({ error: 'true or false' }).optional(),
  after: z
    .enum(['landing', 'signal'], { error: 'landing or signal' })
    .optional()
    .describe('Signal: it is enough that it is done. Default: landing.'),
};
const dependency = z.union(
  [
    id,
    z
      .strictObject(dependencyShape, { error: DEPENDENCY_FORM })
      .refine(({ soft, after }) => soft !== true || after === undefined, {
        error: `${DEPENDENCY_FORM}: a soft one holds nothing back`,
      }),
  ],
  { error: DEPENDENCY_FORM },
);

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
      'What must have landed first, or after its signal be done; also groups. Soft ones only order the start.',
    ),
  owns: insidePatterns.optional().describe('Patterns of the paths that are its own.'),
  approval: z
    .enum(['plan', 'none', 'auto'], { error: 'plan, none or auto' })
    .optional()
    .describe("Who approves the agent's plan: a person, nobody, or wtmux itself."),
  gates: z.array(word, { error: 'a list of gates' }).optional(),
  avoids: insidePatterns
    .optional()
    .describe('Patterns of paths that are not its to touch.'),
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
