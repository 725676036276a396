/** Reads the user's `config.yaml`: what holds for all repositories. */
import * as z from 'zod';
import { fail, ok, type Result } from '../base/result.js';
import { DEFAULT_CLIPBOARD } from '../domain/clipboard.js';
import { isPattern } from './is-pattern.js';
import type { Problem } from './problem.js';
import { schemaProblems, type KnownKeys } from './schema-problems.js';
import { defaultSettings, type Settings, type SettingsJudge } from './settings.js';
import { readYaml } from './yaml-source.js';

const permission = z.enum(['allow', 'ask', 'deny'], { error: 'allow, ask or deny' });

const clipboardShape = {
  focused: permission.default(DEFAULT_CLIPBOARD.focused),
  others: permission.default(DEFAULT_CLIPBOARD.others),
};

/** A line break is a character like any other, and no end. */
const WHOLE = 'u';

/** Whole: one that fits a part of a command would give whatever stands beside it. */
const whole = z
  .string({ error: 'a regular expression' })
  .min(1, { error: 'a regular expression' })
  .max(500, { error: 'a regular expression of at most 500 characters' })
  .refine((source) => isPattern(source, WHOLE), {
    error: 'a regular expression of JavaScript',
  })
  .transform((source) => new RegExp(`^(?:${source})$`, WHOLE));

const ruleShape = {
  agent: z.string({ error: 'the name of an agent' }).min(1).optional(),
  tool: whole,
  command: whole.optional(),
  path: z.string({ error: 'a pattern of paths' }).min(1).optional(),
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
  permissions: z
    .array(
      z
        .strictObject(ruleShape, { error: '{ agent, tool, command, path }' })
        .transform(({ agent, tool, command, path }) => ({ agent, tool, command, path })),
      { error: 'a list of rules' },
    )
    .default([]),
  recording: z
    .union([z.boolean(), z.enum(['on', 'off'])], { error: 'on or off' })
    .transform((value) => value === true || value === 'on')
    .default(defaultSettings.recording),
};

const settingsFile = z.strictObject(settingsShape, {
  error: 'agent, clipboard, keys, permissions, recording',
});

const knownKeys: KnownKeys = {
  '': Object.keys(settingsShape),
  clipboard: Object.keys(clipboardShape),
  'permissions.*': Object.keys(ruleShape),
};

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
  const { agent, clipboard, keys, permissions, recording } = read.data;
  const settings = { agent, clipboard, keys, permissions, recording };
  const faults = judge(settings);
  if (faults.length === 0) return ok(settings);
  const { problem } = source.value;
  return fail(faults.map(([path, message]) => problem(path, message)));
}

/** `clipboard: deny` holds for all panes. */
function forBoth(value: unknown): unknown {
  return permission.safeParse(value).success ? { focused: value, others: value } : value;
}
