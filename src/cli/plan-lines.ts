/** A plan as lines for people, before anything of it is started. */
import { plainText } from '../base/plain-text.js';
import {
  dependencyText,
  type Group,
  type Phase,
  type Plan,
  type Precondition,
  type Resolution,
  type Rule,
  type Wave,
  type Workstream,
} from '../domain/plan.js';
import type { Output } from './output.js';
import { duration } from '../domain/time.js';
import { budgetCells, escalationCells, snapshotLines } from './plan-watch.js';
import { table, type Cell } from './table.js';

/** More of them make the line of a workstream longer than a terminal is wide. */
const MAX_OWNED = 2;

type Painter = Pick<Output, 'paint' | 'columns'>;

/** What it is made of, each part under its name. */
export function planLines(plan: Plan, output: Painter): readonly string[] {
  const { name, base, maxSessions, workstreams, waves, gates, rules, escalations } = plan;
  const folded = foldedIn(plan);
  const bears = plan.scales === true ? ', as the machine bears' : '';
  const sessions = `up to ${maxSessions} sessions at once${bears}`;
  return [
    `${output.paint('bold', plainText(name))}: from ${plainText(base)}, ${sessions}`,
    ...part('workstreams', table(workstreams.map(workstreamCells), output), output),
    ...part('paths', table(pathCells(plan, folded), output), output),
    ...part('groups', table((plan.groups ?? []).map(groupCells), output), output),
    ...part('phases', table((plan.phases ?? []).map(phaseCells), output), output),
    ...part('waves', table(waves.map(waveCells), output), output),
    ...part('gates', table(Object.values(gates).map(gateCells), output), output),
    ...part('rules', table(rules.map(ruleCells), output), output),
    ...part('conditions', table(conditionCells(plan, folded), output), output),
    ...part('escalations', table(escalations.map(escalationCells), output), output),
    ...part('budgets', table(budgetCells(plan, folded), output), output),
    ...part('snapshots', snapshotLines(plan), output),
    ...part(
      'constraints',
      (plan.constraints ?? []).map((text) => plainText(text)),
      output,
    ),
    ...part(
      'success',
      (plan.success ?? []).map((text) => plainText(text)),
      output,
    ),
  ];
}

function part(
  title: string,
  lines: readonly string[],
  output: Painter,
): readonly string[] {
  if (lines.length === 0) return [];
  return ['', output.paint('dim', title), ...lines.map((line) => `  ${line}`)];
}

function workstreamCells(workstream: Workstream): readonly Cell[] {
  const { id, name, role, agent, estimateMs, priority, dependsOn, owns } = workstream;
  const after = dependsOn.map(dependencyText).join(' ');
  return [
    { text: id, colour: 'bold' },
    { text: name },
    { text: [agent, role].filter((word) => word).join(' as ') },
    { text: estimateMs === undefined ? '' : duration(estimateMs) },
    { text: priority === 'medium' ? '' : priority },
    { text: after === '' ? '' : `after ${after}` },
    { text: workstream.day === undefined ? '' : `day ${workstream.day}` },
    {
      text: owns.length > MAX_OWNED ? `${owns.length} paths` : owns.join(' '),
      colour: 'dim',
    },
  ];
}

/** Paths that the table of workstreams has no room for. */
function pathCells(
  plan: Plan,
  folded: ReadonlySet<string>,
): readonly (readonly Cell[])[] {
  const single = plan.workstreams.filter(({ id }) => !folded.has(id));
  return single.flatMap(({ id, owns, avoids = [] }) => {
    const many = owns.length > MAX_OWNED ? owns : [];
    const owned = many.map((path) => condition(id, 'owns', path));
    return owned.concat(avoids.map((path) => condition(id, 'avoids', path)));
  });
}

/** A folded group stands for many, each with conditions and a budget of its own. */
function foldedIn({ groups = [] }: Plan): ReadonlySet<string> {
  return new Set(groups.map(({ id }) => id));
}

/** What must hold before something starts, is done, or lands. */
function conditionCells(
  { workstreams, waves }: Plan,
  folded: ReadonlySet<string>,
): readonly (readonly Cell[])[] {
  const single = workstreams.filter(({ id }) => !folded.has(id));
  const checks = waves.flatMap(({ id, checks = [] }) =>
    checks.map((text) => condition(id, 'to land', text)),
  );
  return [...single.flatMap(conditionsOf), ...checks];
}

function conditionsOf(workstream: Workstream): readonly (readonly Cell[])[] {
  const { id, preconditions = [], gates, success = [], signal } = workstream;
  const toBeDone = [
    ...(gates.length === 0 ? [] : [`gates ${gates.join(', ')}`]),
    ...success,
    ...(signal === undefined ? [] : [`writes ${signal}`]),
  ];
  return [
    ...preconditions.map((one) => condition(id, 'to start', preconditionText(one))),
    ...toBeDone.map((text) => condition(id, 'to be done', text)),
  ];
}

function condition(id: string, when: string, text: string): readonly Cell[] {
  return [{ text: id, colour: 'bold' }, { text: when, colour: 'dim' }, { text }];
}

function preconditionText(one: Precondition): string {
  if (one.type === 'signal') return `signal ${one.file}`;
  if (one.type === 'file') return `file ${one.path}`;
  return one.type === 'landed' ? `${one.branch} has landed` : one.text;
}

function groupCells({ id, name, members }: Group): readonly Cell[] {
  return [
    { text: id, colour: 'bold' },
    { text: name === id ? '' : name },
    { text: members.join(' '), colour: 'dim' },
  ];
}

/** `A | B` side by side, `A, then B` one after the other. */
function phaseCells({ id, name, members, order }: Phase): readonly Cell[] {
  return [
    { text: id, colour: 'bold' },
    { text: name === id ? '' : name },
    { text: members.join(order === 'sequential' ? ', then ' : ' | ') },
  ];
}

function waveCells({ id, members, target, gates, approval, day }: Wave): readonly Cell[] {
  return [
    { text: id, colour: 'bold' },
    { text: members.map(({ id }) => id).join(' + ') },
    { text: `-> ${target}` },
    { text: approval === 'auto' ? 'lands by itself' : 'asks first' },
    { text: day === undefined ? '' : `day ${day}` },
    {
      text: gates.length === 0 ? '' : `gates ${gates.map(gateText).join(', ')}`,
      colour: 'dim',
    },
  ];
}

function gateText({ name, min }: Wave['gates'][number]): string {
  return min === undefined ? name : `${name} >= ${min}`;
}

function gateCells({ name, run, measure }: Plan['gates'][string]): readonly Cell[] {
  return [
    { text: name, colour: 'bold' },
    { text: measure ? `${run}  (at least ${measure.min})` : run },
  ];
}

function ruleCells({ path, resolve, consult }: Rule): readonly Cell[] {
  const asked = consult.length === 0 ? '' : `, ask ${consult.join(', ')}`;
  return [{ text: path, colour: 'bold' }, { text: `${resolutionText(resolve)}${asked}` }];
}

/** `owner:TD2`, `union`, `driver:merge-notes %A %O %B`. */
function resolutionText(resolution: Resolution): string {
  if (resolution.type === 'driver') return `driver:${resolution.command}`;
  return resolution.type === 'owner' ? `owner:${resolution.workstream}` : resolution.type;
}
