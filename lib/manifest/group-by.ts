/** Things by a key that they share, each group in their order, the groups in that of their first. */
export const groupBy = <T, K>(things: readonly T[], keyOf: (thing: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const there = groups.get(key);
    if (there === undefined) groups.set(key, [thing]);
    else there.push(thing);
  }
  return groups;
};
