/**
 * Reads a PARALLEL_EXECUTION_PLAN.md, or a log of a session that made one: tables of
 * workstreams, waves with their gates, a schedule by days, prompts in fences, and who
 * wins a conflict in which file. Its commands are data: git's say what is merged where.
 */
import type { WaveText } from '../plan-schema.js';
import { aboutTitle, CONFLICTS, GATES, NOTHING, titleOf, type About } from './about.js';
import { placedBranch, takeBranch } from './branch-words.js';
import { commonGates, giveToWaves } from './common-gates.js';
import { consultants, readConflictLine, readConflictTable } from './conflict-rules.js';
import { readSentence, takeWanted } from './dependency-words.js';
import { Draft } from './draft.js';
import { readEscalation } from './escalation-words.js';
import type { Imported, Remark } from './foreign.js';
import { gitLine } from './git-lines.js';
import { blocksOf, plain, type Block, type Fence } from './markdown.js';
import { namesOf, type Names } from './names.js';
import { fitSchedule } from './schedule-fit.js';
import { readOwnership } from './ownership-table.js';
import { readListed } from './listed-work.js';
import { promptHeadings, readPrompt } from './session-prompt.js';
import { readTabs } from './session-tabs.js';
import { readWaveTable } from './wave-table.js';
import { Waves } from './wave-words.js';
import { readWorkstreamTable, type Merged } from './workstream-table.js';
import { dayOf } from './words.js';

export type DocumentRead = {
  readonly imported: Imported;
  /** What no plan can be made of: a dependency on nobody. */
  readonly faults: readonly Remark[];
  /** Whether a table lists workstreams. */
  readonly listed: boolean;
};

export function readExecutionPlan(text: string, base: string): DocumentRead {
  const blocks = blocksOf(text);
  const draft = new Draft();
  const tables = blocks.flatMap((block) =>
    block.type === 'table' ? [readWorkstreamTable(draft, block)] : [],
  );
  const listed = readListed(draft, blocks);
  const wanted = [
    ...tables.flatMap((table) => table.wanted),
    ...readTabs(draft, blocks),
    ...listed,
  ];
  promptHeadings(draft, blocks);
  const names = namesOf(draft.workstreams.values());
  const faults = [
    ...tables.flatMap((table) => table.faults),
    ...takeWanted(draft, names, wanted),
  ];
  const reader = new Reader({ draft, names, base, hasTable: wanted.length > 0 });
  reader.readAll(
    blocks,
    tables.flatMap(({ merged }) => merged),
  );
  fitSchedule(draft);
  const isListed = listed.length > 0 || tables.some(({ rows }) => rows > 0);
  return { imported: draft.finish(text, base), faults, listed: isListed };
}

type ReaderOptions = {
  readonly draft: Draft;
  readonly names: Names;
  readonly base: string;
  /** A table says what depends on what, so sentences need not be guessed at. */
  readonly hasTable: boolean;
};

class Reader {
  readonly #draft: Draft;
  readonly #names: Names;
  readonly #waves: Waves;
  readonly #hasTable: boolean;
  #stack: readonly About[] = [];

  constructor({ draft, names, base, hasTable }: ReaderOptions) {
    this.#draft = draft;
    this.#names = names;
    this.#hasTable = hasTable;
    this.#waves = new Waves(draft, base, names);
  }

  readAll(blocks: readonly Block[], merged: readonly Merged[]): void {
    this.#introduceWaves(blocks);
    for (const one of merged) this.#waves.ofRow(one);
    for (const block of blocks) this.#read(block);
    for (const block of blocks)
      if (block.type === 'item' && !this.#draft.isRead(block.line))
        consultants(this.#draft, this.#names, block);
    this.#waves.finish();
    giveToWaves(this.#draft, commonGates(blocks));
  }

  /** First, because a schedule may speak of waves that are described behind it. */
  #introduceWaves(blocks: readonly Block[]): void {
    for (const block of blocks) {
      if (block.type === 'heading' || block.type === 'item' || block.type === 'text')
        this.#waves.introduce(block.line, block.text);
      if (block.type === 'heading') this.#waves.scheduled(block.line, block.text);
      if (block.type === 'table')
        readWaveTable(
          { draft: this.#draft, names: this.#names, waves: this.#waves },
          block,
        );
      if (block.type === 'fence')
        for (const [at, text] of block.content.entries())
          this.#waves.introduce(block.line + 1 + at, text);
    }
  }

  get #about(): About {
    return this.#stack.at(-1) ?? NOTHING;
  }

  #read(block: Block): void {
    switch (block.type) {
      case 'heading':
        return this.#heading(block);
      case 'table':
        if (this.#draft.isRead(block.line)) return;
        if (this.#about.conflicts && readConflictTable(this.#draft, block, this.#names))
          return;
        readOwnership(this.#draft, block, this.#names);
        return;
      case 'fence':
        return this.#fence(block);
      case 'field':
        return this.#field(block);
      case 'item':
      case 'text':
        return this.#line(block);
    }
  }

  #heading({ line, level, text }: Extract<Block, { type: 'heading' }>): void {
    const draft = this.#draft;
    const outer = this.#stack.filter((about) => about.level < level);
    const above = outer.at(-1) ?? NOTHING;
    if (level === 1) draft.name ??= titleOf(text);
    const wave =
      this.#waves.introduce(line, text) ??
      this.#waves.scheduled(line, text) ??
      this.#aboutGates(text);
    const [id, ...others] = this.#names.idsIn(plain(text));
    const own =
      id !== undefined && others.length === 0 ? draft.workstreams.get(id) : undefined;
    const day = dayOf(text);
    this.#stack = [
      ...outer,
      {
        ...aboutTitle(above, text, level),
        wave: wave ?? above.wave,
        workstream: own ?? above.workstream,
        day: day ?? above.day,
      },
    ];
  }

  #aboutGates(text: string): WaveText | undefined {
    return GATES.test(text) ? this.#waves.spokenOf(text) : undefined;
  }

  /** What a field such as `**Wave 1 Merge Quality Gates:**` says holds until the next one. */
  #field({ line, name, value }: Extract<Block, { type: 'field' }>): void {
    if (/^(?:date|duration|approach|status|session type|owner|timeline)$/i.test(name))
      return this.#draft.read(line);
    if (this.#waves.introduce(line, value === '' ? name : `${name}: ${value}`)) return;
    const above = this.#about;
    const gates = GATES.test(name);
    const wave = this.#aboutGates(name) ?? above.wave;
    const conflicts = CONFLICTS.test(name);
    if (gates || conflicts || this.#isLabel(value)) {
      this.#stack = [
        ...this.#stack.filter(({ level }) => level < FIELD_LEVEL),
        { ...above, level: FIELD_LEVEL, wave, gates, conflicts },
      ];
      if (gates || conflicts) this.#draft.read(line);
    }
    if (value !== '') this.#line({ line, text: `${name}: ${value}` });
  }

  #isLabel(value: string): boolean {
    return value === '' && this.#about.level === FIELD_LEVEL;
  }

  #line(block: Line): void {
    const { line, text } = block;
    const draft = this.#draft;
    if (draft.isRead(line)) return;
    const label =
      /:\*{0,2}$/.test(text) && /^\*{0,2}[^*:]*(?:conflict|resolution)/i.test(text);
    if (label) return this.#field({ type: 'field', line, name: text, value: '' });
    const { wave, gates, conflicts, workstream } = this.#about;
    const isItem = block.type === 'item';
    if (wave && isItem && (gates || block.checked !== undefined))
      return this.#check(line, text, wave);
    if (isItem && !workstream && this.#ofAll(line, text)) return;
    if (wave && this.#waves.target(wave, line, text)) return;
    if (this.#escalation(line, text, isItem)) return;
    if (readConflictLine(draft, this.#names, block)) return;
    if (conflicts && block.type !== 'item') return;
    if (this.#day(line, text)) draft.read(line);
    if (!this.#hasTable && readSentence(draft, this.#names, block)) draft.read(line);
  }

  /** A line of a list of what holds for the whole plan. */
  #ofAll(line: number, text: string): boolean {
    const { success, constraints } = this.#about;
    if (!success && !constraints) return false;
    (constraints ? this.#draft.constraints : this.#draft.success).push(plain(text));
    this.#draft.read(line);
    return true;
  }

  #escalation(line: number, text: string, isItem: boolean): boolean {
    const { escalations, workstream } = this.#about;
    const listed = escalations && isItem;
    const about = workstream?.id;
    return readEscalation(this.#draft, this.#names, { line, text, listed, about });
  }

  #check(line: number, text: string, wave: WaveText): void {
    this.#draft.checkWave(text, wave);
    this.#draft.read(line);
  }

  /** `Day 2: TD2 merges in the morning, TD1 + WS2 launch`: who starts on which day. */
  #day(line: number, text: string): boolean {
    const day = dayOf(text.replace(/^[^:]*$/, '')) ?? this.#about.day;
    if (day === undefined || !/\b(?:start|launch|begin|open)/i.test(text)) return false;
    const then = /merges?\b[^,;]*[,;](.*)$/i.exec(text)?.[1] ?? text;
    const before = then.split(/\bafter\b/i)[0] ?? '';
    const ids = this.#names.idsIn(before).filter((id) => before.includes(id));
    for (const id of ids) this.#draft.workstream(id, line).day ??= day;
    return ids.length > 0;
  }

  #fence(fence: Fence): void {
    const { workstream } = this.#about;
    const isPrompt = /^(?:|text|txt|markdown|md|prompt)$/.test(fence.language);
    const words = fence.content.join('\n').trim();
    if (isPrompt && workstream && /[.:]/.test(words) && !this.#hasWaves(fence))
      return readPrompt({ draft: this.#draft, names: this.#names }, workstream, fence);
    this.#commands(fence);
  }

  /** Commands of a shell, as what they say: what is merged where, and what must pass. */
  #commands({ line, content }: Fence): void {
    let { gates, wave } = this.#about;
    for (const [at, text] of content.entries()) {
      if (/^\s*#/.test(text)) gates = GATES.test(text) || (gates && !/merge/i.test(text));
      const place = { line: line + 1 + at, wave: gates ? wave : undefined };
      wave = this.#command(text.trim(), place) ?? wave;
    }
  }

  #hasWaves({ content }: Fence): boolean {
    return content.some((text) => /^\s*wave\s+\d/i.test(text));
  }

  /** Gives the wave that it merges for. `wave`: whose gates the commands are. */
  #command(
    text: string,
    { line, wave }: { readonly line: number; readonly wave: WaveText | undefined },
  ): WaveText | undefined {
    const draft = this.#draft;
    const command = gitLine(text);
    if (command?.type === 'merge')
      return this.#waves.merge(command.branch, line, this.#about);
    if (command?.type === 'onto') {
      this.#waves.onto(command.branch);
      draft.read(line);
    } else if (command?.type === 'worktree') takeBranch(draft, line, command.branch);
    else if (command || draft.isRead(line) || /^cd\s/.test(text)) return undefined;
    else if (/^\s*#/.test(text)) draft.read(line);
    else if (wave && text !== '' && !CHORE.test(text)) this.#check(line, text, wave);
    else takeBranch(draft, line, placedBranch(text));
    return undefined;
  }
}

type Line = {
  readonly line: number;
  readonly text: string;
  readonly type?: Block['type'];
  readonly checked?: boolean | undefined;
};

/** A step of a shell that asks for nothing. */
const CHORE = /^(?:rm|mv|cp|mkdir|echo|export|source|sleep|pwd|ls)\b/;

/** Deeper than any heading: a field's lines end at the next field or heading. */
const FIELD_LEVEL = 7;
