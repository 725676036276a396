/**
 * Foreign text made harmless for a line of ours: titles, progress lines, notes of
 * signals. Control characters (C0, DEL, C1), line separators and bidirectional
 * overrides become a visible stand-in, so nothing a file or a program says can move
 * the cursor, hide text or forge a line.
 */
const HARMFUL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Sequences that move the cursor, colour text or set a title. */
// oxlint-disable-next-line no-control-regex -- that is what they begin with
const SEQUENCES =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/** Text that a program wrote for a terminal, with its characters alone. */
export function withoutSequences(text: string): string {
  return text.replaceAll(SEQUENCES, '');
}

/** A text of many lines, such as what a program printed, without what a terminal obeys. */
export function plainLines(text: string): string {
  return withoutSequences(text)
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', '  ').replaceAll(HARMFUL, '\u{fffd}'))
    .join('\n');
}

/** `text` on one line without control characters, at most `limit` UTF-16 units long. */
export function plainText(text: string, limit = 1000): string {
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return cut.replaceAll('\t', ' ').replaceAll(HARMFUL, '\u{fffd}');
}
