/** Something that happens once and can be waited for. */
export class Moment {
  readonly reached: Promise<void>;
  readonly #resolve: (() => void)[] = [];

  constructor() {
    this.reached = new Promise((resolve) => this.#resolve.push(resolve));
  }

  reach(): void {
    for (const resolve of this.#resolve.splice(0)) resolve();
  }
}
