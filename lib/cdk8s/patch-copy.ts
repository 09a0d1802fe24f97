import type { App, Chart } from "cdk8s";
import type { AppRendering } from "./app-rendering.ts";
import type { Cdk8sCopy } from "./cdk8s-copy.ts";
import { isProven } from "./proven-versions.ts";
import type { Synthesizer } from "./synthesizer.ts";

/** Who hears of a program's apps, and decides what becomes of them. */
export interface AppHost {
  /** An app was made, a project too. */
  readonly onApp: (app: App) => void;
  /** Where an app is to write that says this folder; asked whenever anybody asks the app. */
  readonly placeOf: (outdir: string) => string;
  /** `app.synth()` was called. */
  readonly onSynth: (app: App, render: () => AppRendering) => void;
  /** `app.synthYaml()` was called: the program writes it itself. */
  readonly onStream: () => void;
  /** An app of a release that was not proven was to be synthesized; never returns. */
  readonly onUnproven: (copy: Cdk8sCopy) => never;
}

/**
 * Puts our synthesis in the place of a copy's own, in the class itself, so that it holds for subclasses, for `Testing.app()` and for
 * whoever else makes an app. A release that was not proven refuses to be synthesized.
 */
export const patchCopy = (copy: Cdk8sCopy, synthesizer: Synthesizer, host: AppHost): void => {
  const { App } = copy;
  if (!isProven(copy.version)) {
    const refuse = (): never => host.onUnproven(copy);
    Object.assign(App.prototype, { synth: refuse, synthYaml: refuse });
    return;
  }
  Object.assign(App.prototype, {
    synth(this: App): void {
      host.onSynth(this, () => synthesizer.renderFiles(this));
    },
    synthYaml(this: App): string {
      host.onStream();
      return synthesizer.renderStream(this);
    },
  });
  Object.assign(App, { _synthChart: (chart: Chart): unknown[] => synthesizer.renderChart(chart) });
  copy.replaceApp(
    new Proxy(App, { construct: (target, args, made) => placed(Reflect.construct(target, args, made) as App, host) }),
  );
};

/** Programs clear `app.outdir` before they synthesize, and look into it afterwards: so it names the folder that is written to all along. */
const placed = (app: App, host: AppHost): object => {
  host.onApp(app);
  let outdir = app.outdir;
  return Object.defineProperty(app, "outdir", {
    get: () => host.placeOf(outdir),
    set: (value: string) => {
      outdir = value;
    },
    enumerable: true,
    configurable: true,
  });
};
