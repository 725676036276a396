/** Whether `error` is the system's error of that name (errno(3)). */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
