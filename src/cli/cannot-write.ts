/** The folder of the state is none that can be written to. */
export function cannotWriteTo(folder: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message.replace(/,.*/s, '') : 'no reason';
  return new Error(
    `Cannot write to ${folder} (${why}); make room and have it be yours, or set XDG_STATE_HOME to another folder`,
    { cause },
  );
}
