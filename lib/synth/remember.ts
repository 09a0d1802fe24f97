/** Finds a thing for each key once. */
export const remember = <K, T extends object | string | boolean>(find: (key: K) => T): ((key: K) => T) => {
  const known = new Map<K, T>();
  return (key) => {
    const there = known.get(key);
    if (there !== undefined) return there;
    const found = find(key);
    known.set(key, found);
    return found;
  };
};
