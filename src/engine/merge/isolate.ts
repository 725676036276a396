/**
 * Searches for whose work makes a gate of the candidate red, by running that gate on the
 * steps that are there already, and on selections of members where those do not tell.
 */
import type { CommitId } from '../../domain/ids.js';
import type { GateReport, MergeStep } from '../../domain/merge.js';
import type { Gate } from '../../domain/plan.js';
import {
  findingOf,
  withDependants,
  type Finding,
  type Members,
  type Selection,
  type TrialResult,
} from '../../workflow/isolation.js';
import type { Attempt } from './attempt.js';
import { lastingChain } from './lasting-chain.js';
import { judge } from './gates.js';
import type { Culprit, PinnedMember } from './wave-journal.js';

export type Isolated = {
  readonly why: string;
  /** The one that does it, then what needs it; none when the base is red itself. */
  readonly culprits: readonly Culprit[];
};

export type Suspicion = {
  readonly gate: Gate;
  readonly gates: readonly GateReport[];
  readonly steps: readonly MergeStep[];
};

/** What ran before a kill is in the journal and is not run again. */
export async function isolate(attempt: Attempt, suspicion: Suspicion): Promise<Isolated> {
  const search = new Search(attempt, suspicion);
  for (;;) {
    const found = findingOf(search.members, (selection) => search.known(selection));
    if (found.type !== 'try') return search.told(found);
    await search.run(found.selection);
  }
}

type Link = { readonly member: PinnedMember; readonly step: CommitId };

class Search {
  readonly members: Members;
  readonly #attempt: Attempt;
  readonly #suspicion: Suspicion;
  /** The members that the chain merged something of. */
  readonly #links: readonly Link[];
  readonly #results = new Map<string, TrialResult>();

  constructor(attempt: Attempt, suspicion: Suspicion) {
    this.#attempt = attempt;
    this.#suspicion = suspicion;
    this.#links = attempt.begin.members.flatMap((member, index) => {
      const step = suspicion.steps[index];
      return step?.commit && step.commits > 0 ? [{ member, step: step.commit }] : [];
    });
    this.members = {
      count: this.#links.length,
      needs: (member) => this.#needs(member),
    };
  }

  known(selection: Selection): TrialResult | undefined {
    return this.#results.get(selection.join());
  }

  async run(selection: Selection): Promise<void> {
    const { context, begin, journal, observe } = this.#attempt;
    const { gate, gates } = this.#suspicion;
    const commit = await this.#commitOf(selection);
    if (commit === undefined)
      return void this.#results.set(selection.join(), 'impossible');
    const doing = `runs ${gate.name} on ${this.#inWords(selection)}`;
    observe({ type: 'isolating', gates, doing });
    const label = commit.slice(0, 12);
    const { verdict } = await judge({ context, begin, journal, commit, label }, [gate]);
    if (verdict.type === 'refused') throw new Error(verdict.why);
    this.#results.set(selection.join(), verdict.type === 'red' ? 'red' : 'green');
    context.checkpoint?.('tried');
  }

  told(found: Exclude<Finding, { readonly type: 'try' }>): Isolated {
    const { name } = this.#suspicion.gate;
    const { begin } = this.#attempt;
    if (found.type === 'base')
      return {
        why: `gate ${name} is red on ${begin.target} without any of its members: mend that first`,
        culprits: [],
      };
    const culprit = this.#id(found.member);
    const why = `${culprit} makes gate ${name} red ${this.#company(found)}`;
    const culprits = withDependants(this.members, found.member).flatMap((index) => {
      const member = this.#links[index]?.member;
      if (!member) return [];
      const reason = index === found.member ? why : `it needs ${culprit}`;
      return [{ id: member.id, tip: member.tip, why: reason }];
    });
    return { why, culprits };
  }

  #company(found: Exclude<Finding, { readonly type: 'try' | 'base' }>): string {
    if (found.type === 'alone') return 'alone';
    return found.other === undefined
      ? 'together with what is merged before it'
      : `together with ${this.#id(found.other)}`;
  }

  /** Selections from the first member on are steps of the chain. */
  async #commitOf(selection: Selection): Promise<CommitId | undefined> {
    const { context, begin } = this.#attempt;
    if (selection.length === 0) return begin.base;
    const last = selection.at(-1) ?? 0;
    if (selection.length === last + 1) return this.#links[last]?.step;
    const members = selection.flatMap((index) => this.#links[index]?.member ?? []);
    const chain = await lastingChain(context, { ...begin, members });
    return chain.ok ? chain.value.candidate : undefined;
  }

  #needs(member: number): Selection {
    const direct = this.#links[member]?.member.needs ?? [];
    const earlier = [...this.#links.keys()].slice(0, member);
    const own = earlier.filter((index) =>
      direct.some((id) => id === this.#links[index]?.member.id),
    );
    const all = new Set(own.flatMap((index) => this.#needs(index).concat(index)));
    return [...all].sort((a, b) => a - b);
  }

  #inWords(selection: Selection): string {
    const names = selection.map((index) => this.#id(index)).join(', ');
    return names === '' ? `${this.#attempt.begin.target} as it was` : names;
  }

  #id(index: number): string {
    return this.#links[index]?.member.id ?? '';
  }
}
