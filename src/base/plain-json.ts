/**
 * A value as JSON that no terminal obeys. JSON escapes C0 controls alone; DEL, C1
 * controls, line separators and bidirectional overrides are escaped here as well.
 */
const HARMFUL = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

export function plainJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replaceAll(
    HARMFUL,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
