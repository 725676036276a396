/**
 * Gates that a document asks of every wave: `Quality gates before each merge`, or a part
 * about gates that speaks of no wave.
 */
import type { Draft } from './draft.js';
import type { Block, Fence } from './markdown.js';
import { checkOf } from './words.js';

const GATES = /\b(?:quality\s+)?gates?\b|\bvalidation\b/i;
const EACH =
  /\b(?:each|every|all|any)\b[^.:]*\b(?:merges?|waves?|integrations?)\b|\ball waves\b/i;
const TITLE =
  /^[^\p{L}\d]*(?:(?:quality|integration|merge|common|general)\s+)?gates?\W*$/iu;

/** Longer, and it is a sentence, or a line of junk that takes long to search. */
const MAX_TITLE = 200;

type Said = { readonly line: number; readonly text: string };

/** Whether a title is one of gates for every wave. */
export function isOfAllWaves(title: string): boolean {
  if (title.length > MAX_TITLE) return false;
  return TITLE.test(title) || (GATES.test(title) && EACH.test(title));
}

/** What lists and commands under such a title ask for, in the order of the document. */
export function commonGates(blocks: readonly Block[]): readonly Said[] {
  let open: Open | undefined;
  return blocks.flatMap((block) => {
    const [next, said] = stepInto(open, block);
    open = next;
    return said;
  });
}

/** Under a title: items are deeper than this. */
type Open = { readonly indent: number };

function stepInto(
  open: Open | undefined,
  block: Block,
): readonly [Open | undefined, readonly Said[]] {
  switch (block.type) {
    case 'heading':
      return [isOfAllWaves(block.text) ? { indent: -1 } : undefined, []];
    case 'field':
      if (!isOfAllWaves(block.name)) return [undefined, []];
      return [{ indent: -1 }, block.value === '' ? [] : saidIn(block.line, block.value)];
    case 'item':
      if (isLabel(block.text) && isOfAllWaves(block.text))
        return [{ indent: block.indent }, []];
      if (!open || block.indent <= open.indent) return [undefined, []];
      return [open, saidIn(block.line, block.text)];
    case 'fence':
    case 'text': {
      const content = block.type === 'text' ? [block.text] : block.content;
      const first = block.type === 'text' ? block.line : block.line + 1;
      const said = content.flatMap((text, at) => saidIn(first + at, text));
      return [open, open ? said.filter(({ text }) => isCommand(text)) : []];
    }
    case 'table':
  }
  return [open, []];
}

/** Prose between lists asks for nothing. */
function isCommand(text: string): boolean {
  return !/^\s*#/.test(text) && checkOf(text).type === 'command';
}

/** `All waves: `make test`, `make lint`` asks for two things. */
function saidIn(line: number, text: string): readonly Said[] {
  const list = /^(?:all|every|each)[^:`]*:\s*(.*)$/i.exec(text)?.[1] ?? text;
  const commands = commandsIn(list);
  return (commands.length > 1 ? commands : [text]).map((one) => ({ line, text: one }));
}

/** What a text of nothing but commands holds; else it is one thing itself. */
export function commandsIn(text: string): readonly string[] {
  const commands =
    /^(?:`[^`]+`(?:[\s,;+&]|\band\b)*)+$/.test(text) && text.match(/`[^`]+`/g);
  return commands || [text];
}

/** A part about gates in a form for every workstream, which the document shows. */
export function templateGates({ line, content }: Fence): readonly Said[] {
  const said: Said[] = [];
  let within = false;
  for (const [at, text] of content.entries()) {
    const title = /^#+\s+(.*)$/.exec(text)?.[1];
    if (title !== undefined) within = /^(?:validation|quality) gates?\b/i.test(title);
    else if (within && /\w/.test(text) && !/^\s*(?:```|~~~|#)/.test(text))
      said.push({
        line: line + 1 + at,
        text: text.replace(/^\s*[-*+]\s+(?:\[.\]\s+)?/, ''),
      });
  }
  return said;
}

/** Of two commands that differ only in options, the one that has them; no remarks. */
export function withoutLess(said: readonly Said[]): readonly Said[] {
  const runs = said
    .map(({ text }) => checkOf(text))
    .map((check) => (check.type === 'command' ? check.run : ''));
  return said.filter(({ text }, at) => {
    const run = runs[at] ?? '';
    const isLess = run !== '' && runs.some((other) => other.startsWith(`${run} -`));
    return text !== '' && !text.startsWith('#') && !isLess;
  });
}

/** Only a title and no sentence: what stands alone in bold. */
function isLabel(text: string): boolean {
  return /^\*\*[^*]+\*\*:?\s*$/.test(text) || /:\s*$/.test(text);
}

/** Gives them to every wave, and says so. */
export function giveToWaves(draft: Draft, said: readonly Said[]): void {
  const asked = said.filter(
    ({ line, text }) => !draft.isRead(line) && !/^(?:documented|see)\b/i.test(text),
  );
  for (const { line, text } of asked) {
    for (const wave of draft.waves) draft.checkWave(text, wave);
    draft.read(line);
    draft.assume(line, `every wave is asked for: ${text.trim()}`);
  }
}
