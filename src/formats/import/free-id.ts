/** Workstreams and waves share their ids, and a document may use the usual one itself. */
export function waveIdFor(
  wish: string,
  workstreams: Iterable<{ readonly id: string }>,
): string {
  const taken = new Set(Array.from(workstreams, ({ id }) => id.toLowerCase()));
  let id = wish;
  for (let count = 1; taken.has(id.toLowerCase()); count += 1)
    id = count === 1 ? `${wish}-wave` : `${wish}-wave-${count}`;
  return id;
}
