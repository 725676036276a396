/**
 * How an agent tells of itself, as `hooks` in its file says: how it is started so that it
 * does, what its events mean, and how those that ask are answered.
 */
import * as z from 'zod';
import type { Doing } from './agent-file.js';
import { pathInside, pattern, text, word } from './agent-values.js';

/** How an agent is started so that it tells each event, and what its events mean. */
export type AgentHooks = {
  /**
   * Stand before its other arguments. Filled in are `{file}` (`{url}`), a file of wtmux with what
   * `file` says, `{hook}`, the receiver as a shell line, and `{words}`, its words in JSON.
   */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What a person is to agree to first; undefined where a launch alone sets them up. */
  readonly consent: string | undefined;
  /** What the agent finds under the person's home; undefined where a launch is enough. */
  readonly install: HookInstall | undefined;
  /** Written as JSON, its texts filled in likewise; a text is a script. Undefined for no file. */
  readonly file: unknown;
  /** What of `file` would stand in place of the user's own; undefined where nothing does. */
  readonly keeps?: Keeps | undefined;
  /** The field that names an event. */
  readonly name: string;
  /** The events of a subagent have this field, and say nothing of the agent. */
  readonly subagent: string | undefined;
  /** Events whose `field` names the conversation that the agent is in, for `resume`. */
  readonly conversation?: ConversationRule | undefined;
  /** The first rule that fits an event decides; one that none fits changes nothing. */
  readonly events: readonly EventRule[];
  /** The first that fits says how the event is answered, while the agent's hook waits. */
  readonly answers: readonly AnswerRule[];
};

export type HookInstall = {
  /** Of wtmux alone; relative to the home. */
  readonly folder: string;
  /** What is written as JSON, by name. */
  readonly files: Readonly<Record<string, unknown>>;
};

/** A setting that starts a line of a shell, as a status line does, and that there is but once. */
export type Keeps = {
  /** Its key, in `file` as in the user's own settings, and the key of the line in it. */
  readonly key: string;
  readonly line: string;
  /** Settings of the user's; of the first that is known, the line is run as well. */
  readonly own: readonly string[];
  /** Settings in the worktree: one that has the key stays as it is, and `file` is without. */
  readonly repository: readonly string[];
};

export type FittedRule = {
  readonly on: readonly string[];
  /** Each fits the text of its field, which is empty when the event has none. */
  readonly where: Readonly<Record<string, RegExp>>;
};

export type ConversationRule = FittedRule & { readonly field: string };

export type EventRule = FittedRule & {
  /** `unknown`: what was told before holds no more. */
  readonly doing: Doing | 'unknown';
  /** Fields are filled in: `your permission: {tool_name}`. */
  readonly detail: string;
  /** It works where its screen does not show it: a screen at rest says nothing against it. */
  readonly background: boolean;
};

/** What an agent said before it asked, in a file of JSON lines of its own. */
export type SaidRule = {
  /** Its path, filled in as in `usage`. */
  readonly file: string;
  /** The lines of what it says, as far as one that fits `since`. */
  readonly lines: Readonly<Record<string, RegExp>>;
  readonly since: Readonly<Record<string, RegExp>>;
  /** The field with a list of parts, of which these fields are shown. */
  readonly parts: string;
  readonly texts: readonly string[];
  /** The part that asks: until it is there, all of it is not. */
  readonly asks: Readonly<Record<string, RegExp>>;
  /** Shown when it said nothing. */
  readonly nothing: string;
};

export type AnswerRule = FittedRule & {
  /** `question`: one with answers of its own, which `ask` names. */
  readonly kind: 'plan' | 'permission' | 'question';
  /** All that is asked, fields filled in. */
  readonly text: string;
  /** Where it stands when the event has none of it. */
  readonly said?: SaidRule | undefined;
  /** The field with a list of `{ question, options: [{ label }], multiSelect }`. */
  readonly ask?: string | undefined;
  /**
   * The fields with the tool, the command and the file of a permission, and the folder in
   * which the agent stands, for rules that give it.
   */
  readonly use: {
    readonly tool?: string | undefined;
    readonly command?: string | undefined;
    readonly path?: string | undefined;
    readonly folder?: string | undefined;
  };
  /** Events that tell that it was answered, as far as these fields of them are the same. */
  readonly settledBy: readonly string[];
  readonly about: readonly string[];
  /**
   * Whether its hook waits for a person. One that does not is answered by a rule of the
   * settings at once, else let go, and the menu that is shown then is answered.
   */
  readonly waits: boolean;
  /**
   * What is printed as JSON. `{=field}` is a field as it came, `{message}` the reason of a
   * no, `{=answers}` what was chosen for each question. `{ '{=field}': { key: value } }` is the
   * field with these keys set; those of its items, where it is a list. Undefined for a hook
   * that can give no answer.
   */
  readonly yes: unknown;
  readonly no: unknown;
  /** A yes for the session: this is printed, where the field `gives` says what that means. */
  readonly always?: { readonly gives: string; readonly print: unknown } | undefined;
};

const names = z
  .union([word, z.array(word).min(1)], { error: 'the name of an event, or several' })
  .transform((one) => [one].flat());
const fittedShape = {
  on: names,
  where: z.record(word, pattern, { error: 'fields with patterns' }).default({}),
};
export const conversationShape = { ...fittedShape, field: word };
export const eventShape = {
  ...fittedShape,
  doing: z.enum(['busy', 'waiting', 'idle', 'error', 'unknown'], {
    error: 'busy, waiting, idle, error or unknown',
  }),
  detail: text.default(''),
  background: z.boolean({ error: 'true or false' }).default(false),
};
const printed = z.record(word, z.unknown(), {
  error: 'what is printed, keys with values',
});
/** What all agents call it that were looked at. */
const FOLDER = 'cwd';

const fields = z.record(word, pattern, { error: 'fields with patterns' });

export const saidShape = {
  file: word,
  lines: fields,
  since: fields,
  parts: word,
  texts: z.array(word, { error: 'a list of fields' }).min(1),
  asks: fields,
  nothing: word,
};

export const answerShape = {
  ...fittedShape,
  kind: z.enum(['plan', 'permission', 'question'], {
    error: 'plan, permission or question',
  }),
  text: word,
  said: z
    .strictObject(saidShape, {
      error: '{ file, lines, since, parts, texts, asks, nothing }',
    })
    .optional(),
  ask: word.optional(),
  use: z
    .strictObject(
      {
        tool: word.optional(),
        command: word.optional(),
        path: word.optional(),
        folder: word.default(FOLDER),
      },
      { error: '{ tool, command, path, folder }' },
    )
    .default({ folder: FOLDER }),
  settledBy: names,
  about: z.array(word, { error: 'a list of fields' }).default([]),
  waits: z.boolean({ error: 'true or false' }).default(true),
  yes: printed.optional(),
  no: printed.optional(),
  always: z
    .strictObject({ gives: word, print: printed }, { error: '{ gives, print }' })
    .optional(),
};
export const keepsShape = {
  key: word,
  line: word,
  own: z.array(word, { error: 'a list of paths' }).default([]),
  repository: z
    .array(pathInside('the repository'), { error: 'a list of paths' })
    .default([]),
};
export const hooksShape = {
  args: z.array(text, { error: 'a list of texts' }).default([]),
  env: z.record(word, text, { error: 'names with texts' }).default({}),
  consent: word.optional(),
  install: z
    .strictObject(
      { folder: pathInside('the home'), files: z.record(pathInside('it'), z.unknown()) },
      { error: '{ folder, files }' },
    )
    .optional(),
  file: z.unknown().optional(),
  keeps: z
    .strictObject(keepsShape, { error: '{ key, line, own, repository }' })
    .optional(),
  name: word,
  subagent: word.optional(),
  conversation: z.strictObject(conversationShape, { error: '{ on, field }' }).optional(),
  events: z.array(z.strictObject(eventShape), { error: 'a list of rules' }),
  answers: z
    .array(
      z
        .strictObject(answerShape)
        .refine(
          ({ waits, yes, no }) => !waits || (yes !== undefined && no !== undefined),
          {
            error: '"yes" and "no" of a hook that waits for them',
          },
        )
        .transform((rule) => ({ ...rule, yes: rule.yes, no: rule.no })),
      { error: 'a list of rules' },
    )
    .default([]),
};
export const hooksSchema = z
  .strictObject(hooksShape, { error: '{ args, file, name, events }' })
  .refine(hasItsFile, { error: 'a "file" beside what names "{file}"' })
  .refine(({ install, consent }) => !install || consent !== undefined, {
    error: '"consent" beside "install": a person is to be asked',
  });
/** With every key, also of what it leaves out. */
export function withAll(hooks: z.infer<typeof hooksSchema>): AgentHooks {
  const { file, subagent, consent, install } = hooks;
  return { ...hooks, file, subagent, consent, install };
}

type Placed = Pick<AgentHooks, 'args' | 'env'> & { readonly file?: unknown };

function hasItsFile({ args, env, file }: Placed): boolean {
  const named = [...args, ...Object.values(env)].some((arg) =>
    /\{(file|url)\}/.test(arg),
  );
  return file !== undefined || !named;
}
