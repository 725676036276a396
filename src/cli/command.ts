/**
 * What a command is: a table entry and one function. `commands.ts` names and loads them,
 * `program.ts` makes the command line and its help of them.
 */
import type { Output } from './output.js';
import type { Place } from './place.js';

export type Command = {
  readonly name: string;
  /** Positional arguments as help shows them: `<workstream> [text...]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: readonly Option[];
  /** Command lines without the leading `wtmux`, each with what it does. */
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  /** What help says after the examples. */
  readonly more?: string;
  /** Gives the exit status: 0 done, 1 a result that is a failure. Throws `Complaint`. */
  readonly run: (context: Context, input: Input) => Promise<number>;
};

/** Commands about one noun, called by two words: `wtmux plan check`. */
export type Group = {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly Command[];
};

export type Option = {
  /** `--json`, or `--message <text>` for one with a value. */
  readonly flags: string;
  readonly help: string;
  /** Must be given. */
  readonly required?: boolean;
};

/** All that a command knows of the world outside. */
export type Context = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the built programs. */
  readonly programs: string;
  readonly output: Output;
  /** Whether a person sits in front: stdin and stdout are terminals. */
  readonly interactive: boolean;
  /** A question that is answered by y or n; throws where nobody can answer. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** A question that is answered by a line; an empty one means `usual`. Throws likewise. */
  readonly ask: (question: string, usual: string) => Promise<string>;
  /** The repository around `cwd`. Throws a `Complaint` outside of any. */
  readonly place: () => Promise<Place>;
};

export type Input = {
  /** The positional argument at `index`; empty when left out. */
  readonly argument: (index: number) => string;
  /** The values of the last argument, if it takes many. */
  readonly rest: readonly string[];
  /** All that stands after the first `--`. */
  readonly afterDashes: readonly string[];
  readonly flag: (name: string) => boolean;
  readonly value: (name: string) => string | undefined;
  /** Of an option that takes several (`--pair <names...>`); empty when left out. */
  readonly values: (name: string) => readonly string[];
};
