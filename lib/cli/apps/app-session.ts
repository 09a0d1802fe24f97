import { join, resolve } from "node:path";
import type { App } from "cdk8s";
import type { AppRendering } from "../../cdk8s/app-rendering.ts";
import { PROVEN_VERSIONS } from "../../cdk8s/proven-versions.ts";
import type { AppListener } from "../../cdk8s/relay-apps.ts";
import { secretsInTree } from "../../cdk8s/secrets-in-tree.ts";
import { isNoted, newNote, type WorkerNote } from "../../cdk8s/watch-workers.ts";
import type { Finding } from "../../finding/finding.ts";
import { secretValuesIn } from "../../synth/secret-values.ts";
import { holdLock, holdLockLater, type LockWait, type Release } from "../../synth/write/lock-output.ts";
import { OutputError, sayingWhatFails } from "../../synth/write/output-error.ts";
import { isIn } from "../../text/is-in.ts";
import { relativePath } from "../../text/relative-path.ts";
import type { MovedFolders } from "../app-folders/moved-folders.ts";
import { type OutputFolder, openOutputFolder } from "../app-folders/output-folder.ts";
import { type OutputLists, ownFiles } from "../app-folders/output-list.ts";
import { ProgramError } from "../failures/program-error.ts";
import { shownPath } from "../loading/shown-path.ts";
import { tellLocks } from "../processes/shared-locks.ts";
import { fileMadeTwice } from "./app-findings.ts";

/** What apps did while a program ran. */
export interface AppSession {
  /** Hears of the apps. */
  readonly listener: AppListener;
  /** Some app was synthesized. */
  readonly hasApps: () => boolean;
  /** Why an app may not be synthesized, or could not be written; also where the program caught that error. */
  readonly refusal: () => ProgramError | OutputError | undefined;
  readonly findings: readonly Finding[];
  /** In the order of their first synthesis. */
  readonly folders: readonly OutputFolder[];
  /** The values of the Secrets of all apps that were made, whether or not they were synthesized: the program may quote them. */
  readonly secretValues: () => readonly Buffer[];
  /** Puts back what apps changed. */
  readonly restore: () => void;
  /** Waits until no other run writes to these folders, and keeps them for this one. */
  readonly holdFolders: (folders: readonly string[]) => Promise<void>;
  /** Lets other runs write to the folders. */
  readonly release: () => void;
}

/** What a session knows of the run. */
export interface SessionUse {
  /** As messages name it. */
  readonly program: string;
  readonly cwd: string;
  /** Read when it is needed: another run may have written them while this one waited. */
  readonly lists: () => OutputLists;
  readonly wait: LockWait;
  readonly moved: MovedFolders;
  /** A folder is about to be written to. */
  readonly onFolder: () => void;
  /** Only clusters of projects are asked for. */
  readonly isForClusters: boolean;
}

/** Begins to write what the apps of a program make, each when it is synthesized: the program may look at it afterwards. */
export const beginSession = (use: SessionUse): AppSession => {
  const state: State = {
    use,
    apps: [],
    folders: [],
    releases: [],
    findings: [],
    hasApps: false,
    isUndone: false,
    refusal: undefined,
    workerNote: newNote(),
  };
  return {
    listener: listenerOf(state),
    hasApps: () => state.hasApps,
    refusal: () => state.refusal ?? (isNoted(state.workerNote) ? refusalOf(state, IN_WORKER) : undefined),
    findings: state.findings,
    folders: state.folders,
    secretValues: () => state.apps.flatMap(secretsInTree).flatMap(secretValuesIn),
    restore: () => {
      // Something of the program may run on for a while; what it synthesizes then is dropped.
      state.isUndone = true;
      // What was written last lies on what was written before.
      for (const folder of state.folders.toReversed()) folder.restore();
    },
    holdFolders: async (folders) => {
      for (const folder of folders) state.releases.push(await holdLockLater(folder, use.wait));
      tellLocks();
    },
    release: () => {
      for (const release of state.releases.splice(0)) release();
      tellLocks();
    },
  };
};

const IN_WORKER =
  "found an app of cdk8s that a worker thread synthesizes, whose files are out of reach; synthesize it in the main thread, " +
  "or name what the worker runs as a program of its own";

interface State {
  readonly use: SessionUse;
  readonly apps: App[];
  readonly folders: OutputFolder[];
  readonly releases: Release[];
  readonly findings: Finding[];
  hasApps: boolean;
  isUndone: boolean;
  refusal: ProgramError | OutputError | undefined;
  readonly workerNote: WorkerNote;
}

const listenerOf = (state: State): AppListener => {
  const { use } = state;
  const refuse = (reason: string): never => {
    state.refusal ??= refusalOf(state, reason);
    throw state.refusal;
  };
  return {
    onApp: (app) => {
      state.apps.push(app);
    },
    placeOf: (outdir) => {
      const place = use.moved.placeOf(resolve(outdir));
      return place === resolve(outdir) ? outdir : place;
    },
    onSynth: (app, render) => {
      if (use.isForClusters) refuse("apps of cdk8s have no clusters; leave --cluster out");
      if (state.isUndone) return;
      try {
        synthesizeApp(state, app, render);
      } catch (error) {
        if (error instanceof OutputError) state.refusal ??= error;
        throw error;
      }
    },
    onStream: () => {
      state.hasApps = true;
    },
    onUnproven: ({ version, file }) =>
      refuse(
        `found cdk8s ${version} (${shownPath(file)}); allowed is cdk8s ${PROVEN_VERSIONS}, whose files ours were compared with; ` +
          "install one of these, or run the program with cdk8s itself",
      ),
    onHiddenCopy: (file) =>
      refuse(
        `found cdk8s inside ${shownPath(file)}, where nothing can take the place of its synthesis; let it import the package cdk8s`,
      ),
    workerNote: state.workerNote,
  };
};

const refusalOf = ({ use }: State, reason: string): ProgramError =>
  new ProgramError(`Cannot synthesize ${use.program}: ${reason}`);

/** All is rendered before the first file is written. */
const synthesizeApp = (state: State, app: App, render: () => AppRendering): void => {
  const { moved, cwd } = state.use;
  state.hasApps = true;
  const place = moved.placeOf(resolve(app.outdir));
  // A subclass may have set it again.
  if (place !== resolve(app.outdir)) Object.assign(app, { outdir: place });
  const known = state.folders.find(({ folder }) => folder === place);
  const folder = known ?? openFolder(state, place);
  if (known === undefined) state.folders.push(folder);
  const rendering = folder.render(render);
  const shown = relativePath(cwd, moved.folderOf(place));
  for (const path of madeTwice(rendering))
    state.findings.push(fileMadeTwice({ path: shown }, { path: join(shown, path) }));
  sayingWhatFails(() => folder.put(rendering));
};

const madeTwice = ({ files }: AppRendering): ReadonlySet<string> => {
  const paths = new Set(files.map(({ path }) => path));
  if (paths.size === files.length) return NONE;
  const last = new Map(files.map(({ path }, index) => [path, index] as const));
  return new Set(files.flatMap(({ path }, index) => (last.get(path) === index ? [] : [path])));
};

const NONE: ReadonlySet<string> = new Set();

const openFolder = ({ use, folders, releases }: State, place: string): OutputFolder => {
  const { moved, wait } = use;
  const isOwn = place !== moved.folderOf(place);
  if (!isOwn) {
    releases.push(holdLock(place, wait));
    tellLocks();
  }
  // Not sooner: while it waits for a lock a process cannot act on a signal, and there was nothing to put back.
  use.onFolder();
  const lists = use.lists();
  const nested = (): readonly string[] => {
    const opened = folders.map((other) => other.folder);
    const listed = lists.others.flatMap((list) => [...list.keys()]).map((other) => moved.placeOf(other));
    return [...opened, ...listed].filter((other) => other !== place && isIn(other, place));
  };
  const listed = isOwn ? [] : ownFiles(lists, place);
  return sayingWhatFails(() => openOutputFolder({ folder: place, listed, nested, isOwn }));
};
