import { basename } from "node:path";
import { watch } from "chokidar";
import type { Look } from "./look.ts";
import { isLeftOut, isSource } from "./source-files.ts";

/** Sleeps, but wakes up when the system tells of a change. */
export interface LightSleeper {
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Lets the system tell of changes to what a look has found. */
export const sleepLightly = ({ watched, stamps }: Look): LightSleeper => {
  const files = [...stamps].flatMap(([path, { times }]) => (times.length > 0 ? [path] : []));
  const named = new Set([...files, ...watched.folders]);
  const watcher = watch([...named], {
    ignoreInitial: true,
    ignored: (path, stats) => {
      if (named.has(path)) return false;
      return stats?.isFile() === true ? !isSource(path) : path === watched.output || isLeftOut(basename(path));
    },
  });
  let wake: (() => void) | undefined;
  watcher.on("all", () => wake?.());
  return {
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    end: () => watcher.close(),
  };
};
