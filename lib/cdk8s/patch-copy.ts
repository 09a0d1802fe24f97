import type { App, Chart } from "cdk8s";
import type { AppRendering } from "./app-rendering.ts";
import type { Cdk8sCopy } from "./cdk8s-copy.ts";
import { isProven } from "./proven-versions.ts";
import type { Synthesizer } from "./synthesizer.ts";

/** What becomes of an app that a program synthesizes. */
export interface AppHost {
  /** `app.synth()` was called. */
  readonly onSynth: (app: App, render: () => AppRendering) => void;
  /** `app.synthYaml()` was called: the program writes it itself. */
  readonly onStream: () => void;
  /** An app of a release that was not proven was to be synthesized; never returns. */
  readonly onUnproven: (copy: Cdk8sCopy) => never;
}

/**
 * Puts our synthesis in the place of a copy's own, in the class itself: subclasses, `Testing.app()` and whoever else made an app
 * are met. A release that was not proven refuses to be synthesized.
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
};
