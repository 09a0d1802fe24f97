import type { ApiObject, ApiObjectMetadataDefinition, Chart, JsonPatch } from "cdk8s";
import type { Construct, IDependable } from "constructs";
import { sortedCopy } from "../manifest/sorted-manifest.ts";
import { cdk8s, constructs } from "./cdk8s.ts";
import { framesIn, ORIGIN, type Origin } from "./origin.ts";
import { PLAIN_DATA, type PlainData } from "./plain-data.ts";
import { resolveData, resolveValue } from "./resolve-value.ts";

/** A kind of Kubernetes' API. */
export interface KindType {
  readonly apiVersion: string;
  readonly kind: string;
  /** False for what stands beside namespaces, like a PersistentVolume; such an object never gets a namespace. */
  readonly namespaced: boolean;
}

/** What a typed kind hands to its base: its type, and the object's members as they are to appear in YAML. */
export interface KindDefinition {
  readonly type: KindType;
  readonly fields: object;
}

/** Members that every object may have; the rest is the kind's own. */
interface Fields {
  readonly metadata?: Metadata | undefined;
  readonly [member: string]: unknown;
}

interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
}

const API_OBJECT = Symbol.for("cdk8s.ApiObject");

/**
 * A typed kind without the weight of cdk8s's own constructor (a third of its time): it carries cdk8s's mark, so that
 * `ApiObject.of`, `Testing.synth`, patches and `chart.apiObjects` take it for one of theirs.
 */
class LightObject extends constructs.Construct {
  readonly apiVersion: string;
  readonly kind: string;
  readonly chart: Chart;
  readonly #definition: KindDefinition;
  readonly #origin: Origin | undefined;
  /** What few objects have. */
  #own: OwnChanges | undefined;

  constructor(scope: Construct, id: string, definition: KindDefinition) {
    super(scope, id);
    this.#definition = definition;
    this.apiVersion = definition.type.apiVersion;
    this.kind = definition.type.kind;
    this.chart = cdk8s.Chart.of(this);
    const frames = framesIn(scope);
    if (frames === 0) return;
    // As in captureOrigin, without its frames: the way down to the program is what this costs.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = frames;
    this.#origin = {};
    Error.captureStackTrace(this.#origin, new.target);
    Error.stackTraceLimit = limit;
  }

  get [ORIGIN](): Origin | undefined {
    return this.#origin;
  }

  get apiGroup(): string {
    return this.apiVersion.includes("/") ? this.apiVersion.replace(/\/.*/, "") : "core";
  }

  get name(): string {
    return this.#given.name ?? this.#generatedName();
  }

  get namespace(): string | undefined {
    return this.#plainMetadata().namespace;
  }

  get metadata(): ApiObjectMetadataDefinition {
    const own = this.#changes();
    own.metadata ??= new cdk8s.ApiObjectMetadataDefinition({
      ...(this.#plainMetadata() as object),
      apiObject: this as unknown as ApiObject,
    });
    return own.metadata;
  }

  addDependency(...dependencies: IDependable[]): void {
    this.node.addDependency(...dependencies);
  }

  addJsonPatch(...operations: JsonPatch[]): void {
    this.#changes().patches.push(...operations);
  }

  /** The object as it was written, with the name, namespace and labels of its chart; nothing is left out because it is empty. */
  toJson(): unknown {
    const object = sortedCopy(this.#resolved().data);
    const given = this.#own?.patches ?? [];
    if (given.length === 0) return object;
    const patches = given.map((patch) => resolvePatch(patch, this as unknown as ApiObject));
    return cdk8s.JsonPatch.apply(object, ...patches) as unknown;
  }

  /** The data of `toJson()`, unless a patch or a subclass changes it: then it may be anything. */
  [PLAIN_DATA](): PlainData | undefined {
    const isAltered = (this.#own?.patches.length ?? 0) > 0 || this.toJson !== LightObject.prototype.toJson;
    return isAltered ? undefined : this.#resolved();
  }

  #resolved(): PlainData {
    const { apiVersion, kind } = this;
    const metadata = (this.#own?.metadata?.toJson() ?? this.#plainMetadata()) as object;
    // One copy of the fields, and what they say of metadata is replaced in its place.
    const members = Object.assign({ apiVersion, kind, metadata }, this.#definition.fields as Fields, { metadata });
    return resolveData(members, this as unknown as ApiObject);
  }

  #changes(): OwnChanges {
    this.#own ??= { patches: [] };
    return this.#own;
  }

  /** The chart may count, so that it is asked once. */
  #generatedName(): string {
    const own = this.#changes();
    own.name ??= this.chart.generateObjectName(this as unknown as ApiObject);
    return own.name;
  }

  get #given(): Metadata {
    return (this.#definition.fields as Fields).metadata ?? {};
  }

  #plainMetadata(): Metadata {
    const given = this.#given;
    const { name } = this;
    const namespace = this.#definition.type.namespaced ? (given.namespace ?? this.chart.namespace) : given.namespace;
    const { labels } = this.chart;
    // What says all by itself is taken as it is.
    if (given.name === name && given.namespace === namespace && isEmpty(labels) && given.labels !== null) return given;
    const metadata: { -readonly [K in keyof Metadata]: Metadata[K] } = Object.assign({}, given, { name });
    if (namespace !== undefined) metadata.namespace = namespace;
    if (!isEmpty(labels) || given.labels === null) metadata.labels = Object.assign({}, labels, given.labels);
    return metadata;
  }
}

/** What is said of an object after it was made, and a name that was not given. */
interface OwnChanges {
  name?: string;
  metadata?: ApiObjectMetadataDefinition;
  readonly patches: JsonPatch[];
}

const isEmpty = (labels: object): boolean => Object.keys(labels).length === 0;

/** A patch whose value is data; cdk8s would copy whatever else it is as an empty object, or as nothing. */
const resolvePatch = (patch: JsonPatch, object: ApiObject): JsonPatch => {
  const { op, path, value } = (patch as unknown as { readonly operation: Operation }).operation;
  if (op !== "add" && op !== "replace" && op !== "test") return patch;
  const { value: resolved } = resolveValue({ value }, object) as { readonly value?: unknown };
  return cdk8s.JsonPatch[op](path, resolved);
};

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

Object.defineProperty(LightObject.prototype, API_OBJECT, { value: true });

/** The base of every typed kind: an `ApiObject` of cdk8s to all who use it. */
export interface KindObject extends ApiObject {
  /** The namespace that it lands in: its own, or its chart's. @default - none, for what stands beside namespaces */
  readonly namespace: string | undefined;
}

/** Makes a typed kind; generated classes extend it, one a kind. */
export const KindObject: new (scope: Construct, id: string, definition: KindDefinition) => KindObject =
  LightObject as unknown as new (
    scope: Construct,
    id: string,
    definition: KindDefinition,
  ) => KindObject;

/**
 * Where an object that lives in a namespace may stand: anywhere but directly below a Project or a Cluster, which carry the
 * key that is refused here. Any library's construct passes; a finding protects what the type cannot see.
 */
export type NamespacedScope = Construct & { readonly "~noNamespace"?: never };
