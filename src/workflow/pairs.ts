/** Which workstreams were told of as being in conflict with which: a pair is told once. */
import type { WorkstreamId } from '../domain/ids.js';

type Told = {
  readonly workstream: WorkstreamId;
  readonly with?: readonly WorkstreamId[];
};

export class Pairs {
  readonly #names: Set<string>;

  constructor(told: readonly Told[]) {
    this.#names = new Set(told.flatMap(namesOf));
  }

  add(told: Told): void {
    for (const name of namesOf(told)) this.#names.add(name);
  }

  /** False where there are no others. */
  hasAll(workstream: WorkstreamId, others: readonly WorkstreamId[]): boolean {
    const names = namesOf({ workstream, with: others });
    return names.length > 0 && names.every((name) => this.#names.has(name));
  }
}

function namesOf({ workstream, with: others = [] }: Told): readonly string[] {
  return others.map((other) => [workstream, other].toSorted().join(' '));
}
