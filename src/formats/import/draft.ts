/**
 * A plan while it is gathered from a document: what was found so far, which lines were
 * understood, and what was doubtful. The readers of documents fill it; `finish` closes it.
 */
import { plainText } from '../../base/plain-text.js';
import type {
  EscalationText,
  PhaseText,
  PlanText,
  WaveText,
  WorkstreamText,
} from '../plan-schema.js';
import { quote } from '../problem.js';
import { slug } from '../slug.js';
import type { Imported, Remark } from './foreign.js';
import { blocksOf } from './markdown.js';
import { checkOf } from './words.js';

type Dependency = NonNullable<WorkstreamText['dependsOn']>[number];

export class Draft {
  name: string | undefined;
  worktrees: string | undefined;
  readonly workstreams = new Map<string, WorkstreamText>();
  readonly waves: WaveText[] = [];
  readonly phases: PhaseText[] = [];
  readonly rules: NonNullable<PlanText['rules']> = [];
  readonly escalations: EscalationText[] = [];
  readonly constraints: string[] = [];
  readonly success: string[] = [];
  readonly lines = new Map<string, number>();
  readonly assumed: Remark[] = [];
  readonly doubts: Remark[] = [];
  readonly #gates = new Map<string, NonNullable<PlanText['gates']>[string]>();
  readonly #understood = new Set<number>();

  /** Marks lines as understood. */
  read(line: number, last = line): void {
    for (let at = line; at <= last; at += 1) this.#understood.add(at);
  }

  isRead(line: number): boolean {
    return this.#understood.has(line);
  }

  assume(line: number, text: string): void {
    this.assumed.push({ line, text: plainText(text, 300) });
  }

  doubt(line: number, text: string): void {
    this.read(line);
    this.doubts.push({ line, text: plainText(text, 300) });
  }

  /** The workstream of that id, made when it is new. */
  workstream(id: string, line: number): WorkstreamText {
    const known = this.workstreams.get(id);
    if (known) return known;
    const made: WorkstreamText = { id };
    this.workstreams.set(id, made);
    this.lines.set(id, line);
    return made;
  }

  wave(id: string, line: number): WaveText {
    const known = this.waves.find((wave) => wave.id === id);
    if (known) return known;
    const made: WaveText = { id, members: [] };
    this.waves.push(made);
    this.lines.set(id, line);
    return made;
  }

  /**
   * One more dependency; that it is soft is said more surely than that it is hard. Gives
   * whether anything was new.
   */
  depend(
    workstream: WorkstreamText,
    { id, soft }: { id: string; soft: boolean },
  ): boolean {
    if (id === workstream.id) return false;
    const others = (workstream.dependsOn ?? []).filter((one) => idOf(one) !== id);
    const known = workstream.dependsOn?.find((one) => idOf(one) === id);
    const wasSoft = typeof known === 'object' && known.soft === true;
    workstream.dependsOn = [...others, soft || wasSoft ? { id, soft: true } : id];
    return known === undefined || (soft && !wasSoft);
  }

  /** Takes a line of a list of gates: a command becomes a gate, a text a check of `said`. */
  check(text: string, to: { readonly gates: string[]; readonly said: string[] }): void {
    const check = checkOf(text);
    if (check.type === 'said') return add(to.said, check.text);
    add(to.gates, this.gate(check.run, check.percent));
    const measured = check.percent === undefined || coverage(check.run, check.percent);
    if (!measured) add(to.said, text.replace(/^[^\w`]+/, ''));
  }

  /** Takes a line of a list of gates for a wave. */
  checkWave(text: string, wave: WaveText): void {
    const gates: string[] = [];
    const said = [...(wave.checks ?? [])];
    this.check(text, { gates, said });
    const known = wave.gates ?? [];
    const fresh = gates.filter((gate) => !known.includes(gate));
    if (fresh.length > 0) wave.gates = [...known, ...fresh];
    if (said.length > 0) wave.checks = said;
  }

  /** The name of the gate that runs this command. */
  gate(run: string, percent?: number): string {
    const measure = percent === undefined ? undefined : coverage(run, percent);
    const key = `${run}\0${measure?.min ?? ''}`;
    for (const [name, gate] of this.#gates)
      if (`${gate.run}\0${gate.measure?.min ?? ''}` === key) return name;
    const name = this.#freeName(run);
    this.#gates.set(name, measure ? { run, measure } : { run });
    return name;
  }

  #freeName(run: string): string {
    const wish = slug(run.replaceAll(/["'].*?["']/g, ' '))
      .split('-')
      .slice(0, 4)
      .join('-');
    const base = wish || 'gate';
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? base : `${base}-${count}`;
      if (!this.#gates.has(name)) return name;
    }
  }

  finish(text: string, base: string): Imported {
    const { name, worktrees, waves, phases, rules } = this;
    const { escalations, constraints, success } = this;
    const plan: PlanText = {
      version: 1,
      ...(name === undefined || name === '' ? {} : { name }),
      base,
      ...(worktrees === undefined ? {} : { worktrees }),
      ...(this.#gates.size === 0 ? {} : { gates: Object.fromEntries(this.#gates) }),
      ...(constraints.length === 0 ? {} : { constraints }),
      ...(success.length === 0 ? {} : { success }),
      workstreams: [...this.workstreams.values()],
      ...(phases.length === 0 ? {} : { phases }),
      ...(waves.length === 0 ? {} : { waves }),
      ...(rules.length === 0 ? {} : { rules }),
      ...(escalations.length === 0 ? {} : { escalations }),
    };
    const unread = [...this.doubts, ...this.#sections(text)];
    return {
      plan,
      lines: this.lines,
      assumed: this.assumed,
      unread: unread.toSorted((a, b) => a.line - b.line),
    };
  }

  /** The lines that nobody understood, those of one section together. */
  #sections(text: string): readonly Remark[] {
    const lines = text.split(/\r\n|\r|\n/);
    const headings = new Map(
      blocksOf(text).flatMap((block) =>
        block.type === 'heading' ? [[block.line, block.text] as const] : [],
      ),
    );
    const remarks: Remark[] = [];
    let open: { line: number; last: number; count: number } | undefined;
    let title = '';
    const close = () => {
      if (open) remarks.push(section(open, title, lines));
      open = undefined;
    };
    for (const [at, content] of lines.entries()) {
      const heading = headings.get(at + 1);
      if (heading !== undefined) {
        close();
        title = heading;
      }
      const isSaid = /[\p{L}\p{N}]/u.test(content) && !/^\s*(?:```|~~~)/.test(content);
      if (heading !== undefined || !isSaid || this.isRead(at + 1)) continue;
      open = open
        ? { ...open, last: at + 1, count: open.count + 1 }
        : { line: at + 1, last: at + 1, count: 1 };
    }
    close();
    return remarks;
  }
}

function section(
  { line, last, count }: { line: number; last: number; count: number },
  title: string,
  lines: readonly string[],
): Remark {
  if (count === 1) return { line, text: quote((lines[line - 1] ?? '').trim()) };
  const where = title === '' ? ' before the first heading' : ` under ${quote(title)}`;
  return { line, last, text: `${count} lines${where}` };
}

export function idOf(dependency: Dependency): string {
  return typeof dependency === 'string' ? dependency : dependency.id;
}

export function add(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item);
}

/** Tools print their share in forms of their own; unknown ones cannot be measured. */
function coverage(run: string, percent: number) {
  if (!/--cov|coverage/.test(run)) return undefined;
  const pattern = /pytest|--cov=|python/.test(run)
    ? 'TOTAL\\s.*?(\\d+(?:\\.\\d+)?)%'
    : 'All files[^|]*\\|\\s*([0-9.]+)';
  return { pattern, min: percent };
}
