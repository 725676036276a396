/**
 * The command line that starts an agent. Every text of a plan is one element of it, never
 * a piece of a shell line, and none of them can pass for an option.
 */
import type { AgentChange } from '../domain/plan.js';
import type { AgentSpec } from '../formats/agent-file.js';

export type LaunchWish = {
  readonly id: string;
  /** The text itself; empty when the agent is to wait for a person. */
  readonly prompt: string;
  /** Names the conversation that it begins, or goes on with. */
  readonly conversation: string;
  /** It had its prompt before, and goes on. */
  readonly resumes: boolean;
  /** What the plan changes of the agent. */
  readonly change: AgentChange;
  /** The user's own command line, which takes the agent's place. */
  readonly command?: readonly string[] | undefined;
  /** What has it tell its events, where that is possible. */
  readonly hooks?: HookLaunch | undefined;
};

/** What stands before its other arguments, and in its environment. */
export type HookLaunch = Pick<Launch, 'env'> & { readonly args: readonly string[] };

export type Launch = {
  readonly command: readonly string[];
  /** Added to the environment of the session. */
  readonly env: Readonly<Record<string, string>>;
};

export function launch(spec: AgentSpec, wish: LaunchWish): Launch {
  const { change, command } = wish;
  if (command && command.length > 0) return { command, env: {} };
  const args = argumentsFor(spec, wish).flatMap((arg) => filled(arg, wish));
  const hooks = hooksFor(wish, args);
  return {
    command: [change.command ?? spec.command, ...hooks.args, ...args],
    env: { ...hooks.env, ...spec.env, ...change.env },
  };
}

/** None for another program, or where its own arguments or variables set up the same. */
function hooksFor({ change, hooks }: LaunchWish, args: readonly string[]): HookLaunch {
  const none = { args: [], env: {} };
  if (!hooks || change.command !== undefined) return none;
  const own = new Set([...optionsIn(args), ...Object.keys(change.env ?? {})]);
  const wanted = [...optionsIn(hooks.args), ...Object.keys(hooks.env)];
  return wanted.some((one) => own.has(one)) ? none : hooks;
}

/** The options of a command line; one that sets a key, as in `-c key.part=value`, with its key. */
function optionsIn(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, at) => {
    const [option] = /^--?[\w-]+/.exec(arg) ?? [];
    if (option === undefined) return [];
    const [, key] = /^([\w-]+)[\w.-]*=/.exec(args[at + 1] ?? '') ?? [];
    return arg === option && key !== undefined ? [`${option} ${key}`] : [option];
  });
}

type Resumption = {
  readonly change: AgentChange;
  /** Whether the agent told what it calls its conversation. */
  readonly named: boolean;
};

/**
 * Whether it can be started again in the conversation that it was in: it was told its name at
 * its start, told it itself, or needs none, and is still the program whose arguments are known.
 */
export function canResume(spec: AgentSpec, { change, named }: Resumption): boolean {
  const { resume } = spec;
  if (resume === undefined || change.command !== undefined) return false;
  const told = named || argumentsOf(spec, change).some(namesConversation);
  return told || !resume.some(namesConversation);
}

/**
 * Whether it is told its first message at its prompt, once it plans: its launch says nothing
 * of that, and the plan has changed nothing of where its prompt is told.
 */
export function plansAtPrompt({ planMode }: AgentSpec, change: AgentChange): boolean {
  const own = (change.args ?? []).some((arg) => arg.includes('{prompt}'));
  return planMode !== undefined && change.command === undefined && !own;
}

function namesConversation(arg: string): boolean {
  return arg.includes('{conversation}');
}

/** What the plan adds stands before what resumes; the prompt has been sent. */
function argumentsFor(
  spec: AgentSpec,
  { change, resumes }: LaunchWish,
): readonly string[] {
  if (!resumes || spec.resume === undefined) return argumentsOf(spec, change);
  const own = (change.args ?? []).filter((arg) => !arg.includes('{prompt}'));
  return [...own, ...spec.resume];
}

/**
 * The plan's arguments stand before the prompt of the shipped agent. They replace all of
 * its arguments when they place the prompt themselves, or start another program.
 */
function argumentsOf({ args }: AgentSpec, change: AgentChange): readonly string[] {
  const own = change.args ?? [];
  if (change.command !== undefined || own.some((arg) => arg.includes('{prompt}')))
    return own;
  const prompt = args.findIndex((arg) => arg.includes('{prompt}'));
  const place = prompt < 0 ? args.length : prompt;
  return [...args.slice(0, place), ...own, ...args.slice(place)];
}

function filled(arg: string, wish: LaunchWish): readonly string[] {
  const { id, prompt, conversation } = wish;
  if (arg !== '{prompt}')
    return [
      arg
        .replaceAll('{id}', () => id)
        .replaceAll('{conversation}', () => conversation)
        .replaceAll('{prompt}', () => prompt),
    ];
  if (prompt.trim() === '') return [];
  // Argument parsers take what begins with a dash for an option.
  return [prompt.startsWith('-') ? ` ${prompt}` : prompt];
}
