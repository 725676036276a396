/** Spinners that agents put before their titles: Braille patterns, stars, dots, bars. */
const SPINNER =
  /^(?:[\u2800-\u28ff\u2722-\u273f\u25cb-\u25cf\u25d0-\u25d7\u00b7*|/\\-]\s+)+/u;

/** A title without what turns in it, so that it changes only when it says something else. */
export function calmTitle(title: string): string {
  return title.replace(SPINNER, '');
}
