type Given<Fields> = {
  readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
};

/** Without what is left out: a plan that says nothing of it is the same as before. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  const entries: readonly (readonly unknown[])[] = Object.entries(fields).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(entries);
}
