/**
 * The phases of a WORKFLOW document: which workstreams each has, wherever it says so, and
 * what waits for what. In the end each becomes a phase of the plan, and a wave.
 */
import type { WaveText } from '../plan-schema.js';
import { slug } from '../slug.js';
import type { Draft } from './draft.js';
import { headsIn, isBoxes, type Head, type Heads } from './heads.js';
import { bare, plain, type Block } from './markdown.js';
import { namesOf, type Names } from './names.js';

const PHASE =
  /^[^\p{L}\d]*(?:phase|stage)\s+(\d{1,3})\s*[:—–-]\s*(.+?)(?:\s*\(([^)]*)\))?$/iu;

type Phase = {
  readonly number: number;
  readonly title: string;
  readonly line: number;
  readonly members: string[];
  /** The document says that its workstreams follow one another. */
  sequential: boolean;
};

export class Phases {
  readonly #draft: Draft;
  readonly #phases = new Map<number, Phase>();
  /** Those whose dependencies the document names; the others wait for the phase before. */
  readonly #explicit = new Set<string>();
  #names: Names = namesOf([]);
  #heads: Heads = () => undefined;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** Of all workstreams that were found. */
  get names(): Names {
    return this.#names;
  }

  /** What the line introduces. */
  headOf(text: string): Head | undefined {
    return this.#heads(text);
  }

  /** Phases and workstreams wherever they are introduced: headings, lists, trees, matrix. */
  find(blocks: readonly Block[]): void {
    this.#heads = headsIn(blocks);
    // A heading has the whole name; a list or a picture may cut it.
    for (const block of blocks)
      if (block.type === 'heading') this.#introduce(block.line, block.text, undefined);
    let phase: Phase | undefined;
    for (const block of blocks)
      for (const { line, text } of linesOf(block)) {
        if (isBoxes(text)) continue;
        const opened = this.#phase(line, text);
        if (opened) phase = opened;
        else if (block.type === 'heading' && /^phases?\b/i.test(plain(text)))
          phase = undefined;
        else this.#introduce(line, text, block.type === 'heading' ? undefined : phase);
      }
    this.#names = namesOf(this.#draft.workstreams.values());
    for (const block of blocks) if (block.type === 'table') this.#matrix(block);
  }

  #phase(line: number, text: string): Phase | undefined {
    const [, number, title = '', how = ''] = PHASE.exec(bare(text)) ?? [];
    if (number === undefined) return undefined;
    this.#draft.read(line);
    const phase = this.#numbered(Number(number), title, line);
    if (/\bsequential\b/i.test(how)) phase.sequential = true;
    return phase;
  }

  #numbered(number: number, title: string, line: number): Phase {
    const known = this.#phases.get(number);
    if (known) return known;
    const made: Phase = { number, title, line, members: [], sequential: false };
    this.#phases.set(number, made);
    return made;
  }

  #introduce(line: number, text: string, phase: Phase | undefined): void {
    const head = this.#heads(bare(text));
    if (!head) return;
    const { id, name } = head;
    const workstream = this.#draft.workstream(id, line);
    workstream.name ??= name;
    if (saysOther(workstream.name, name))
      this.#draft.doubt(
        line,
        `${id} is called "${workstream.name}" already, not "${name}"`,
      );
    this.#draft.read(line);
    if (phase) this.#join(phase, id);
  }

  #join(phase: Phase, id: string): void {
    const homes = [...this.#phases.values()].filter(({ members }) =>
      members.includes(id),
    );
    if (homes.length === 0) phase.members.push(id);
  }

  /** `Phase | Work Streams | Can Run Parallel | Dependencies`. */
  #matrix(table: Extract<Block, { type: 'table' }>): void {
    const titles = table.header.map(plain);
    const phase = titles.findIndex((title) => /^phase/i.test(title));
    const streams = titles.findIndex((title) => /work ?streams?/i.test(title));
    if (phase < 0 || streams < 0) return;
    const after = titles.findIndex((title) => /depend/i.test(title));
    const beside = titles.findIndex((title) => /parallel/i.test(title));
    this.#draft.read(table.line, table.line + 1);
    for (const { line, cells } of table.rows) {
      const number = /\d+/.exec(cells[phase] ?? '')?.[0];
      const ids = this.#names.idsIn(plain(cells[streams] ?? ''));
      if (number === undefined || ids.length === 0) {
        this.#draft.doubt(line, `a row of phases that names no phase or no workstream`);
        continue;
      }
      this.#draft.read(line);
      const title = plain(cells[phase] ?? '').replace(
        /^(?:phase\s*)?\d+\s*[:—–-]?\s*/i,
        '',
      );
      const known = this.#numbered(Number(number), title, line);
      if (/^\W*no\b/i.test(plain(cells[beside] ?? ''))) known.sequential = true;
      for (const id of ids) {
        this.#join(known, id);
        this.#after(id, plain(cells[after] ?? ''));
      }
    }
  }

  /** `WS-1`, `Phase 1`, `after WS-1, parallel with WS-2`, `A1 (soft), A2`. */
  #after(id: string, text: string): void {
    const workstream = this.#draft.workstream(id, 1);
    for (const words of text.replace(/\bparallel with\b.*$/i, '').split(/[,;]/)) {
      const phases = [...words.matchAll(/phase\s+(\d+)/gi)].flatMap(
        ([, number]) => this.#phases.get(Number(number))?.members ?? [],
      );
      const before = [...this.#names.named(words), ...phases];
      const soft = /\bsoft\b/i.test(words);
      for (const other of before) this.#draft.depend(workstream, { id: other, soft });
      if (before.length > 0) this.#explicit.add(id);
    }
  }

  /** A workstream waits for the one that `signal` is of, or whose end it names. */
  depend(id: string, before: string): void {
    this.#draft.depend(this.#draft.workstream(id, 1), { id: before, soft: false });
    this.#explicit.add(id);
  }

  /** `Phase 2 (after WS-1, parallel with WS-2)`. */
  group(id: string, line: number, text: string): void {
    const number = /phase\s+(\d+)/i.exec(text)?.[1];
    const inside = /\(([^)]*)\)/.exec(text)?.[1];
    if (number !== undefined && !/depend/i.test(text))
      this.#join(this.#numbered(Number(number), '', line), id);
    const beside = text.replace(/^phase\s+\d+/i, '');
    this.#after(id, number === undefined ? text : (inside ?? beside));
  }

  /** Who names nothing waits for all of the phase before: the plan's phases say so. */
  finish(): void {
    const target = `integration/${slug(this.#draft.name ?? '') || 'workflow'}`;
    let before: Phase | undefined;
    const ordered = [...this.#phases.values()].toSorted((a, b) => a.number - b.number);
    for (const phase of ordered) {
      if (phase.members.length === 0) {
        this.#draft.doubt(phase.line, `phase ${phase.number} has no workstream`);
        continue;
      }
      const id = idOf(phase);
      const name = phase.title === '' ? {} : { name: phase.title };
      const order = phase.sequential ? { order: 'sequential' as const } : {};
      this.#draft.phases.push({ id, ...name, members: [...phase.members], ...order });
      this.#wave(id, phase, target);
      for (const id of phase.members)
        if (before && !this.#explicit.has(id)) this.#follow(id, before);
      before = phase;
    }
  }

  #wave(id: string, { line, members }: Phase, target: string): void {
    const wave: WaveText = this.#draft.wave(id, line);
    wave.target = target;
    wave.members.push(...members);
  }

  #follow(id: string, before: Phase): void {
    this.#draft.assume(
      this.#draft.lines.get(id) ?? before.line,
      `${id} waits for all of phase ${before.number}: ${before.members.join(', ')}`,
    );
  }
}

/** `Database migration` and `Database Migration (RLS)` are one name. */
function saysOther(known: string, name: string): boolean {
  const [one = '', other = ''] = [known, name].map((text) => slug(text));
  return !one.startsWith(other) && !other.startsWith(one);
}

function idOf({ number, title }: Phase): string {
  const name = slug(title).slice(0, 30).replace(/-$/, '');
  return name === '' ? `phase${number}` : `phase${number}-${name}`;
}

function linesOf(
  block: Block,
): readonly { readonly line: number; readonly text: string }[] {
  if (block.type === 'fence')
    return block.content.map((text, at) => ({ line: block.line + 1 + at, text }));
  if (block.type === 'table') return [];
  if (block.type === 'field')
    return [{ line: block.line, text: `${block.name}: ${block.value}` }];
  return [block];
}
