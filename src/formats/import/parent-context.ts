/**
 * Reads a parent `.claude/context/<workflow>.json`: tasks that are worked on side by side,
 * what holds for all of them, and when each has succeeded. A last workstream verifies the
 * whole where the context asks for it.
 */
import * as z from 'zod';
import { fail, ok, type Result } from '../../base/result.js';
import type { WorkstreamText } from '../plan-schema.js';
import { slug } from '../slug.js';
import type { YamlSource } from '../yaml-source.js';
import type { Imported, Remark } from './foreign.js';
import { waveIdFor } from './free-id.js';

const texts = z.array(z.string());
const task = z.looseObject({
  task_id: z.string(),
  agent: z.string().optional(),
  scope: z.string().optional(),
  context_ref: z.string().optional(),
  status: z.string().optional(),
  estimate_minutes: z.number().optional(),
  duration_minutes: z.number().optional(),
});
const context = z.looseObject({
  version: z.string().optional(),
  workflow_id: z.string().optional(),
  timestamp: z.string().optional(),
  current_agent: z.string().nullish(),
  next_agent: z.string().nullish(),
  phase: z.string().optional(),
  feature_spec: z
    .looseObject({
      name: z.string().optional(),
      description: z.string().optional(),
      requirements: texts.optional(),
    })
    .optional(),
  parallel_tasks: z.array(task).min(1),
  shared_constraints: texts.optional(),
  integration_requirements: texts.optional(),
  success_criteria: z.record(z.string(), texts).optional(),
  context_summary: z.string().optional(),
});

type Context = z.infer<typeof context>;
type Task = z.infer<typeof task>;

/** What other contexts of the same workflow tell of a task, by its id. */
export type TaskFacts = ReadonlyMap<
  string,
  { readonly minutes?: number; readonly files?: readonly string[] }
>;

const VERIFIER = 'integration-verifier';

/** Fields that say how far a workflow is, which a new start does not take over. */
const PAST = new Set(['version', 'timestamp', 'current_agent', 'next_agent', 'phase']);

export function isParentContext(value: unknown): boolean {
  return context.safeParse(value).success;
}

export function readContext(
  source: YamlSource,
  { base, facts = new Map() }: { readonly base: string; readonly facts?: TaskFacts },
): Result<Imported, readonly Remark[]> {
  const read = context.safeParse(source.value);
  if (!read.success) return fail([{ line: 1, text: z.prettifyError(read.error) }]);
  const { data } = read;
  const place = (...path: (string | number)[]) => source.problem(path, '').line;
  const ids = data.parallel_tasks.map(({ task_id }) => slug(task_id) || 'task');
  const assumed: Remark[] = [];
  const unread = unknownKeys(data, place);
  const areas = shareCriteria(data, ids);
  for (const [area, id] of areas.owners)
    assumed.push({
      line: place('success_criteria', area),
      text: `success criteria of "${area}" are those of ${id}`,
    });

  const workstreams = data.parallel_tasks.map((one, at) =>
    workstreamOf(data, one, {
      id: ids[at] ?? '',
      success: areas.byTask.get(ids[at] ?? '') ?? [],
      facts,
    }),
  );
  const name = data.workflow_id ?? data.feature_spec?.name ?? 'workflow';
  const checks = data.integration_requirements ?? [];
  const parts = ids.filter((id) => id !== VERIFIER || checks.length === 0);
  if (checks.length > 0) {
    const own = workstreams.findIndex(({ id }) => id === VERIFIER);
    const [known] = own < 0 ? [] : workstreams.splice(own, 1);
    workstreams.push({ ...verifier(data, parts, { checks, facts }), ...known });
  }
  const parallel = waveIdFor(slug(name).slice(0, 40) || 'tasks', workstreams);
  const success = [...areas.rest];
  return ok({
    plan: {
      version: 1,
      name,
      base,
      ...(data.shared_constraints?.length
        ? { constraints: data.shared_constraints }
        : {}),
      ...(success.length > 0 ? { success } : {}),
      workstreams,
      waves: [
        { id: parallel, members: parts },
        ...(checks.length > 0
          ? [
              {
                id: waveIdFor('verified', workstreams),
                members: [parallel, VERIFIER],
                target: `integration/${parallel}-verified`,
                checks,
              },
            ]
          : []),
      ],
    },
    lines: new Map(ids.map((id, at) => [id, place('parallel_tasks', at)])),
    assumed,
    unread,
  });
}

type Parts = {
  readonly id: string;
  readonly success: readonly string[];
  readonly facts: TaskFacts;
};

function workstreamOf(
  data: Context,
  one: Task,
  { id, success, facts }: Parts,
): WorkstreamText {
  const known = facts.get(one.task_id);
  const minutes = one.estimate_minutes ?? one.duration_minutes ?? known?.minutes;
  const { name = '', description = '' } = data.feature_spec ?? {};
  const whole = [name, description].filter((text) => text !== '').join(': ');
  const requirements = data.feature_spec?.requirements ?? [];
  const prompt = [
    one.scope ?? one.task_id,
    ...(whole === '' ? [] : [`It is part of ${whole}`]),
    ...requirements.map((text) => `- ${text}`),
  ];
  return {
    id,
    ...(one.agent === undefined ? {} : { role: one.agent }),
    prompt: prompt.join('\n'),
    ...(minutes === undefined ? {} : { estimate: `${Math.ceil(minutes)}m` }),
    ...(known?.files?.length ? { owns: [...known.files] } : {}),
    ...(success.length > 0 ? { success: [...success] } : {}),
  };
}

function verifier(
  data: Context,
  ids: readonly string[],
  { checks, facts }: { readonly checks: readonly string[]; readonly facts: TaskFacts },
): WorkstreamText {
  const requirements = data.feature_spec?.requirements ?? [];
  const minutes = facts.get(VERIFIER)?.minutes;
  return {
    id: VERIFIER,
    role: VERIFIER,
    prompt: [
      'Verify that what was made side by side works together.',
      ...requirements.map((text) => `- ${text}`),
    ].join('\n'),
    ...(minutes === undefined ? {} : { estimate: `${Math.ceil(minutes)}m` }),
    dependsOn: [...ids],
    success: [...checks],
  };
}

/** Criteria stand by area; an area belongs to the one task that its name occurs in. */
function shareCriteria(
  { success_criteria = {}, parallel_tasks }: Context,
  ids: readonly string[],
) {
  const byTask = new Map<string, string[]>();
  const owners: (readonly [area: string, id: string])[] = [];
  const rest: string[] = [];
  for (const [area, criteria] of Object.entries(success_criteria)) {
    const word = area.toLowerCase();
    const said = parallel_tasks.map((one) =>
      `${one.task_id} ${one.scope ?? ''}`.toLowerCase(),
    );
    const byId = ids.filter((id) => id.includes(word));
    const fits = byId.length > 0 ? byId : ids.filter((_, at) => said[at]?.includes(word));
    const [id] = fits;
    if (id === undefined || fits.length > 1)
      rest.push(...criteria.map((text) => `${area}: ${text}`));
    else {
      byTask.set(id, [...(byTask.get(id) ?? []), ...criteria]);
      owners.push([area, id]);
    }
  }
  return { byTask, owners, rest };
}

function unknownKeys(
  data: Context,
  place: (...path: string[]) => number,
): readonly Remark[] {
  const known = new Set(Object.keys(context.shape));
  return Object.keys(data).flatMap((key) => {
    if (!known.has(key))
      return [{ line: place(key), text: `"${key}" is not part of a plan` }];
    return PAST.has(key) && key !== 'version'
      ? [
          {
            line: place(key),
            text: `"${key}" tells of a run that was; a plan begins anew`,
          },
        ]
      : [];
  });
}
