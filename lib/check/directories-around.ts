/** A directory and all that it lies in, each with a slash at its end, the outermost first: as many as the path is deep. */
export const directoriesAround = (path: string): readonly string[] => {
  const whole = asDirectory(path);
  return [...whole.matchAll(/\//g)].map(({ index }) => whole.slice(0, index + 1));
};

/** With a slash at its end, so that no directory begins with another that it does not lie in. */
export const asDirectory = (path: string): string => `${path.replace(/\/$/, "")}/`;
