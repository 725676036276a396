/**
 * What a terminal sends, as far as a demo agent understands it. A sequence may come in
 * pieces; what is not understood is dropped whole.
 */
export type Key =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'enter' | 'backspace' | 'up' | 'down' | 'escape' | 'interrupt' };

/** ECMA-48 control sequence: parameters, intermediates, a final byte. */
const SEQUENCE = /^\u001b(?:\[[\u0030-\u003f]*[\u0020-\u002f]*[\u0040-\u007e]|O[\s\S])/u;
const UNFINISHED = /^\u001b(?:\[[\u0020-\u003f]*|O)$/u;

/** The keys in `input`, and its end when that is the beginning of a sequence. */
export function keys(input: string): readonly [keys: readonly Key[], rest: string] {
  const found: Key[] = [];
  let rest = input;
  while (rest !== '' && !UNFINISHED.test(rest)) {
    const sequence = SEQUENCE.exec(rest)?.[0];
    const piece = sequence ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
    const key = sequence === undefined ? character(piece) : arrow(piece);
    if (key) found.push(key);
    rest = rest.slice(piece.length);
  }
  return [found, rest];
}

function character(piece: string): Key | undefined {
  switch (piece) {
    case '\r':
    case '\n':
      return { type: 'enter' };
    case '\u007f':
    case '\b':
      return { type: 'backspace' };
    case '\u0003':
      return { type: 'interrupt' };
    case '\u001b':
      return { type: 'escape' };
  }
  return piece < ' ' ? undefined : { type: 'text', text: piece };
}

function arrow(sequence: string): Key | undefined {
  if (/^\u001b[[O]A$/u.test(sequence)) return { type: 'up' };
  if (/^\u001b[[O]B$/u.test(sequence)) return { type: 'down' };
  return undefined;
}
