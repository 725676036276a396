/**
 * Repairs UTF-8 that was read as another encoding: `‚úÖ` and `âœ…` were `✅` once.
 *
 * A run of foreign characters is repaired only if its bytes are UTF-8 as a whole, so a
 * text that is right stays as it is. One encoding is taken for the whole document, the
 * one that repairs the most of it.
 */
const ENCODINGS = ['windows-1252', 'macintosh'] as const;

/** A text may have gone the wrong way twice. */
const MAX_ROUNDS = 2;

const FOREIGN = /[^\u0000-\u007f]+/gu;

export type Repair = {
  readonly text: string;
  /** How many runs of characters were repaired. */
  readonly repaired: number;
};

export function repairMojibake(text: string): Repair {
  let result: Repair = { text, repaired: 0 };
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = repairedOnce(result.text);
    if (next.repaired === 0) break;
    result = { text: next.text, repaired: result.repaired + next.repaired };
  }
  return result;
}

function repairedOnce(text: string): Repair {
  return ENCODINGS.map((encoding) => repairedFrom(text, encoding)).reduce((best, one) =>
    one.repaired > best.repaired ? one : best,
  );
}

function repairedFrom(text: string, encoding: (typeof ENCODINGS)[number]): Repair {
  const bytes = encoding === 'windows-1252' ? WINDOWS : MAC;
  let repaired = 0;
  const next = text.replaceAll(FOREIGN, (run) => {
    const right = decoded(Array.from(run, (char) => bytes.get(char)));
    if (right !== undefined) repaired += 1;
    return right ?? run;
  });
  return { text: next, repaired };
}

/** Bytes from 128 to 159 in Windows-1252; a dot where it has none. */
const WINDOWS_QUOTES = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ';

/**
 * Node takes `windows-1252` for Latin-1, which has controls where this has quotes and
 * dashes. Both were read so, and what Windows-1252 lacks became such a control, too.
 */
const WINDOWS: ReadonlyMap<string, number> = new Map([
  ...Array.from({ length: 128 }, (_, at) => byteOf(String.fromCharCode(128 + at), at)),
  ...Array.from(WINDOWS_QUOTES, byteOf).filter(([char]) => char !== '.'),
]);

const MAC: ReadonlyMap<string, number> = new Map(
  Array.from(
    new TextDecoder('macintosh').decode(
      Uint8Array.from({ length: 128 }, (_, at) => 128 + at),
    ),
    byteOf,
  ),
);

function byteOf(char: string, at: number): readonly [char: string, byte: number] {
  return [char, 128 + at];
}

function decoded(bytes: readonly (number | undefined)[]): string | undefined {
  const known = bytes.filter((byte) => byte !== undefined);
  if (known.length < bytes.length) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(known));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
