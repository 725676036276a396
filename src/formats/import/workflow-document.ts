/**
 * Reads a WORKFLOW-*.md: phases that follow each other, the workstreams of each, with
 * pre-conditions, validation gates and handoff signals. A phase becomes a wave, so that
 * the next one starts on what it landed.
 */
import type { WorkstreamText } from '../plan-schema.js';
import { aboutTitle, NOTHING, type About } from './about.js';
import { commandsIn, templateGates, withoutLess } from './common-gates.js';
import { add, Draft } from './draft.js';
import type { Imported } from './foreign.js';
import { blocksOf, codeIn, plain, unmarked, type Block } from './markdown.js';
import { isPath } from './conflict-rules.js';
import { key } from './names.js';
import { Phases } from './phases.js';
import { readMerges } from './merge-sentences.js';
import { giveRoles } from './role-table.js';
import { dissolveWholes } from './sub-tracks.js';
import { takeFact } from './work-facts.js';
import { factOf, labelled, partOf, type Labelled, type Part } from './work-labels.js';

const SIGNAL = /(?<![\w-])([\w-]+)\.signal\b/g;

export function readWorkflow(text: string, base: string): Imported {
  const blocks = blocksOf(text);
  const draft = new Draft();
  const phases = new Phases(draft);
  phases.find(blocks);
  const reader = new Reader(draft, phases);
  reader.readParts(blocks);
  reader.readSignals(blocks);
  reader.finish();
  phases.finish();
  if (draft.waves.length === 0) readMerges(draft, phases.names, blocks);
  dissolveWholes(draft);
  giveRoles(draft, blocks);
  return draft.finish(text, base);
}

class Reader {
  readonly #draft: Draft;
  readonly #phases: Phases;
  #workstream: WorkstreamText | undefined;
  /** The workstreams whose parts are open, the outermost first. */
  #ended: { readonly level: number; readonly workstream: WorkstreamText }[] = [];
  #part: Part = 'prose';
  /**
   * Items that are deeper belong to the part, others may be labels themselves. Under the
   * title of a workstream all may.
   */
  #partIndent = Infinity;
  /** What a part outside of any workstream is about. */
  #about: About = NOTHING;
  /** Of the heading above the gates of all; 0 outside of it. */
  #commonLevel = 0;
  readonly #common: { readonly line: number; readonly text: string }[] = [];

  constructor(draft: Draft, phases: Phases) {
    this.#draft = draft;
    this.#phases = phases;
  }

  readParts(blocks: readonly Block[]): void {
    for (const block of blocks) {
      if (block.type === 'heading') this.#heading(block);
      else if (block.type === 'fence') this.#fence(block);
      else if (block.type === 'field') this.#field(block);
      else if (block.type !== 'table') this.#line(block);
    }
  }

  #heading({ line, level, text }: Extract<Block, { type: 'heading' }>): void {
    if (level === 1) this.#draft.name ??= plain(text).replace(/^workflow\s*:\s*/i, '');
    this.#ended = this.#ended.filter((one) => one.level < level);
    const head = this.#phases.headOf(plain(text));
    if (head) {
      this.#workstream = this.#draft.workstream(head.id, line);
      this.#ended.push({ level, workstream: this.#workstream });
      this.#open('prose', Infinity);
      if (head.when) this.#phases.group(head.id, line, groupOf(head.when));
      return;
    }
    this.#workstream = this.#ended.at(-1)?.workstream;
    this.#open(partOf(text) ?? 'prose', -1);
    if (this.#workstream && this.#part === 'prose' && !LABEL_ONLY.test(plain(text)))
      this.#prose(this.#workstream, plain(text));
    const above = level > this.#about.level ? this.#about : NOTHING;
    this.#about = this.#workstream ? NOTHING : aboutTitle(above, text, level);
    if (!this.#workstream && level <= this.#commonLevel) this.#commonLevel = 0;
    if (!this.#workstream && /^validation gates?\b/i.test(plain(text)))
      this.#commonLevel = level;
  }

  #open(part: Part, indent: number): void {
    this.#part = part;
    this.#partIndent = indent;
  }

  #field({ line, name, value }: Extract<Block, { type: 'field' }>): void {
    if (this.#workstream) return this.#labelled(line, { name, value }, -1);
    if (/^(?:date|version|status|workflow|model)$/i.test(name)) this.#draft.read(line);
  }

  /** Its lists are indented by more than `indent`. */
  #labelled(line: number, { name, value }: Labelled, indent: number): void {
    const workstream = this.#workstream;
    if (!workstream) return;
    this.#draft.read(line);
    const fact = factOf(name);
    if (fact) {
      if (fact === 'after') this.#phases.group(workstream.id, line, plain(value));
      else takeFact(this.#draft, workstream, { line, fact, text: plain(value) });
      return;
    }
    this.#open(partOf(name) ?? 'prose', indent);
    if (value === '') return;
    const text = this.#part === 'prose' ? `${name}: ${value}` : value;
    const parts = this.#part === 'gates' ? commandsIn(text) : [text];
    for (const part of parts) this.#take(line, part);
  }

  #fence(fence: Extract<Block, { type: 'fence' }>): void {
    const { content, line, language } = fence;
    if (!this.#workstream && this.#commonLevel > 0 && SHELL.test(language))
      for (const [at, text] of content.entries())
        this.#common.push({ line: line + 1 + at, text: text.trim() });
    if (!this.#workstream && /^(?:markdown|md)$/.test(language))
      this.#common.push(...templateGates(fence));
    if (!this.#workstream) return this.#signals(fence);
    const isForm = this.#part === 'signal' && content.join('').search(SIGNAL) < 0;
    if (this.#part === 'prose' || isForm)
      this.#prose(this.#workstream, ['```' + language, ...content, '```'].join('\n'));
    else
      for (const [at, text] of content.entries())
        if (text.trim() !== '') this.#take(line + 1 + at, text.trim());
    this.#draft.read(fence.line, fence.last);
  }

  /** Names of signals outside of any workstream's part, such as a list of files. */
  #signals({
    content,
    line,
  }: {
    readonly content: readonly string[];
    readonly line: number;
  }): void {
    for (const [at, text] of content.entries())
      for (const [, name = ''] of text.matchAll(SIGNAL)) {
        const owner = this.#ownerOf(name);
        if (!owner) continue;
        owner.signal ??= signalFile(name);
        this.#draft.read(line + 1 + at);
      }
  }

  #line(block: Extract<Block, { type: 'item' | 'text' }>): void {
    const { line, text } = block;
    if (!this.#workstream) return this.#ofAll(block);
    const said = labelled(text);
    const known = said && (factOf(said.name) ?? partOf(said.name)) !== undefined;
    const indent = block.type === 'item' ? block.indent : -1;
    if (said && known && indent <= this.#partIndent)
      return this.#labelled(line, said, indent);
    this.#take(line, text);
  }

  /** A list of what holds for the whole plan. */
  #ofAll({ type, line, text }: Extract<Block, { type: 'item' | 'text' }>): void {
    const { constraints, success } = this.#about;
    if (type !== 'item' || (!constraints && !success)) return;
    add(constraints ? this.#draft.constraints : this.#draft.success, plain(text));
    this.#draft.read(line);
  }

  #take(line: number, text: string): void {
    const workstream = this.#workstream;
    if (!workstream) return;
    this.#draft.read(line);
    switch (this.#part) {
      case 'preconditions':
        return this.#precondition(workstream, text);
      case 'gates':
        return this.#gate(workstream, text);
      case 'signal': {
        const [, name] = [...text.matchAll(SIGNAL)][0] ?? [];
        if (name === undefined) return this.#prose(workstream, text);
        workstream.signal = signalFile(name);
        return;
      }
      case 'success':
        if (/^`[^`]+`$/.test(text)) return this.#gate(workstream, text);
        return add((workstream.success ??= []), unmarked(text));
      case 'owns':
        return this.#paths(workstream, 'owns', text);
      case 'avoids':
        return this.#paths(workstream, 'avoids', text);
      case 'prose':
        return this.#prose(workstream, text);
    }
  }

  #prose(workstream: WorkstreamText, text: string): void {
    workstream.prompt =
      workstream.prompt === undefined ? text : `${workstream.prompt}\n${text}`;
  }

  #paths(workstream: WorkstreamText, list: 'owns' | 'avoids', text: string): void {
    const written = codeIn(text).filter(isPath);
    const bare = BARE_PATH.exec(text)?.[1]?.split(/[,\s]+/) ?? [];
    const paths = written.length > 0 || !bare.every(isPath) ? written : bare;
    for (const path of paths.map(withoutTime)) add((workstream[list] ??= []), path);
    if (paths.length === 0) this.#prose(workstream, text);
  }

  #gate(workstream: WorkstreamText, text: string): void {
    if (text.startsWith('#')) return;
    const gates = [...(workstream.gates ?? [])];
    const said = [...(workstream.success ?? [])];
    this.#draft.check(text, { gates, said });
    if (gates.length > 0) workstream.gates = gates;
    if (said.length > 0) workstream.success = said;
  }

  #precondition(workstream: WorkstreamText, text: string): void {
    if (/^(?:none|nothing|[-–—])\.?$/i.test(text)) return;
    const conditions = (workstream.preconditions ??= []);
    const signals = [...text.matchAll(SIGNAL)].map(([, name = '']) => name);
    for (const name of signals) {
      conditions.push({ signal: signalFile(name) });
      const owner = this.#ownerOf(name);
      if (!owner) continue;
      owner.signal ??= signalFile(name);
      this.#phases.depend(workstream.id, owner.id);
    }
    if (signals.length > 0) return;
    const path = codeIn(text).find(isPath);
    if (path !== undefined && /\bexists?\b|\bavailable\b/i.test(text))
      conditions.push({ file: path });
    else conditions.push(unmarked(text));
    const ids = this.#phases.names.named(text);
    if (!/\b(?:complete|done|merged|landed|finished)/i.test(text)) return;
    for (const id of ids) this.#phases.depend(workstream.id, id);
  }

  /** Gates that hold before any workstream is done. */
  finish(): void {
    for (const { line, text } of withoutLess(this.#common)) {
      for (const workstream of this.#draft.workstreams.values())
        this.#gate(workstream, text);
      this.#draft.read(line);
      this.#draft.assume(line, `every workstream is asked for: ${text}`);
    }
  }

  /** Signals in lists outside of any workstream's part. */
  readSignals(blocks: readonly Block[]): void {
    for (const block of blocks)
      if (block.type === 'item' && !this.#draft.isRead(block.line))
        this.#signals({ content: [block.text], line: block.line - 1 });
  }

  /** `ws1-db-complete.signal` is WS-1's. */
  #ownerOf(signal: string): WorkstreamText | undefined {
    const parts = signal.split('-');
    const keys = new Set(parts.map((_, at) => key(parts.slice(0, at + 1).join(''))));
    return [...this.#draft.workstreams.values()].find(({ id }) => keys.has(key(id)));
  }
}

const SHELL = /^(?:bash|sh|shell)$/;

/** Headings that say what follows, and nothing of the work. */
const LABEL_ONLY = /^(?:objective|goal|(?:detailed )?tasks?|description|overview)$/i;

/** Paths alone on a line: `src/a.ts (new)`, `src/b.ts  # with its exports`, `src/a/, b.ts`. */
const BARE_PATH = /^([\w./*-]+(?:,\s*[\w./*-]+)*)(?:\s+(?:\(.*\))?\s*(?:#.*)?)?$/;

/** The time in the name of a file that is not made yet. */
function withoutTime(path: string): string {
  return path.replaceAll(/Y{4}M{2}D{2}(?:H{2}M{2}S{2})?/g, '*');
}

/** `Phase 2, after WS-1` as a field says it. */
function groupOf(when: string): string {
  return when.replace(/^(phase\s+\d+),\s*(.*)$/i, '$1 ($2)');
}

function signalFile(name: string): string {
  return `.claude/handoff/${name}.signal`;
}
