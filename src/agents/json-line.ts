/** The fields of a line of JSON, as rules of an agent's file name them: `message.usage.input`. */

/** Whether each pattern fits the text of its field. */
export function fits(
  rules: Readonly<Record<string, RegExp>>,
  at: (name: string) => unknown,
): boolean {
  return Object.entries(rules).every(([name, pattern]) => pattern.test(textOf(at(name))));
}

export function fieldOf(value: unknown, name: string): unknown {
  let found = value;
  for (const part of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part))
      return undefined;
    found = Object.getOwnPropertyDescriptor(found, part)?.value;
  }
  return found;
}

/** One that is no text as JSON writes it; empty for none. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
