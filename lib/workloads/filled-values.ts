/** Also of other copies of kumiki, which a program may load. */
const FILLED_VALUES = Symbol.for("kumiki.filled-values");

/**
 * Remembers a value that a program asked for by name, until the process ends: whatever the program throws may quote it, also before
 * anybody knows the Secret that it is for.
 */
export const rememberFilledValue = (value: Uint8Array): void => {
  const world = globalThis as World;
  if (world[FILLED_VALUES] === undefined) Object.defineProperty(world, FILLED_VALUES, { value: new Set<string>() });
  world[FILLED_VALUES]?.add(Buffer.from(value).toString("base64"));
};

/** All values that were remembered so far. */
export const rememberedFilledValues = (): readonly Buffer[] =>
  [...((globalThis as World)[FILLED_VALUES] ?? [])].map((value) => Buffer.from(value, "base64"));

/** As base64, in which equal values are equal. */
interface World {
  readonly [FILLED_VALUES]?: Set<string>;
}
