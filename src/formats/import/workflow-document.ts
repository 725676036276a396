/**
 * Reads a WORKFLOW-*.md: phases that follow each other, the workstreams of each, with
 * pre-conditions, validation gates and handoff signals. A phase becomes a wave, so that
 * the next one starts on what it landed.
 */
import type { WorkstreamText } from '../plan-schema.js';
import { add, Draft } from './draft.js';
import type { Imported } from './foreign.js';
import { blocksOf, codeIn, plain, unmarked, type Block } from './markdown.js';
import { isPath } from './conflict-rules.js';
import { key } from './names.js';
import { headOf } from './heads.js';
import { Phases } from './phases.js';
import { dissolveWholes } from './sub-tracks.js';
import { estimateOf, priorityOf } from './words.js';

const SIGNAL = /(?<![\w-])([\w-]+)\.signal\b/g;

/** What the lines of a workstream's part are, by the label above them. */
const LABELS: readonly (readonly [RegExp, Part])[] = [
  [/pre-?conditions?|prerequisites?/i, 'preconditions'],
  [/validation|quality gate/i, 'gates'],
  [/handoff|signal/i, 'signal'],
  [/acceptance|success|criteria|definition of done/i, 'success'],
  [/outputs?|deliverables?|files? (?:owned|created|to (?:create|modify))|owns/i, 'owns'],
  [/must not touch|off.?limits|do not (?:touch|modify)/i, 'avoids'],
];

type Part =
  'preconditions' | 'gates' | 'signal' | 'success' | 'owns' | 'avoids' | 'prose';

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
  dissolveWholes(draft);
  return draft.finish(text, base);
}

class Reader {
  readonly #draft: Draft;
  readonly #phases: Phases;
  #workstream: WorkstreamText | undefined;
  /** The workstreams whose parts are open, the outermost first. */
  #ended: { readonly level: number; readonly workstream: WorkstreamText }[] = [];
  #part: Part = 'prose';
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
    const head = headOf(plain(text));
    if (head) {
      this.#workstream = this.#draft.workstream(head.id, line);
      this.#ended.push({ level, workstream: this.#workstream });
      this.#part = 'prose';
      if (head.when) this.#phases.group(head.id, line, groupOf(head.when));
      return;
    }
    this.#workstream = this.#ended.at(-1)?.workstream;
    this.#part = partOf(text) ?? 'prose';
    if (this.#workstream && this.#part === 'prose' && !LABEL_ONLY.test(plain(text)))
      this.#prose(this.#workstream, plain(text));
    if (!this.#workstream && level <= this.#commonLevel) this.#commonLevel = 0;
    if (!this.#workstream && /^validation gates?\b/i.test(plain(text)))
      this.#commonLevel = level;
  }

  #field({ line, name, value }: Extract<Block, { type: 'field' }>): void {
    const workstream = this.#workstream;
    if (!workstream) {
      if (/^(?:date|version|status|workflow|model)$/i.test(name)) this.#draft.read(line);
      return;
    }
    const text = plain(value);
    if (/agent/i.test(name)) workstream.role = text;
    else if (/^priority/i.test(name)) this.#priority(workstream, line, text);
    else if (/complexity|estimate|duration|effort/i.test(name))
      this.#estimate(workstream, line, text);
    else if (/parallel group|depend|^after/i.test(name))
      this.#phases.group(workstream.id, line, text);
    else {
      this.#part = partOf(name) ?? 'prose';
      if (value !== '')
        this.#take(line, this.#part === 'prose' ? `${name}: ${value}` : value);
    }
    this.#draft.read(line);
  }

  #priority(workstream: WorkstreamText, line: number, text: string): void {
    const priority = priorityOf(text);
    if (priority !== undefined) workstream.priority = priority;
    else this.#draft.doubt(line, `priority "${text}" is unknown`);
  }

  #estimate(workstream: WorkstreamText, line: number, text: string): void {
    const estimate = estimateOf(text);
    if (estimate !== undefined) workstream.estimate = estimate;
    else
      this.#draft.doubt(
        line,
        `"${text}" is no length of time; ${workstream.id} has no estimate`,
      );
  }

  #fence(fence: Extract<Block, { type: 'fence' }>): void {
    const { content, line, language } = fence;
    if (
      !this.#workstream &&
      this.#commonLevel > 0 &&
      /^(?:bash|sh|shell)$/.test(language)
    )
      for (const [at, text] of content.entries())
        this.#common.push({ line: line + 1 + at, text: text.trim() });
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

  #line(block: { readonly line: number; readonly text: string }): void {
    if (this.#workstream) this.#take(block.line, block.text);
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
    const bare = BARE_PATH.exec(text)?.[1];
    const paths =
      written.length > 0 || bare === undefined || !isPath(bare) ? written : [bare];
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
    const ids = this.#phases.names.idsIn(text).filter((id) => text.includes(id));
    if (!/\b(?:complete|done|merged|landed|finished)/i.test(text)) return;
    for (const id of ids) this.#phases.depend(workstream.id, id);
  }

  /** Gates that hold before any workstream is done. */
  finish(): void {
    for (const { line, text } of this.#common) {
      if (text === '' || text.startsWith('#')) continue;
      for (const workstream of this.#draft.workstreams.values())
        this.#gate(workstream, text);
      this.#draft.read(line);
      this.#draft.assume(line, `every workstream has the gate ${text}`);
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

/** Headings that say what follows, and nothing of the work. */
const LABEL_ONLY = /^(?:objective|goal|(?:detailed )?tasks?|description|overview)$/i;

/** A path alone on a line of a fence: `src/a.ts (new)`, `src/b.ts  # with its exports`. */
const BARE_PATH = /^([\w./*-]+)(?:\s+(?:\(.*\))?\s*(?:#.*)?)?$/;

/** The time in the name of a file that is not made yet. */
function withoutTime(path: string): string {
  return path.replaceAll(/Y{4}M{2}D{2}(?:H{2}M{2}S{2})?/g, '*');
}

/** `Phase 2, after WS-1` as a field says it. */
function groupOf(when: string): string {
  return when.replace(/^(phase\s+\d+),\s*(.*)$/i, '$1 ($2)');
}

function partOf(text: string): Part | undefined {
  return LABELS.find(([label]) => label.test(text))?.[1];
}

function signalFile(name: string): string {
  return `.claude/handoff/${name}.signal`;
}
