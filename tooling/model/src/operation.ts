import type { Step } from './search/scenario.ts';

/** What a step may be given. */
export type Value = string | number | boolean | undefined;

/** Something that may happen in a world. */
export interface Operation<World> {
  /** How often it happens, beside the others. */
  readonly weight: number;
  /** What each of its parts may be; the first is the plainest. */
  readonly choices: Readonly<Record<string, readonly Value[]>>;
  /** Makes it happen. Where it makes no sense, nothing does. */
  readonly run: (world: World, step: Step) => void | Promise<void>;
}

/** What may happen, by name. */
export type Operations<World> = Readonly<Record<string, Operation<World>>>;

/** Makes the descriptions of what may happen in one kind of world. */
export function operationsOf<World>() {
  /** Describes an operation. `run` is given one of the choices for each part. */
  return <Given extends Readonly<Record<string, Value>>>(init: {
    readonly weight?: number;
    readonly choices: { readonly [Name in keyof Given]: readonly Given[Name][] };
    readonly run: (world: World, given: Given) => void | Promise<void>;
  }): Operation<World> => ({
    weight: init.weight ?? 2,
    choices: init.choices,
    run: (world, step) => init.run(world, step as Step & Given),
  });
}
