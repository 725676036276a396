/**
 * How much an emulator does before it lets others have their turn. A few sequences cost a
 * thousand times their length: each says here how many cells it touches, and when the budget
 * is spent, the next one waits until it is renewed.
 *
 * xterm.js can be made to stop in the middle of its input: it waits for a handler that gives
 * a promise, and goes on when it is asked to. Nothing waits for the promise itself.
 */
import type { Core, Handled, SequenceId } from './xterm-core.js';

/** About a millisecond of the dearest work there is. */
const BUDGET_CELLS = 50_000;

/** Gone on with by `parse(..., false)`, which asks the handlers that were registered before. */
const PAUSE: Promise<boolean> = new Promise(() => {});

export class WorkBudget {
  #left = BUDGET_CELLS;

  get spent(): boolean {
    return this.#left <= 0;
  }

  renew(): void {
    this.#left = BUDGET_CELLS;
  }

  charge(cells: number): void {
    this.#left -= cells;
  }
}

/**
 * Makes dear sequences wait for a renewed budget. To be called when all handlers are there:
 * the last one is asked first.
 */
export function meter(core: Core, budget: WorkBudget): void {
  const { _inputHandler: input, _bufferService: size } = core;
  const spend = ({ fixed, weight }: Cost): Handled => {
    if (budget.spent) return PAUSE;
    budget.charge(fixed + weight * size.rows * size.cols);
    return false;
  };
  for (const { id, cost } of DEAR_SEQUENCES)
    input._parser.registerCsiHandler(id, () => spend(cost));
  for (const final of ['h', 'l', 'r'])
    input._parser.registerCsiHandler({ prefix: '?', final }, ({ params, length }) => {
      const cost = costOf(params.subarray(0, length));
      return cost ? spend(cost) : false;
    });
  input._parser.registerCsiHandler({ final: 'b' }, ({ params }) =>
    spend({
      fixed: Math.min(params[0] ?? 0, size.rows * size.cols) * REPEATED,
      weight: 0,
    }),
  );
  // Reverse wraparound goes back over a whole screen, cell by cell.
  input._parser.registerCsiHandler({ final: 'D' }, ({ params }) =>
    (params[0] ?? 0) > size.cols
      ? spend({ fixed: Math.min(params[0] ?? 0, size.rows * size.cols), weight: 0 })
      : false,
  );
  input._parser.registerEscHandler({ final: 'c' }, () => spend(RESET));
  input._parser.registerEscHandler({ intermediates: '#', final: '8' }, () =>
    spend(ERASE),
  );
  for (const final of ['6', '9'])
    input._parser.registerEscHandler({ final }, () => spend(MOVE));
}

/** In cells that are erased: what a sequence costs anyway, and for each cell of the screen. */
type Cost = { readonly fixed: number; readonly weight: number };

const ERASE: Cost = { fixed: 200, weight: 1 };
const MOVE: Cost = { fixed: 200, weight: 3 };
const NEW_SCREEN: Cost = { fixed: 2000, weight: 2 };
const RESET: Cost = { fixed: 10_000, weight: 4 };
/** Each character of REP is printed. */
const REPEATED = 4;
const SETTINGS: Cost = { fixed: 2000, weight: 0 };

const DEAR_SEQUENCES: readonly { readonly id: SequenceId; readonly cost: Cost }[] = [
  { id: { final: 'S' }, cost: MOVE },
  ...['T', '^', 'L', 'M'].map((final) => ({ id: { final }, cost: ERASE })),
  { id: { final: 'J' }, cost: ERASE },
  { id: { prefix: '?', final: 'J' }, cost: ERASE },
  ...moving('$', ['v', 'x', 'z', '{', 'r', 't']),
  ...moving("'", ['}', '~']),
  ...moving(' ', ['@', 'A']),
  ...moving('*', ['y']),
  ...moving('#', ['|']),
  { id: { prefix: '?', final: 's' }, cost: SETTINGS },
  { id: { intermediates: '!', final: 'p' }, cost: SETTINGS },
  { id: { intermediates: '"', final: 'p' }, cost: SETTINGS },
];

function moving(intermediates: string, finals: readonly string[]) {
  return finals.map((final) => ({ id: { intermediates, final }, cost: MOVE }));
}

/** Of modes that are set or reset at once: each DECCOLM among them erases the screen. */
function costOf(modes: Int32Array): Cost | undefined {
  const erasures = modes.reduce((sum, mode) => (mode === DECCOLM ? sum + 1 : sum), 0);
  if (modes.some(changesScreen))
    return { ...NEW_SCREEN, weight: NEW_SCREEN.weight + erasures };
  return erasures === 0 ? undefined : { ...ERASE, weight: erasures };
}

const DECCOLM = 3;

function changesScreen(mode: number): boolean {
  return mode === 47 || mode === 1047 || mode === 1049;
}
