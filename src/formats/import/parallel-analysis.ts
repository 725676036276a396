/**
 * Reads `.workflow/outputs/<epic>/parallel_analysis.json`: the files of each domain, how
 * far they overlap, and whether working side by side was recommended. A domain becomes a
 * workstream that owns its files.
 */
import * as z from 'zod';
import { fail, ok, type Result } from '../../base/result.js';
import type { PlanText, WorkstreamText } from '../plan-schema.js';
import { slug } from '../slug.js';
import type { YamlSource } from '../yaml-source.js';
import type { Imported, Remark } from './foreign.js';
import { waveIdFor } from './free-id.js';

const files = z.array(z.string());
const analysis = z.looseObject({
  viable: z.boolean().optional(),
  reason: z.string().optional(),
  recommendation: z.string().optional(),
  execution_mode: z.string().optional(),
  epic_id: z.string().optional(),
  file_count: z.number().optional(),
  domain_count: z.number().optional(),
  file_overlap_percentage: z.number().optional(),
  merge_order: files.optional(),
  domains: z.record(z.string(), z.union([files, z.number()])).optional(),
  parallel_plan: z
    .record(
      z.string(),
      z.looseObject({
        files: files.optional(),
        task_description: z.string().optional(),
      }),
    )
    .optional(),
});

type Analysis = z.infer<typeof analysis>;

/**
 * The order in which layers are merged where nothing else orders them: what others build
 * on comes first.
 */
const LAYERS = [
  /database|\bdb\b|schema|model/,
  /backend|api|server|service/,
  /front|\bui\b|web|client/,
  /test|e2e|doc/,
];

export function isAnalysis(value: unknown): boolean {
  const read = analysis.safeParse(value);
  return read.success && (read.data.domains ?? read.data.parallel_plan) !== undefined;
}

/** `epic` names the plan when the file does not. Fails where it names no domain. */
export function readAnalysis(
  source: YamlSource,
  { base, epic }: { readonly base: string; readonly epic: string },
): Result<Imported, readonly Remark[]> {
  const read = analysis.safeParse(source.value);
  if (!read.success) return fail([{ line: 1, text: z.prettifyError(read.error) }]);
  const { data } = read;
  const names = domainsOf(data);
  if (names.length === 0)
    return fail([{ line: 1, text: 'it names no domain, so there is nothing to do' }]);
  const line = (...path: readonly string[]) => source.problem(path, '').line;
  const place = (domain: string) =>
    line(data.parallel_plan?.[domain] ? 'parallel_plan' : 'domains', domain);
  const name = data.epic_id ?? epic;
  const workstreams = inLayers(names, data);
  const wave = waveIdFor(slug(name) || 'domains', workstreams);
  return ok({
    plan: planOf(data, { name, base, wave, workstreams }),
    lines: new Map(names.map((domain) => [slug(domain), place(domain)])),
    assumed: [
      {
        line: 1,
        text: `all domains are merged onto integration/${wave}, in this order: ${workstreams.map(({ id }) => id).join(', ')}`,
      },
    ],
    unread: [
      ...unknownKeys(data, line),
      ...names.flatMap((domain) => doubts(data, domain, place(domain))),
    ],
  });
}

type Frame = {
  readonly name: string;
  readonly base: string;
  readonly wave: string;
  readonly workstreams: WorkstreamText[];
};

function planOf(data: Analysis, { name, base, wave, workstreams }: Frame): PlanText {
  const mode = data.recommendation ?? data.execution_mode;
  const sequential = data.viable === false || /sequential/i.test(mode ?? '');
  return {
    version: 1,
    name,
    base,
    ...(sequential ? { execution: 'sequential' } : {}),
    workstreams,
    waves: [{ id: wave, members: workstreams.map(({ id }) => id) }],
  };
}

function domainsOf({ domains = {}, parallel_plan = {} }: Analysis): readonly string[] {
  const names = [...new Set([...Object.keys(domains), ...Object.keys(parallel_plan)])];
  return names.filter((name) => slug(name) !== '');
}

function inLayers(names: readonly string[], data: Analysis): WorkstreamText[] {
  const told = data.merge_order ?? [];
  const place = (name: string) =>
    told.includes(name) ? told.indexOf(name) : told.length;
  const ordered = names.toSorted(
    (a, b) => place(a) - place(b) || layerOf(a) - layerOf(b),
  );
  return ordered.map((name, at): WorkstreamText => {
    const owns = filesOf(data, name);
    const before = ordered[at - 1];
    const task = data.parallel_plan?.[name]?.task_description;
    const workstream: WorkstreamText = {
      id: slug(name),
      name,
      role: name,
      prompt: task ?? `The ${name} part of ${data.epic_id ?? 'the epic'}.`,
    };
    if (owns.length > 0) workstream.owns = [...owns];
    if (before !== undefined) workstream.dependsOn = [{ id: slug(before), soft: true }];
    return workstream;
  });
}

function layerOf(name: string): number {
  const at = LAYERS.findIndex((pattern) => pattern.test(name.toLowerCase()));
  return at < 0 ? LAYERS.length : at;
}

function filesOf(data: Analysis, domain: string): readonly string[] {
  const listed = data.domains?.[domain];
  const planned = data.parallel_plan?.[domain]?.files ?? [];
  return [...new Set([...planned, ...(Array.isArray(listed) ? listed : [])])];
}

function doubts(data: Analysis, domain: string, line: number): readonly Remark[] {
  const counted = data.domains?.[domain];
  if (filesOf(data, domain).length > 0) return [];
  const what = typeof counted === 'number' ? `${counted} files` : 'no files';
  return [
    { line, text: `domain "${domain}" has ${what} and no list of them; it owns none` },
  ];
}

function unknownKeys(
  data: Analysis,
  line: (...path: string[]) => number,
): readonly Remark[] {
  const known = new Set(Object.keys(analysis.shape));
  return Object.keys(data)
    .filter((key) => !known.has(key))
    .map((key) => ({ line: line(key), text: `"${key}" is not part of a plan` }));
}
