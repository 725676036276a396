/** Whether a text is a regular expression of JavaScript, with these flags. */
export function isPattern(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags).flags === flags;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
