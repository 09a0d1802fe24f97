/**
 * Data as a server takes it: a member that is null is not there. Itself where there is no null, which is nearly always; a null in a
 * list is left out, since nobody can say anything of it.
 */
export const withoutNulls = <T>(value: T): T => (hasNull(value) ? (strip(value) as T) : value);

const hasNull = (value: unknown): boolean => {
  if (typeof value !== "object") return false;
  if (value === null) return true;
  if (Array.isArray(value)) return value.some(hasNull);
  for (const name of Object.keys(value)) if (hasNull((value as Members)[name])) return true;
  return false;
};

const strip = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(strip);
  const kept = Object.entries(value as Members).filter(([, member]) => member !== null);
  return Object.fromEntries(kept.map(([name, member]) => [name, strip(member)]));
};

type Members = Readonly<Record<string, unknown>>;
