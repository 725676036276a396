/**
 * Gates that a document asks of every wave: `Quality gates before each merge`, or a part
 * about gates that speaks of no wave.
 */
import type { Draft } from './draft.js';
import type { Block } from './markdown.js';
import { checkOf } from './words.js';

const GATES = /\b(?:quality\s+)?gates?\b|\bvalidation\b/i;
const EACH =
  /\b(?:each|every|all|any)\b[^.:]*\b(?:merges?|waves?|integrations?)\b|\ball waves\b/i;
const TITLE =
  /^[^\p{L}\d]*(?:(?:quality|integration|merge|common|general)\s+)?gates?\W*$/iu;

type Said = { readonly line: number; readonly text: string };

/** Whether a title is one of gates for every wave. */
export function isOfAllWaves(title: string): boolean {
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
  const list = /^(?:all|every|each)[^:`]*:\s*((?:`[^`]+`[\s,;+&]*(?:and\s+)?)+)$/i.exec(
    text,
  )?.[1];
  const commands = list?.match(/`[^`]+`/g) ?? [text];
  return commands.map((command) => ({ line, text: command }));
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
