/**
 * A plan as a Mermaid flowchart: waves as subgraphs around their members, dependencies
 * as arrows, soft ones dotted; phase and group below the name. Nodes are numbered, because ids may be words of Mermaid's.
 */
import type { Dependency, Plan, Wave } from '../domain/plan.js';
import { placesIn } from './graph-places.js';

export function graphMermaid(plan: Plan): string {
  const { workstreams, waves } = plan;
  const nodes = new Map<string, string>([
    ...workstreams.map(({ id }, at) => [id, `n${at}`] as const),
    ...waves.map(({ id }, at) => [id, `w${at}`] as const),
  ]);
  const homeless = new Set<string>(workstreams.map(({ id }) => id));
  for (const { members } of waves) for (const { id } of members) homeless.delete(id);
  const labels = new Map<string, string>(
    workstreams.map(({ id, name }) => [id, name === id ? id : `${id} ${name}`]),
  );
  const places = placesIn(plan);
  const node = (id: string) => {
    const place = places.get(id);
    const below = place === undefined ? '' : `<br/>${escaped(place)}`;
    return `${nodes.get(id)}["${escaped(labels.get(id) ?? id)}${below}"]`;
  };
  return [
    'flowchart LR',
    ...[...homeless].map((id) => `  ${node(id)}`),
    ...waves.flatMap((wave, at) => subgraph(wave, at, node)),
    ...workstreams.flatMap(({ id, dependsOn }) =>
      dependsOn.map(
        (before) => `  ${nodes.get(before.id)} ${arrow(before)} ${nodes.get(id)}`,
      ),
    ),
    ...waves.flatMap(({ id, members }) =>
      members
        .filter(({ type }) => type === 'wave')
        .map((member) => `  ${nodes.get(member.id)} ==> ${nodes.get(id)}`),
    ),
  ].join('\n');
}

function subgraph(
  { id, target, members }: Wave,
  at: number,
  node: (id: string) => string,
): readonly string[] {
  const own = members.filter(({ type }) => type === 'workstream');
  return [
    `  subgraph w${at} ["${escaped(`${id} → ${target}`)}"]`,
    ...own.map(({ id }) => `    ${node(id)}`),
    '  end',
  ];
}

/** Mermaid reads `#name;` as a character and takes quotes for the end of a label. */
function escaped(text: string): string {
  return text.replaceAll(
    /[#"<>&]/g,
    (char) => `#${char.codePointAt(0)?.toString() ?? ''};`,
  );
}

function arrow({ soft, bySignal = false }: Dependency): string {
  if (soft) return '-.->';
  return bySignal ? '-- signal -->' : '-->';
}
