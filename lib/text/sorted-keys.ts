/** A mapping's keys by their code units, `first` before all others: the same order whoever wrote it. */
export const sortedKeys = (mapping: object, first: readonly string[] = []): readonly string[] => {
  const keys = Object.keys(mapping);
  if (keys.length > FEW) keys.sort();
  else sortByInsertion(keys);
  if (first.length === 0) return keys;
  return [...first.filter((key) => keys.includes(key)), ...keys.filter((key) => !first.includes(key))];
};

/** Nearly all mappings of Kubernetes are that short, and this is done for each of them. */
const FEW = 24;

const sortByInsertion = (keys: string[]): void => {
  for (let next = 1; next < keys.length; next += 1) {
    const key = keys[next] ?? "";
    let at = next;
    for (let before = keys[at - 1]; before !== undefined && before > key; before = keys[at - 1]) {
      keys[at] = before;
      at -= 1;
    }
    keys[at] = key;
  }
};
