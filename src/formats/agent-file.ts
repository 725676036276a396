/**
 * Reads `agents/*.yaml`: how an agent program is started, how its title and screen are
 * read, and how it is answered. What these rules mean is the matter of `agents/`.
 */
import * as z from 'zod';
import { fail, ok, type Result } from '../base/result.js';
import type { Problem } from './problem.js';
import { schemaProblems, type KnownKeys } from './schema-problems.js';
import { readYaml } from './yaml-source.js';

export type AgentSpec = {
  readonly name: string;
  readonly title: string;
  /** Looked up in PATH. */
  readonly command: string;
  /** `{prompt}` and `{id}` are filled in; an argument that is only an empty prompt falls away. */
  readonly args: readonly string[];
  /**
   * In place of `args` when it goes on with the conversation it was started in, which
   * `{conversation}`, a UUID, names in both; undefined when it cannot.
   */
  readonly resume: readonly string[] | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** Where in the worktree the agent writes its plan; undefined when it writes none. */
  readonly planFile: string | undefined;
  /** The first rule whose pattern fits the title decides. */
  readonly titles: readonly TitleRule[];
  /** Likewise for the screen, when no title rule fits. */
  readonly screens: readonly ScreenRule[];
  /** How its plan is answered; undefined when wtmux must not answer it. */
  readonly plan: PlanAnswer | undefined;
};

export type Doing = 'busy' | 'waiting' | 'idle';

export type TitleRule = {
  readonly doing: Doing;
  readonly pattern: RegExp;
  /** What it waits for, in words; empty for what the pattern fitted. */
  readonly detail: string;
};

export type ScreenRule = TitleRule & {
  /** `bottom`: the last `lines` that are not blank. `aboveBox`: those above its prompt box. */
  readonly region: 'bottom' | 'aboveBox';
  readonly lines: number;
  /** Holds only while nothing is written. */
  readonly whenQuiet: boolean;
};

export type PlanAnswer = {
  /** Fits the line that asks; the menu must stand below it. */
  readonly question: RegExp;
  /** Fit the labels of the options. */
  readonly approve: RegExp;
  readonly reject: RegExp;
  /** Fits the screen when the feedback can be typed after the rejection. */
  readonly feedback: RegExp;
};

/** The title and screen rules look at a screen many times a second. */
const MAX_PATTERN = 500;

/** Lines are looked at together, so `^` and `$` mean those of a line. */
const FLAGS = 'mu';

const text = z.string({ error: 'text' });
const word = text.min(1, { error: 'some text' });
const PATTERN_FORM = 'a regular expression of JavaScript';
const pattern = word
  .max(MAX_PATTERN, { error: `a pattern of at most ${MAX_PATTERN} characters` })
  .refine(isPattern, { error: PATTERN_FORM })
  .transform((source) => new RegExp(source, FLAGS));
const doing = z.enum(['busy', 'waiting', 'idle'], { error: 'busy, waiting or idle' });

const titleShape = { doing, pattern, detail: text.default('') };
const screenShape = {
  ...titleShape,
  region: z
    .enum(['bottom', 'aboveBox'], { error: 'bottom or aboveBox' })
    .default('bottom'),
  lines: z.int({ error: 'a whole number' }).min(1).max(60).default(12),
  whenQuiet: z.boolean({ error: 'true or false' }).default(false),
};
const planShape = {
  question: pattern,
  approve: pattern,
  reject: pattern,
  feedback: pattern,
};
/** Read inside the worktree, so it may not lead out of it. */
const insidePath = word.refine(
  (path) => !path.startsWith('/') && !path.split('/').includes('..'),
  { error: 'a path inside the worktree' },
);
const agentShape = {
  title: word.optional(),
  command: word,
  args: z.array(text, { error: 'a list of texts' }).default([]),
  resume: z.array(text, { error: 'a list of texts' }).optional(),
  env: z.record(word, text, { error: 'names with texts' }).default({}),
  planFile: insidePath.optional(),
  titles: z.array(z.strictObject(titleShape), { error: 'a list of rules' }).default([]),
  screens: z.array(z.strictObject(screenShape), { error: 'a list of rules' }).default([]),
  plan: z
    .strictObject(planShape, { error: '{ question, approve, reject, feedback }' })
    .optional(),
};
const agentSchema = z.strictObject(agentShape, { error: 'an agent: command, args, ...' });

const knownKeys: KnownKeys = {
  '': Object.keys(agentShape),
  'titles.*': Object.keys(titleShape),
  'screens.*': Object.keys(screenShape),
  plan: Object.keys(planShape),
};

/** The agent that `text` describes; its name is the file's, without folder and ending. */
export function readAgent(
  text: string,
  { file }: { readonly file: string },
): Result<AgentSpec, readonly Problem[]> {
  const source = readYaml(text, file);
  if (!source.ok) return source;
  const read = agentSchema.safeParse(source.value.value);
  if (!read.success) return fail(schemaProblems(read.error, source.value, knownKeys));

  const name = file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  const { title = name, planFile, plan, resume, ...rest } = read.data;
  return ok({ ...rest, name, title, planFile, plan, resume });
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, FLAGS).test('') || true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
