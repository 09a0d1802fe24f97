/** Orders by code units, the same in every locale. */
export const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
