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
  const bytes = bytesOf(encoding);
  let repaired = 0;
  const next = text.replaceAll(FOREIGN, (run) => {
    const right = decoded(Array.from(run, (char) => bytes.get(char)));
    if (right !== undefined) repaired += 1;
    return right ?? run;
  });
  return { text: next, repaired };
}

/** The byte of each character that the encoding has beyond ASCII. */
function bytesOf(encoding: string): ReadonlyMap<string, number> {
  const decoder = new TextDecoder(encoding);
  const upper = Array.from({ length: 128 }, (_, at) => 128 + at);
  // Latin-1 has controls where Windows-1252 has quotes and dashes; both were read so.
  const controls = upper
    .slice(0, 32)
    .map((byte) => [String.fromCharCode(byte), byte] as const);
  const letters = upper.map(
    (byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const,
  );
  return new Map([...controls, ...letters]);
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
