/**
 * Reads a description of work in domains that gives the time of each, one below the
 * other: `Backend: 30 min`. A domain becomes a workstream; where the description says in
 * which order they depend on each other, they are merged in it.
 */
import type { WorkstreamText } from '../plan-schema.js';
import { slug } from '../slug.js';
import { Draft } from './draft.js';
import type { Imported } from './foreign.js';
import { waveIdFor } from './free-id.js';
import { blocksOf, plain, type Block } from './markdown.js';
import { estimateOf } from './words.js';

const TIMED =
  /^(\p{L}[\p{L}\d /_-]{1,30}?)\s*:\s*(~?\d[\d.]*(?:\s*[-–]\s*[\d.]+)?\s*(?:m|min|minutes?|h|hours?|d|days?))$/iu;

/** `dependency order (database → backend → frontend)`. */
const ORDER = /\border\b[^()]*\(([^()]*(?:→|->)[^()]*)\)/i;

type Line = { readonly line: number; readonly text: string };
type Timed = Line & { readonly name: string; readonly estimate: string };

/** Undefined where the document speaks of no domains, or of times for less than two. */
export function readTimedDomains(text: string, base: string): Imported | undefined {
  if (!/\bdomains?\b/i.test(text)) return undefined;
  const blocks = blocksOf(text);
  const lines = blocks.flatMap(linesOf);
  const timed = longestRun(lines.flatMap(timedIn));
  if (timed.length < 2) return undefined;
  const draft = new Draft();
  for (const block of blocks)
    if (block.type === 'heading' && block.level === 1) draft.name ??= plain(block.text);
  for (const one of timed) domain(draft, one);
  merge(draft, lines, timed[0]?.line ?? 1);
  return draft.finish(text, base);
}

function domain(draft: Draft, { line, name, estimate }: Timed): void {
  const id = slug(name);
  const workstream = draft.workstream(id, line);
  workstream.name = name;
  workstream.role = id;
  workstream.prompt = `The ${name} part of ${draft.name ?? 'the work'}.`;
  workstream.estimate = estimate;
  draft.read(line);
  draft.assume(line, `${id} has no prompt; say in the plan what is to be done in it`);
}

/** All are one wave, in the order that is told, else in that of their times. */
function merge(draft: Draft, lines: readonly Line[], line: number): void {
  const ids = [...draft.workstreams.keys()];
  const told = lines.find((one) => orderIn(one.text, ids).length === ids.length);
  const members = told ? orderIn(told.text, ids) : ids;
  if (told) draft.read(told.line);
  const sorted = members.flatMap((id) => draft.workstreams.get(id) ?? []);
  for (const [at, workstream] of sorted.entries())
    follow(draft, workstream, sorted[at - 1]);
  const id = waveIdFor('domains', draft.workstreams.values());
  draft.wave(id, line).members.push(...members);
  draft.assume(
    told?.line ?? line,
    `all domains are merged onto integration/${id}, in this order: ${members.join(', ')}`,
  );
}

function follow(
  draft: Draft,
  workstream: WorkstreamText,
  before: WorkstreamText | undefined,
): void {
  if (before) draft.depend(workstream, { id: before.id, soft: true });
}

/** Those of `ids` that `text` puts in an order; none where it names others. */
function orderIn(text: string, ids: readonly string[]): readonly string[] {
  const [, chain = ''] = ORDER.exec(plain(text)) ?? [];
  const named = [...new Set(chain.split(/→|->/).map(slug))];
  return named.every((id) => ids.includes(id)) ? named : [];
}

function timedIn({ line, text }: Line): readonly Timed[] {
  const [, name = '', time = ''] = TIMED.exec(plain(text)) ?? [];
  const estimate = estimateOf(time);
  if (estimate === undefined || slug(name) === '') return [];
  return [{ line, text, name: name.trim(), estimate }];
}

/** The most of them that stand on lines one below the other, with different names. */
function longestRun(timed: readonly Timed[]): readonly Timed[] {
  const runs: Timed[][] = [];
  for (const one of timed) {
    const run = runs.at(-1);
    if (run?.at(-1)?.line === one.line - 1) run.push(one);
    else runs.push([one]);
  }
  const distinct = runs.filter(
    (run) => new Set(run.map(({ name }) => slug(name))).size === run.length,
  );
  return distinct.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

function linesOf(block: Block): readonly Line[] {
  if (block.type === 'fence')
    return block.content.map((text, at) => ({ line: block.line + 1 + at, text }));
  return block.type === 'item' || block.type === 'text' ? [block] : [];
}
