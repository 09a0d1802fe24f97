/** Tells whether a plugin sees a file of JavaScript or TypeScript, and no module of a plugin's own. */
export const isScript = (id: string): boolean => /^[^\0].*\.[cm]?[jt]sx?$/.test(id);
