/** A profile of V8 (`.cpuprofile`) as text: the functions that took the time themselves. */
import { basename } from 'node:path';
import * as z from 'zod';

export const cpuProfile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({
        functionName: z.string(),
        url: z.string(),
        lineNumber: z.number(),
      }),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

export type CpuProfile = z.infer<typeof cpuProfile>;

/** Waiting is no cost. */
const IDLE = '(idle)';

/** The `count` dearest functions with their share of the time that was not idle. */
export function profileLines(profile: CpuProfile, count: number): readonly string[] {
  const times = selfMilliseconds(profile);
  const idle = times.get(IDLE) ?? 0;
  times.delete(IDLE);
  const busy = [...times.values()].reduce((sum, time) => sum + time, 0);
  const dearest = [...times].toSorted(([, one], [, other]) => other - one);
  return [
    `${busy.toFixed(0)} ms busy, ${idle.toFixed(0)} ms idle`,
    ...dearest
      .slice(0, count)
      .map(
        ([place, time]) =>
          `${((100 * time) / busy).toFixed(1).padStart(5)} %  ${time.toFixed(0).padStart(6)} ms  ${place}`,
      ),
  ];
}

/** By function: its name with file and line. */
function selfMilliseconds({
  nodes,
  samples,
  timeDeltas,
}: CpuProfile): Map<string, number> {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const place = places.get(id) ?? '';
    const time = (timeDeltas[index] ?? 0) / 1000;
    times.set(place, (times.get(place) ?? 0) + time);
  });
  return times;
}

function placeOf({
  functionName,
  url,
  lineNumber,
}: CpuProfile['nodes'][number]['callFrame']): string {
  if (url === '') return functionName;
  return `${functionName || '(anonymous)'}  ${basename(url)}:${lineNumber + 1}`;
}
