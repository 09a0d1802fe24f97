import { basename } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type FSWatcher, watch } from "chokidar";
import type { Look } from "./look.ts";
import { isLeftOut, isSource } from "./source-files.ts";

/** Sleeps, but wakes up when the system tells of a change. */
export interface LightSleeper {
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

/** Lets the system tell of changes to what a look has found. */
export type SleepLightly = (before: Look) => LightSleeper;

/** Once the system fails, `onFailure` is told why, and sleepers from then on only sleep. */
export const lightSleep = (onFailure: (reason: string) => void): SleepLightly => {
  let hasFailed = false;
  return (before) => {
    if (hasFailed) return { sleep: wait, end: async () => {} };
    const watcher = watchFound(before);
    watcher.on("error", (error) => {
      if (!hasFailed) onFailure(reasonOf(error));
      hasFailed = true;
    });
    let wake: (() => void) | undefined;
    watcher.on("all", () => wake?.());
    const sleep = (milliseconds: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    return { sleep, end: () => closed(watcher) };
  };
};

const watchFound = ({ watched, stamps }: Look): FSWatcher => {
  const files = [...stamps].flatMap(([path, { times }]) => (times.length > 0 ? [path] : []));
  const named = new Set([...files, ...watched.folders]);
  return watch([...named], {
    ignoreInitial: true,
    ignored: (path, stats) => {
      if (named.has(path)) return false;
      return stats?.isFile() === true ? !isSource(path) : path === watched.output || isLeftOut(basename(path));
    },
  });
};

/** It takes its listeners away, but may still be about to fail. */
const closed = async (watcher: FSWatcher): Promise<void> => {
  const closing = watcher.close();
  watcher.on("error", () => {});
  await closing;
};

const reasonOf = (error: unknown): string => {
  const { code = "" } = error as { code?: string };
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
};

const REASONS: Readonly<Record<string, string>> = {
  EMFILE: "this user may have no more watchers (fs.inotify.max_user_instances), or this process no more open files",
  ENOSPC: "this user may watch no more files (fs.inotify.max_user_watches)",
};
