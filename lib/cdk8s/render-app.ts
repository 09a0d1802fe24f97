import type { ApiObject, App, Chart } from "cdk8s";
import type { AppFile, AppRendering } from "./app-rendering.ts";
import { askObject } from "./ask-object.ts";
import type { CopyParts } from "./cdk8s-copy.ts";

/** What the files of an app are made from. */
export interface AppReading {
  readonly app: App;
  /** In their order. */
  readonly charts: readonly Chart[];
  /** Some chart depends on another: then all files are numbered. */
  readonly hasDependentCharts: boolean;
  readonly parts: CopyParts;
  readonly objectsOf: (chart: Chart) => readonly ApiObject[];
  readonly emit: (documents: readonly unknown[]) => string;
}

/** Renders what `App.synth()` of cdk8s would write: the same paths in the same order, the same bytes. */
export const renderApp = (reading: AppReading): AppRendering => {
  const rendering = { files: [] as AppFile[], folders: [] as string[] };
  RENDERERS[reading.app.yamlOutputType]?.(reading, rendering);
  if (recordsMetadata(reading.app)) rendering.files.push(metadataFile(reading));
  return rendering;
};

interface Growing {
  readonly files: AppFile[];
  readonly folders: string[];
}

type Renderer = (reading: AppReading, rendering: Growing) => void;

/** One for all objects; named so because an app has no name. */
const filePerApp: Renderer = ({ charts, app, emit }, { files }) => {
  const documents = charts.flatMap((chart) => documentsOf(chart));
  if (charts.length > 0) files.push(manifests(`app${app.outputFileExtension}`, emit(documents)));
};

const filePerChart: Renderer = (reading, { files }) => {
  const { charts, app, emit } = reading;
  charts.forEach((chart, index) => {
    const name = chartName(reading, chart, index);
    files.push(manifests(name + app.outputFileExtension, emit(documentsOf(chart))));
  });
};

const filePerResource: Renderer = ({ charts, app, emit }, { files }) => {
  for (const document of charts.flatMap((chart) => documentsOf(chart))) {
    if (document === undefined) continue;
    const named = document as Named;
    // Spelled as cdk8s does: of what `null` has not, Node names the member.
    const name = resourceName(named.kind, named.metadata.name);
    files.push(manifests(name + app.outputFileExtension, emit([document])));
  }
};

const folderPerChart: Renderer = (reading, { files, folders }) => {
  const { charts, app, emit, objectsOf } = reading;
  charts.forEach((chart, index) => {
    const folder = chartName(reading, chart, index);
    folders.push(folder);
    for (const object of objectsOf(chart)) {
      const name = resourceName(object.kind, object.metadata.name);
      files.push(manifests(`${folder}/${name}${app.outputFileExtension}`, emit([askObject(object)])));
    }
  });
};

/** By cdk8s's own numbers of its YamlOutputType; for any other it writes nothing. */
const RENDERERS: Readonly<Record<number, Renderer>> = [filePerApp, filePerChart, filePerResource, folderPerChart];

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** A chart's `toJson()` is called as cdk8s calls it: some override it. */
const documentsOf = (chart: Chart): readonly unknown[] => Object.values(chart.toJson() as readonly unknown[]);

const chartName = ({ parts, hasDependentCharts }: AppReading, chart: Chart, index: number): string => {
  const name = parts.Names.toDnsLabel(chart);
  return hasDependentCharts ? `${index.toString().padStart(4, "0")}-${name}` : name;
};

const resourceName = (kind: string, name: string | undefined): string =>
  `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, "");

const manifests = (path: string, text: string): AppFile => ({ path, text, holds: "manifests" });

const recordsMetadata = (app: App): boolean =>
  (app as unknown as { readonly recordConstructMetadata?: boolean }).recordConstructMetadata === true;

const metadataFile = ({ charts, objectsOf }: AppReading): AppFile => {
  const resources: Record<string, { readonly path: string }> = {};
  for (const object of charts.flatMap((chart) => objectsOf(chart))) resources[object.name] = { path: object.node.path };
  const text = JSON.stringify({ version: "1.0.0", resources });
  return { path: "construct-metadata.json", text, holds: "metadata" };
};
