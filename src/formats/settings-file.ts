/** Reads the user's `config.yaml`: what holds for all repositories. */
import * as z from 'zod';
import { fail, ok, type Result } from '../base/result.js';
import { DEFAULT_CLIPBOARD, type ClipboardPolicy } from '../domain/clipboard.js';
import type { Fault, Problem } from './problem.js';
import { schemaProblems, type KnownKeys } from './schema-problems.js';
import { readYaml } from './yaml-source.js';

export type Settings = {
  /** The agent of workstreams that name none; undefined picks by what is installed. */
  readonly agent: string | undefined;
  readonly clipboard: ClipboardPolicy;
  /** Keys by what they do, in place of the defaults: `zoom: z`. */
  readonly keys: Readonly<Record<string, string>>;
  /** Whether sessions are recorded, for `wtmux replay` and for what stands above a restart. */
  readonly recording: boolean;
};

export const defaultSettings: Settings = {
  agent: undefined,
  clipboard: DEFAULT_CLIPBOARD,
  keys: {},
  recording: true,
};

const permission = z.enum(['allow', 'ask', 'deny'], { error: 'allow, ask or deny' });

const clipboardShape = {
  focused: permission.default(DEFAULT_CLIPBOARD.focused),
  others: permission.default(DEFAULT_CLIPBOARD.others),
};

const settingsShape = {
  agent: z.string({ error: 'the name of an agent' }).min(1).optional(),
  clipboard: z
    .preprocess(forBoth, z.strictObject(clipboardShape, { error: 'allow, ask or deny' }))
    .default(DEFAULT_CLIPBOARD),
  keys: z
    .record(z.string(), z.string({ error: 'keys with blanks between' }), {
      error: 'names of commands with their keys',
    })
    .default({}),
  recording: z
    .union([z.boolean(), z.enum(['on', 'off'])], { error: 'on or off' })
    .transform((value) => value === true || value === 'on')
    .default(defaultSettings.recording),
};

const settingsFile = z.strictObject(settingsShape, {
  error: 'agent, clipboard, keys, recording',
});

const knownKeys: KnownKeys = {
  '': Object.keys(settingsShape),
  clipboard: Object.keys(clipboardShape),
};

/** What is wrong with settings that are well formed: keys that cannot be, say. */
export type SettingsJudge = (settings: Settings) => readonly Fault[];

/** An empty file changes nothing. */
export function readSettings(
  text: string,
  file: string,
  judge: SettingsJudge = () => [],
): Result<Settings, readonly Problem[]> {
  const source = readYaml(text, file);
  if (!source.ok) return source;
  const read = settingsFile.safeParse(source.value.value ?? {});
  if (!read.success) return fail(schemaProblems(read.error, source.value, knownKeys));
  const { agent, clipboard, keys, recording } = read.data;
  const settings = { agent, clipboard, keys, recording };
  const faults = judge(settings);
  if (faults.length === 0) return ok(settings);
  const { problem } = source.value;
  return fail(faults.map(([path, message]) => problem(path, message)));
}

/** `clipboard: deny` holds for all panes. */
function forBoth(value: unknown): unknown {
  return permission.safeParse(value).success ? { focused: value, others: value } : value;
}
