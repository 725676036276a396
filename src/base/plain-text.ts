/**
 * Foreign text made harmless for a line of ours: titles, progress lines, notes of
 * signals. Control characters (C0, DEL, C1), line separators and bidirectional
 * overrides become a visible stand-in, so nothing a file or a program says can move
 * the cursor, hide text or forge a line.
 */
const HARMFUL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** `text` on one line without control characters, at most `limit` UTF-16 units long. */
export function plainText(text: string, limit = 1000): string {
  const cut = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return cut.replaceAll('\t', ' ').replaceAll(HARMFUL, '\u{fffd}');
}
