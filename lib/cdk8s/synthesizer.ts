import type { App, Chart } from "cdk8s";
import type { IConstruct } from "constructs";
import type { AppRendering } from "./app-rendering.ts";
import { askObject } from "./ask-object.ts";
import type { Cdk8sCopy, CopyParts } from "./cdk8s-copy.ts";
import { documentEmitter } from "./emit-documents.ts";
import { chartObjects } from "./order/chart-objects.ts";
import { dependCharts } from "./order/depend-charts.ts";
import { orderTree } from "./order/order-tree.ts";
import { type JsonUse, quickenJson } from "./quick/quick-json.ts";
import { quickenResolve } from "./quick/quick-resolve.ts";
import { renderApp } from "./render-app.ts";
import { validateTree } from "./validate-tree.ts";

/** What takes the place of one copy's own synthesis. */
export interface Synthesizer {
  /** Lets the copy's objects tell what they are in less time; whatever else is asked of this does so too. */
  readonly quicken: () => void;
  /** What `app.synth()` would write. */
  readonly renderFiles: (app: App) => AppRendering;
  /** What `app.synthYaml()` gives. */
  readonly renderStream: (app: App) => string;
  /** What `chart.toJson()` gives. */
  readonly renderChart: (chart: Chart) => unknown[];
}

/** What all copies share. */
export interface SynthesizerUse {
  /** The apps whose charts are being rendered, for which all that goes before was done. */
  readonly prepared: Set<IConstruct>;
  /** The order of keys stays, as CDK8S_DISABLE_SORT says. */
  readonly keepsOrder: () => boolean;
}

/** Synthesizes as cdk8s does, but for the work that it repeats: an app is validated once, and not anew for each of its charts. */
export const synthesizerOf = (copy: Cdk8sCopy, { prepared, keepsOrder }: SynthesizerUse): Synthesizer => {
  const parts = quickParts(copy, keepsOrder);
  let emitter: ((documents: readonly unknown[]) => string) | undefined;
  const emit = (documents: readonly unknown[]): string => {
    const { Yaml } = parts();
    emitter ??= documentEmitter((...all) => Yaml.stringify(...all));
    return emitter(documents);
  };
  const during = <T>(app: App, work: () => T): T => {
    const isNested = prepared.has(app);
    prepared.add(app);
    try {
      return work();
    } finally {
      if (!isNested) prepared.delete(app);
    }
  };
  return {
    quicken: () => void parts(),
    renderFiles: (app) => {
      const constructs = app.node.findAll();
      validateTree(constructs);
      const hasDependentCharts = dependCharts(constructs, parts());
      const charts = chartsOf(app, copy);
      const objectsOf = (chart: Chart) => chartObjects(chart, parts());
      return during(app, () => renderApp({ app, charts, hasDependentCharts, parts: parts(), objectsOf, emit }));
    },
    renderStream: (app) => {
      const constructs = app.node.findAll();
      dependCharts(constructs, parts());
      validateTree(constructs);
      const charts = chartsOf(app, copy);
      return during(app, () => emit(charts.flatMap((chart) => Object.values(chart.toJson() as unknown[]))));
    },
    renderChart: (chart) => {
      const app = copy.App.of(chart);
      if (!prepared.has(app)) {
        const constructs = app.node.findAll();
        dependCharts(constructs, parts());
        validateTree(constructs);
      }
      return chartObjects(chart, parts()).map(askObject);
    },
  };
};

/** A copy's parts, quickened when they are first asked for, which is when an app or a project is synthesized. */
const quickParts = (copy: Cdk8sCopy, keepsOrder: () => boolean): (() => CopyParts) => {
  let isQuick = false;
  return () => {
    const parts = copy.parts();
    if (!isQuick) quicken(parts, { rootOf: (object) => copy.App.of(object), keepsOrder });
    isQuick = true;
    return parts;
  };
};

const quicken = ({ resolving, json }: CopyParts, use: Omit<JsonUse, "resolving">): void => {
  if (resolving === undefined) return;
  // Before resolving is quickened: it compares the copy's functions with those that it knows.
  if (json !== undefined) quickenJson(json, { resolving, ...use });
  quickenResolve(resolving, use.rootOf);
};

/** A class of the program's may say itself what its charts are. */
const chartsOf = (app: App, copy: Cdk8sCopy): readonly Chart[] => {
  if (holderOf(app, "charts") !== copy.App.prototype) return app.charts;
  const { Chart } = copy.parts();
  return orderTree(app, copy.parts()).filter((construct): construct is Chart => construct instanceof Chart);
};

/** The object in whose own keys a member of another is found. */
const holderOf = (object: object, name: string): object | undefined => {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (Object.hasOwn(at, name)) return at;
  }
  return undefined;
};
