/** A paste as a program sees it that asked for brackets (xterm's mode 2004); nothing in it ends it. */
export function bracketed(text: string): string {
  return `\x1b[200~${text.replaceAll('\x1b', '')}\x1b[201~`;
}
