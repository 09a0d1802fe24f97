import type { IConstruct } from "constructs";
import type { Cdk8sCopy } from "./cdk8s-copy.ts";
import { type AppHost, patchCopy } from "./patch-copy.ts";
import { isProven } from "./proven-versions.ts";
import { type Synthesizer, type SynthesizerUse, synthesizerOf } from "./synthesizer.ts";
import { watchCopies } from "./watch-copies.ts";
import { type WorkerNote, watchWorkers } from "./watch-workers.ts";

/** Who hears of the apps that a program makes. */
export interface AppListener extends AppHost {
  /** A file that the program loads has cdk8s inside, out of our reach; never returns. */
  readonly onHiddenCopy: (file: string) => never;
  /** Where threads that the program starts note that they were to synthesize an app. @default - no program runs, and threads are our own */
  readonly workerNote: WorkerNote | undefined;
}

/** Leads from every copy of cdk8s that this process loads to whoever runs a program. */
export interface AppRelay {
  /** From now on apps go there. */
  readonly lead: (listener: AppListener) => void;
  /** Lets objects of the copies that are wholly loaded tell what they are in less time: a project asks them too. */
  readonly quicken: () => void;
}

/** How apps are led. */
export interface RelayUse extends Pick<SynthesizerUse, "keepsOrder"> {
  /** A copy of cdk8s is there, perhaps one more: from now on a program makes what it makes. */
  readonly onCopy: () => void;
}

/**
 * Puts our synthesis in the place of cdk8s's own in this process, before any copy is loaded. For the command line alone: whoever
 * imports kumiki gets cdk8s as it is.
 */
export const relayApps = ({ keepsOrder, onCopy }: RelayUse): AppRelay => {
  const led: { listener: AppListener } = { listener: NOBODY };
  const prepared = new Set<IConstruct>();
  const proven: { readonly copy: Cdk8sCopy; readonly synthesizer: Synthesizer }[] = [];
  const host: AppHost = {
    onApp: (app) => led.listener.onApp(app),
    placeOf: (outdir) => led.listener.placeOf(outdir),
    onSynth: (app, render) => led.listener.onSynth(app, render),
    onStream: () => led.listener.onStream(),
    onUnproven: (copy) => led.listener.onUnproven(copy),
  };
  watchCopies({
    onCopy: (copy) => {
      onCopy();
      const synthesizer = synthesizerOf(copy, { prepared, keepsOrder });
      patchCopy(copy, synthesizer, host);
      if (isProven(copy.version)) proven.push({ copy, synthesizer });
    },
    onHiddenCopy: (file) => led.listener.onHiddenCopy(file),
  });
  watchWorkers(() => led.listener.workerNote);
  return {
    lead: (listener) => {
      led.listener = listener;
    },
    quicken: () => {
      for (const { copy, synthesizer } of proven) if (copy.isWhole()) synthesizer.quicken();
    },
  };
};

const unheard = (): never => {
  throw new Error("Cannot synthesize an app of cdk8s: no program is running");
};

const NOBODY: AppListener = {
  onApp: () => {},
  placeOf: (outdir) => outdir,
  onSynth: unheard,
  onStream: unheard,
  onUnproven: unheard,
  onHiddenCopy: unheard,
  workerNote: undefined,
};
