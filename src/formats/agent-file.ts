/**
 * Reads `agents/*.yaml`: how an agent program is started, how its title and screen are
 * read, and how it is answered. What these rules mean is the matter of `agents/`.
 */
import * as z from 'zod';
import { fail, ok, type Result } from '../base/result.js';
import {
  answerShape,
  conversationShape,
  eventShape,
  hooksSchema,
  hooksShape,
  keepsShape,
  saidShape,
  withAll,
  type AgentHooks,
} from './agent-hooks.js';
import { doing, pathInside, pattern, text, word } from './agent-values.js';
import type { Problem } from './problem.js';
import { schemaProblems, type KnownKeys } from './schema-problems.js';
import {
  eventsShape,
  headShape,
  lineShape,
  tokensShape,
  usageShape,
  type UsageRules,
} from './usage-rules.js';
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
  /**
   * Fits the screen while its prompt is empty and takes what is typed; where it is undefined,
   * a prompt is known by a mark such as `>` at its line.
   */
  readonly emptyPrompt?: RegExp | undefined;
  /** How it is had to plan first where no launch can; undefined where one does, or nothing. */
  readonly planMode?: PlanMode | undefined;
  /** How its plan is answered; undefined when wtmux must not answer it. */
  readonly plan: PlanAnswer | undefined;
  /** How its permissions are answered in its menu; undefined when wtmux must not. */
  readonly permission?: PermissionMenu | undefined;
  /** The key, as bytes, that has it stop what it is at; undefined when no key is known to. */
  readonly interrupt: string | undefined;
  /** How it tells what it does; undefined when it cannot. */
  readonly hooks: AgentHooks | undefined;
  /** Fits the screen while its provider lets it wait; undefined when no words are known. */
  readonly rateLimit?: RegExp | undefined;
  /** Where it tells what it uses; undefined where nothing but the plain form is known. */
  readonly usage?: UsageRules | undefined;
};

/** `error`: it can do nothing until something is mended (a limit, a login). */
export type Doing = 'busy' | 'waiting' | 'idle' | 'error';

export type TitleRule = {
  /** `starting`: it loads, and takes nothing yet; no hook tells that. */
  readonly doing: Doing | 'starting';
  readonly pattern: RegExp;
  /** What it waits for, in words; empty for what the pattern fitted. */
  readonly detail: string;
};

export const regions = ['bottom', 'aboveBox', 'box', 'belowBox', 'menu'] as const;

export type ScreenRule = TitleRule & {
  /**
   * Which lines count, of those that are not blank the last `lines`. `bottom`: of the screen.
   * `aboveBox`, `belowBox`: above its prompt box, or below it. `box`: the box's first line,
   * however many are typed in it. `menu`: of the screen while a
   * menu is live at its end.
   */
  readonly region: (typeof regions)[number];
  readonly lines: number;
  /** Holds only while nothing is written. */
  readonly whenQuiet: boolean;
};

export type PlanMode = {
  /** As bytes; has it plan, whatever stands at its prompt. */
  readonly key: string;
  /** Fits the screen while it plans, whatever is at its prompt. */
  readonly shown: RegExp;
  /**
   * Fits the prompt that shows a longer text only as so many characters, which the group
   * `length` fits.
   */
  readonly folded?: RegExp | undefined;
};

/** Likewise for a permission; without `feedback` no reason can be told. */
export type PermissionMenu = Omit<PlanAnswer, 'inline'> & {
  /** Fits the label of the option that gives it for the session. */
  readonly always?: RegExp | undefined;
};

export type PlanAnswer = {
  /** Fits the line that asks; the menu must stand below it. */
  readonly question: RegExp;
  /** Fit the labels of the options. */
  readonly approve: RegExp;
  readonly reject: RegExp;
  /** Fits the screen when the feedback can be typed after the rejection. */
  readonly feedback?: RegExp | undefined;
  /** Whether it is typed into the very option that rejects, before that is chosen. */
  readonly inline: boolean;
};

/** One that decides when it fits: what fits nothing at all would always decide. */
const telling = pattern.refine((rule) => !rule.test(''), {
  error: 'a pattern that does not fit an empty line',
});

const LINES_FORM = 'a whole number from 1 to 60';

const titleShape = { doing, pattern: telling, detail: text.default('') };
const screenShape = {
  ...titleShape,
  region: z.enum(regions, { error: regions.join(', ') }).default('bottom'),
  lines: z
    .int({ error: LINES_FORM })
    .min(1, { error: LINES_FORM })
    .max(60, { error: LINES_FORM })
    .default(12),
  whenQuiet: z.boolean({ error: 'true or false' }).default(false),
};
const menuShape = {
  question: telling,
  approve: pattern,
  reject: pattern,
  feedback: telling.optional(),
};
const planShape = {
  ...menuShape,
  inline: z.boolean({ error: 'true or false' }).default(false),
};
const planModeShape = {
  key: z.enum(['shift+tab'], { error: 'shift+tab' }),
  shown: telling,
  folded: telling.optional(),
};
const permissionShape = { ...menuShape, always: telling.optional() };
/** As terminals send them. */
const INTERRUPTS = { escape: '\u001b', 'ctrl+c': '\u0003' } as const;
/** A name in the place of those that are filled in; an agent would get it as it stands. */
const UNKNOWN_NAME = /^(?!\{(?:prompt|id|conversation)\}$)\{\w+\}$/;
const argument = text.refine((arg) => !UNKNOWN_NAME.test(arg), {
  error: 'a text, or {prompt}, {id} or {conversation}, which are filled in',
});
const MODE_KEYS = { 'shift+tab': '\u001b[Z' } as const;
const agentShape = {
  title: word.optional(),
  command: word,
  args: z.array(argument, { error: 'a list of texts' }).default([]),
  resume: z.array(argument, { error: 'a list of texts' }).optional(),
  env: z.record(word, text, { error: 'names with texts' }).default({}),
  planFile: pathInside('the worktree').optional(),
  titles: z.array(z.strictObject(titleShape), { error: 'a list of rules' }).default([]),
  screens: z.array(z.strictObject(screenShape), { error: 'a list of rules' }).default([]),
  emptyPrompt: telling.optional(),
  planMode: z.strictObject(planModeShape, { error: '{ key, shown, folded }' }).optional(),
  permission: z
    .strictObject(permissionShape, { error: '{ question, approve, reject, feedback }' })
    .optional(),
  plan: z
    .strictObject(planShape, { error: '{ question, approve, reject, feedback }' })
    .refine(({ feedback, inline }) => inline || feedback !== undefined, {
      error: '"feedback", or "inline: true" where it is typed into the option',
    })
    .optional(),
  interrupt: z.enum(['escape', 'ctrl+c'], { error: 'escape or ctrl+c' }).optional(),
  hooks: hooksSchema.optional(),
  rateLimit: pattern.optional(),
  usage: z.strictObject(usageShape, { error: '{ events, files, lines }' }).optional(),
};
const agentSchema = z.strictObject(agentShape, { error: 'an agent: command, args, ...' });

const knownKeys: KnownKeys = {
  '': Object.keys(agentShape),
  'titles.*': Object.keys(titleShape),
  'screens.*': Object.keys(screenShape),
  plan: Object.keys(planShape),
  planMode: Object.keys(planModeShape),
  permission: Object.keys(permissionShape),
  hooks: Object.keys(hooksShape),
  'hooks.conversation': Object.keys(conversationShape),
  'hooks.events.*': Object.keys(eventShape),
  'hooks.answers.*': Object.keys(answerShape),
  'hooks.answers.*.always': ['gives', 'print'],
  'hooks.answers.*.said': Object.keys(saidShape),
  'hooks.keeps': Object.keys(keepsShape),
  usage: Object.keys(usageShape),
  'usage.events': Object.keys(eventsShape),
  'usage.events.tokens': Object.keys(tokensShape),
  'usage.head': Object.keys(headShape),
  'usage.lines': Object.keys(lineShape),
  'usage.lines.tokens': Object.keys(tokensShape),
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
  const { title = name, planFile, plan, planMode, ...more } = read.data;
  const { resume, interrupt, hooks, ...rest } = more;
  return ok({
    ...rest,
    name,
    title,
    planFile,
    plan,
    planMode: planMode && { ...planMode, key: MODE_KEYS[planMode.key] },
    resume,
    interrupt: interrupt && INTERRUPTS[interrupt],
    hooks: hooks && withAll(hooks),
  });
}
