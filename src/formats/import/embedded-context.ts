/** A document that shows contexts of a workflow, in JSON with prose around it. */
import { ok, type Result } from '../../base/result.js';
import { slug } from '../slug.js';
import type { Embedded } from './embedded-json.js';
import type { Imported, Remark } from './foreign.js';
import { readContext, type TaskFacts } from './parent-context.js';

type Around = { readonly json: readonly Embedded[]; readonly base: string };

/** A document that shows a parent context, maybe with contexts of its tasks beside it. */
export function readEmbedded(
  text: string,
  parent: Embedded,
  { json, base }: Around,
): Result<Imported, readonly Remark[]> {
  const prose = outside(text, json);
  const times = prose.flatMap((part) => timesIn(text, part));
  const facts = factsOf(
    json.map(({ source }) => source.value),
    times,
  );
  const read = readContext(parent.source, { base, facts });
  if (!read.ok) return read;
  const ids = new Set(read.value.plan.workstreams.map(({ id }) => id));
  const others = json.filter((one) => one !== parent);
  const unread = [
    ...read.value.unread,
    ...others.map(({ line, last }) => ({
      line,
      last,
      text: 'JSON that is no parent context; times and files of tasks were taken from it',
    })),
    ...prose,
  ];
  const assumed = [
    ...read.value.assumed,
    ...times
      .filter(({ id }) => ids.has(id))
      .map(({ id, line, minutes }) => ({ line, text: `${id} takes ${minutes} minutes` })),
  ];
  return ok({ ...read.value, assumed, unread });
}

/** The stretches of a document around its JSON. */
function outside(text: string, json: readonly Embedded[]): readonly Remark[] {
  const lines = text.split('\n');
  const end = lines.length + 1;
  const edges = [...json, { line: end, last: end }];
  let from = 1;
  return edges.flatMap(({ line, last }) => {
    const remark = { line: from, last: line - 1, text: 'prose around JSON' };
    from = last + 1;
    const isEmpty = !lines
      .slice(remark.line - 1, remark.last)
      .some((one) => /\S/.test(one));
    return isEmpty ? [] : [remark];
  });
}

type AgentTime = { readonly id: string; readonly line: number; readonly minutes: number };

/** `Agent: Integration Verifier`, then, maybe a line below, `Duration: 15 minutes`. */
const AGENT_TIME =
  /\bAgent\**:\**([^\n:*]*[^\s:*])[ \t*]*(?:\n[ \t*]*)?\bDuration\**:\**[ \t]*(\d{1,4})[ \t]*min/gi;

function timesIn(text: string, { line, last = line }: Remark): readonly AgentTime[] {
  const lines = text.split('\n').slice(line - 1, last);
  return [...lines.join('\n').matchAll(AGENT_TIME)].map((found) => {
    const before = found.input.slice(0, found.index).split('\n').length - 1;
    return { id: slug(found[1] ?? ''), line: line + before, minutes: Number(found[2]) };
  });
}

/** Minutes and files of tasks, as later contexts of a workflow report them. */
function factsOf(values: readonly unknown[], times: readonly AgentTime[]): TaskFacts {
  const facts = new Map<string, { minutes?: number; files?: readonly string[] }>();
  const note = (id: unknown, more: { minutes?: number; files?: readonly string[] }) => {
    if (typeof id === 'string') facts.set(id, { ...facts.get(id), ...more });
  };
  for (const { id, minutes } of times) note(id, { minutes });
  for (const value of values) {
    const files = field(value, 'files_modified');
    if (Array.isArray(files) && files.every((file) => typeof file === 'string'))
      note(field(value, 'task_id'), { files });
    const tasks = field(field(value, 'parallel_execution_summary'), 'tasks');
    for (const task of Array.isArray(tasks) ? tasks : []) {
      const minutes = field(task, 'duration_minutes');
      if (typeof minutes === 'number') note(field(task, 'task_id'), { minutes });
    }
  }
  return facts;
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
