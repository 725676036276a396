/**
 * The part `usage` of an agent's file: where it tells what it uses, and in which fields.
 * What they mean is the matter of `agents/usage-told.ts`.
 */
import * as z from 'zod';
import type { Tokens } from '../domain/usage.js';
import { pattern, word } from './agent-values.js';

/** Fields, added up; one with a `-` before it is taken off. */
export type Sum = readonly string[];

/** Which fields tell what. */
export type UsageFields = {
  readonly tokens: { readonly [Name in keyof Tokens]?: Sum | undefined };
  /** How many tokens its context holds, and how many it can hold. */
  readonly context?: Sum | undefined;
  readonly window?: Sum | undefined;
  /** How full it is, 0..100; counts where the tokens are not told. */
  readonly percent?: Sum | undefined;
  /** US dollars. */
  readonly cost?: Sum | undefined;
};

export type EventFields = UsageFields & {
  /** Names what its sums are of, such as a conversation; without it they are of its run. */
  readonly of?: string | undefined;
};

export type LineRule = UsageFields & {
  /** Each fits the text of its field; a line that they do not fit tells nothing. */
  readonly where: Readonly<Record<string, RegExp>>;
  /** Fits the lines of a subagent, whose context is not the agent's. */
  readonly aside: Readonly<Record<string, RegExp>>;
  /**
   * Names a message, whose tokens count once, however often it is written. Without it the
   * last line tells the sum of all.
   */
  readonly once?: string | undefined;
};

export type HeadRule = {
  /**
   * The field with the folder that the file is about: others than its worktree do not count.
   * Without it `files` names none of others.
   */
  readonly folder?: string | undefined;
  /** When it began: nor do those from before its agent did. */
  readonly began?: string | undefined;
  /** Fits files that are a subagent's. */
  readonly aside: Readonly<Record<string, RegExp>>;
};

export type UsageRules = {
  /** Of events of its hook, its status line's among them. */
  readonly events?: EventFields | undefined;
  /**
   * Files of JSON lines. `{field}` is filled in from events of its hook, `{field%.end}`
   * without that ending; `~` is its home, `$NAME` a variable, `*` any part of a name.
   */
  readonly files: readonly string[];
  /** What a file's first line says of it; without this every file is its agent's. */
  readonly head?: HeadRule | undefined;
  readonly lines?: LineRule | undefined;
};

const FIELD_FORM = 'the name of a field, such as message.usage.input_tokens';
const FIELD = /^-?[\w.]+$/;

const field = z
  .string({ error: FIELD_FORM })
  .max(200, { error: FIELD_FORM })
  .regex(FIELD, { error: FIELD_FORM });
const sum = z
  .union([field, z.array(field).min(1)], { error: `${FIELD_FORM}, or several` })
  .transform((one) => [one].flat())
  .optional();

export const tokensShape = { input: sum, output: sum, cacheRead: sum, cacheWrite: sum };
export const fieldsShape = {
  tokens: z
    .strictObject(tokensShape, { error: '{ input, output, cacheRead, cacheWrite }' })
    .default({}),
  context: sum,
  window: sum,
  percent: sum,
  cost: sum,
};

export const eventsShape = { ...fieldsShape, of: field.optional() };

const fitted = z.record(field, pattern, { error: 'fields with patterns' }).default({});

export const lineShape = {
  ...fieldsShape,
  where: fitted,
  aside: fitted,
  once: field.optional(),
};

export const headShape = {
  folder: field.optional(),
  began: field.optional(),
  aside: fitted,
};

export const usageShape = {
  events: z.strictObject(eventsShape, { error: '{ tokens, context, cost }' }).optional(),
  files: z.array(word, { error: 'a list of paths' }).default([]),
  head: z.strictObject(headShape, { error: '{ folder, began, aside }' }).optional(),
  lines: z.strictObject(lineShape, { error: '{ where, tokens, context }' }).optional(),
};
