/** Reads the user's `config.yaml`: what holds for all repositories. */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { fail, ok, type Result } from '../base/result.js';

export type Settings = {
  /** The agent of workstreams that name none; undefined picks by what is installed. */
  readonly agent: string | undefined;
  /** Keys by what they do, in place of the defaults: `zoom: z`. */
  readonly keys: Readonly<Record<string, string>>;
};

export const defaultSettings: Settings = { agent: undefined, keys: {} };

const settingsFile = z.strictObject({
  agent: z.string().min(1).optional(),
  keys: z.record(z.string(), z.string()).default({}),
});

export function readSettings(text: string): Result<Settings, { readonly why: string }> {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) return fail({ why: broken.message });

  const read = settingsFile.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  if (!read.success) return fail({ why: z.prettifyError(read.error) });
  return ok({ agent: read.data.agent, keys: read.data.keys });
}
