/**
 * A cycle in a graph of nodes 0..n-1, given for each node the nodes it waits for; or
 * undefined when there is none. Each node of the answer waits for the next, and the last
 * for the first. Takes time linear in the edges, and no stack of calls.
 */
export function findCycle(
  waitsFor: readonly (readonly number[])[],
): readonly number[] | undefined {
  const done = new Set<number>();
  for (const start of waitsFor.keys()) {
    const cycle = done.has(start) ? undefined : searchFrom(start, waitsFor, done);
    if (cycle) return cycle;
  }
  return undefined;
}

function searchFrom(
  start: number,
  waitsFor: readonly (readonly number[])[],
  done: Set<number>,
): readonly number[] | undefined {
  const path = [{ node: start, next: 0 }];
  const onPath = new Set([start]);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const next = waitsFor[top.node]?.[top.next++];
    if (next === undefined) {
      done.add(top.node);
      onPath.delete(top.node);
      path.pop();
    } else if (onPath.has(next)) {
      const nodes = path.map(({ node }) => node);
      return nodes.slice(nodes.indexOf(next));
    } else if (!done.has(next)) {
      path.push({ node: next, next: 0 });
      onPath.add(next);
    }
  }
  return undefined;
}
