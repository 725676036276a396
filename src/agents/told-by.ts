/**
 * What an event of an agent's hook says that it does: by the rules of its file, or in the
 * one form that any program may use, `{"state": "waiting", "detail": "the database"}`.
 */
import { plainText } from '../base/plain-text.js';
import type { Timestamp } from '../domain/time.js';
import type { Doing } from '../formats/agent-file.js';
import type { AgentHooks } from '../formats/agent-hooks.js';
import type { HookEvent } from '../formats/hook-event.js';
import { firstFitting, subagentOf } from './event-rule.js';

export type Told = {
  readonly doing: Doing | 'unknown';
  readonly detail: string;
  /** The event and the rule that says so: `Stop (hooks.events[6])`. */
  readonly evidence: string;
  readonly at: Timestamp;
  /** A screen at rest says nothing against it. */
  readonly background: boolean;
};

type Happened = { readonly event: HookEvent; readonly at: Timestamp };

/** Details stand in one line with others. */
const MAX_DETAIL = 200;

/** Undefined when the event changes nothing, as one of a subagent. */
export function toldBy(
  hooks: AgentHooks | undefined,
  { event, at }: Happened,
): Told | undefined {
  if (!hooks || event[hooks.name] === undefined) return toldPlainly({ event, at });
  return subagentOf(hooks, event) === '' ? meaningOf(hooks, { event, at }) : undefined;
}

/** The same, whoever the event is of. */
export function meaningOf(hooks: AgentHooks, { event, at }: Happened): Told | undefined {
  const name = event[hooks.name] ?? '';
  const fitting = firstFitting(hooks, hooks.events, event);
  if (!fitting) return undefined;
  const { rule, index } = fitting;
  const { doing, background } = rule;
  const detail = rule.detail.replaceAll(/\{([\w.]+)\}/g, (_, field: string) =>
    plainText(event[field] ?? '', MAX_DETAIL),
  );
  const evidence = `${plainText(name, 100)} (hooks.events[${index}])`;
  return { doing, background, at, evidence, detail: plainText(detail, MAX_DETAIL) };
}

/** Whether it is an event of what the agent does, and not a word beside that. */
export function tellsOfWork(
  hooks: Pick<AgentHooks, 'name'> | undefined,
  event: HookEvent,
): boolean {
  const named = hooks !== undefined && event[hooks.name] !== undefined;
  return named || event['state'] !== undefined;
}

const states: readonly Told['doing'][] = ['busy', 'waiting', 'idle', 'error', 'unknown'];

function toldPlainly({ event, at }: Happened): Told | undefined {
  const doing = states.find((state) => state === event['state']);
  if (doing === undefined) return undefined;
  const detail = plainText(event['detail'] ?? '', MAX_DETAIL);
  return { doing, detail, at, evidence: `state: ${doing}`, background: false };
}
