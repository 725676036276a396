/** The edges of a graph turned round: which nodes list a node. */
export function reversed(
  edges: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const turned: number[][] = edges.map(() => []);
  for (const [from, nodes] of edges.entries())
    for (const to of nodes) turned[to]?.push(from);
  return turned;
}
