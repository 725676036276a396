/** The real Claude Code beside a model of ours, in a repository and a home of its own. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wtmux, type Wtmux } from '../helpers/wtmux.js';
import {
  aModel,
  type Asked,
  type Block,
  type ModelServer,
  type Script,
} from './model-server.js';
import { installed } from './programs.js';
import { call, finished } from './scripts.js';

/** One workstream that plans and writes, and the wave that lands it. */
export const PLAN = `
version: 1
name: real
worktrees: ../{repo}.worktrees/{slug}
workstreams:
  - id: A
    agent: claude
    prompt: Write hello.txt and commit it.
    approval: plan
waves:
  - { id: one, members: [A], target: main, from: main }
`;

export const SIZE = { columns: 140, rows: 40 };

export type RealAgent = AsyncDisposable & {
  readonly app: Wtmux;
  readonly model: ModelServer;
  /** Where workstream A works. */
  readonly worktree: string;
};

/** Of no use anywhere. */
const KEY = 'sk-ant-none-0123456789abcdefghijklmnop';

/** Of the key it remembers the end, and does not ask about it again. */
const KEY_END = 20;

export type ClaudeWish = {
  readonly script: Script;
  /** The plan file; its workstream A is worked on by claude. */
  readonly plan: string;
  /** Whether it was asked before whether it may work in that folder. */
  readonly trusted?: boolean;
};

/** wtmux in a repository with that plan, and a claude that it can start. */
export async function aClaude(wish: ClaudeWish): Promise<RealAgent> {
  const { script, plan, trusted = true } = wish;
  const model = await aModel(script);
  const app = await wtmux({
    files: { 'wtmux.yaml': plan },
    env: await claudeEnv(model),
  });
  const worktree = join(app.repo.outside, 'project.worktrees/a');
  await makeHome(join(app.repo.outside, 'home'), trusted ? [worktree] : []);
  return {
    app,
    model,
    worktree,
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await model[Symbol.asyncDispose]();
    },
  };
}

/** Leads it to the model, and keeps it from everything else. */
export async function claudeEnv({
  url,
}: ModelServer): Promise<Readonly<Record<string, string>>> {
  const programs = await installed('claude');
  return {
    PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_API_KEY: KEY,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_AUTOUPDATER: '1',
  };
}

/** As it is after the first run, which asks about the theme, the key and each folder. */
export async function makeHome(home: string, trusted: readonly string[]): Promise<void> {
  await mkdir(home, { recursive: true });
  const projects = trusted.map((folder) => [folder, { hasTrustDialogAccepted: true }]);
  const settings = {
    hasCompletedOnboarding: true,
    theme: 'dark',
    projects: Object.fromEntries(projects),
    customApiKeyResponses: { approved: [KEY.slice(-KEY_END)], rejected: [] },
  };
  await writeFile(join(home, '.claude.json'), JSON.stringify(settings));
}

/** Writes its plan where its program wants it, then asks whether it may go on with it. */
export function planning(said: Asked, plan: string): readonly Block[] {
  const [, path] = /create your plan at (\S+?\.md)/.exec(said.sent) ?? [];
  if (path === undefined) throw new Error('it is not asked for a plan');
  return finished(said, 'Write') > finished(said, 'ExitPlanMode')
    ? [call('ExitPlanMode', {})]
    : [call('Write', { file_path: path, content: plan })];
}
