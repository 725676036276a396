/**
 * What an agent asks by an event whose hook it lets wait for the answer: a plan to be
 * approved, a permission. The answer's form is data of the agent's file, into which the
 * event's own fields go back untouched: an agent takes back what it sent, or nothing.
 */
import { plainText } from '../base/plain-text.js';
import type { HookMessage } from '../domain/hook.js';
import type { Timestamp } from '../domain/time.js';
import type { AgentHooks, AnswerRule } from '../formats/agent-hooks.js';
import { choicesIn, type Choice } from '../formats/choices.js';
import { readHookEvent, type HookEvent } from '../formats/hook-event.js';
import { choiceInWords } from './choices.js';
import { firstFitting, subagentOf } from './event-rule.js';
import { meaningOf, type Told } from './told-by.js';

export type Question = {
  readonly kind: AnswerRule['kind'];
  /** All of it, for a person to read. */
  readonly text: string;
  /** What a yes for the session would give; undefined where there is none to be had. */
  readonly always: string | undefined;
  /** What it wants to know, of a `question`; else none. */
  readonly choices: readonly Choice[];
  readonly rule: AnswerRule;
  readonly hooks: AgentHooks;
  readonly event: HookEvent;
  /** The event's fields as they came. */
  readonly fields: object;
  readonly at: Timestamp;
  /** The subagent that asks; empty where it is the agent itself. */
  readonly subagent: string;
};

export type Answer =
  /** A permission: once, or for the session. */
  | { readonly type: 'yes' | 'always' }
  | { readonly type: 'no'; readonly message: string }
  /** What was chosen for each question, by its words. */
  | { readonly type: 'chosen'; readonly answers: Readonly<Record<string, string>> };

/** Undefined when it asks nothing that can be answered. What was cut off cannot be sent back. */
export function questionIn(
  hooks: AgentHooks,
  message: HookMessage,
): Question | undefined {
  const event = message.cut ? undefined : readHookEvent(message);
  if (!event) return undefined;
  const rule = firstFitting(hooks, hooks.answers, event)?.rule;
  if (!rule) return undefined;
  const choices = rule.ask === undefined ? [] : choicesIn(event[rule.ask]);
  if (rule.kind === 'question' && choices.length === 0) return undefined;
  const said = rule.text.replaceAll(FIELD, (_, field: string) => readable(event[field]));
  const text = [said, ...choices.map(choiceInWords)].join('\n\n');
  const fields: object = JSON.parse(message.text);
  const always = alwaysOf(rule, event);
  const { kind } = rule;
  const { at } = message;
  const subagent = subagentOf(hooks, event);
  return { kind, text, always, choices, rule, hooks, event, fields, at, subagent };
}

/** A list or object with nothing in it gives nothing. */
function alwaysOf({ always }: AnswerRule, event: HookEvent): string | undefined {
  const given = always && event[always.gives];
  return given === undefined || /^(?:|\[\]|\{\}|null)$/.test(given)
    ? undefined
    : readable(given);
}

/** What the question of a subagent says, whose agent goes on meanwhile and shows nothing of it. */
export function askedAside(question: Question | undefined): Told | undefined {
  if (!question || question.subagent === '' || !question.rule.waits) return undefined;
  return meaningOf(question.hooks, question);
}

/** What is printed to the agent. */
export function answerTo(question: Question, answer: Answer): string {
  const message = answer.type === 'no' ? plainText(answer.message, 10_000) : '';
  const answers = answer.type === 'chosen' ? answer.answers : {};
  const fields = { ...question.fields, answers };
  return JSON.stringify(filled(formOf(question.rule, answer), { fields, message }));
}

function formOf({ yes, no, always }: AnswerRule, { type }: Answer): unknown {
  if (type === 'no') return no;
  return type === 'always' ? always?.print : yes;
}

/**
 * Whether a later event tells that the question was answered somehow. What an agent goes on
 * with says nothing of what a subagent asks, nor the other way round.
 */
export function settles(question: Question, later: HookEvent): boolean {
  const { rule, hooks, event, subagent } = question;
  if (subagentOf(hooks, later) !== subagent) return false;
  if (!rule.settledBy.includes(later[hooks.name] ?? '')) return false;
  const told = rule.about.filter((field) => later[field] !== undefined);
  return told.every((field) => later[field] === event[field]);
}

const FIELD = /\{([\w.]+)\}/g;

type Filling = { readonly fields: object; readonly message: string };

function filled(form: unknown, filling: Filling): unknown {
  if (typeof form === 'string') return filledText(form, filling);
  if (Array.isArray(form)) return form.map((part) => filled(part, filling));
  if (typeof form !== 'object' || form === null) return form;
  const parts = Object.entries(form).map(
    ([name, part]) => [name, filled(part, filling)] as const,
  );
  const [first, another] = parts;
  return first && !another && WHOLE.test(first[0])
    ? withKeys(filledText(first[0], filling), first[1])
    : Object.fromEntries(parts);
}

/** `{=field}` is the field as it came. */
const WHOLE = /^\{=(\w+)\}$/;

function filledText(text: string, { fields, message }: Filling): unknown {
  const [, whole] = WHOLE.exec(text) ?? [];
  if (whole === undefined) return text.replaceAll('{message}', () => message);
  return Object.entries(fields).find(([name]) => name === whole)?.[1];
}

function withKeys(field: unknown, keys: unknown): unknown {
  if (Array.isArray(field)) return field.map((item) => withKeys(item, keys));
  const isPair = typeof field === 'object' && typeof keys === 'object';
  return isPair ? { ...field, ...keys } : field;
}

/** JSON on several lines. */
function readable(text = ''): string {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
