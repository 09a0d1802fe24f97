import type { IConstruct } from "constructs";
import { ConfigMap, type EnvFromSource, type EnvVar, type EnvVarSource, Secret } from "../../imports/k8s/core/v1.ts";
import { checkProp, isMapping, nameInWords, type PropRule, takeMembers, takeProp } from "../cluster/take-prop.ts";
import { report } from "../tree/report.ts";
import { checkKeys } from "./check-keys.ts";
import { type ConfigMapReference, type Reference, resolveReference, type SecretReference } from "./reference.ts";
import { environmentName } from "./reference-findings.ts";
import type { SecretKey } from "./secret-keys.ts";

/** One value of a ConfigMap. */
export interface ConfigMapKey {
  readonly configMap: ConfigMapReference;
  readonly key: string;
}

/** A variable's value: a text, or one that a Secret or a ConfigMap has. */
export type EnvironmentValue = string | SecretKey | ConfigMapKey;

/** All that a Secret or a ConfigMap has, each key a variable. */
export type EnvironmentSource = { readonly secret: SecretReference } | { readonly configMap: ConfigMapReference };

/** Variables of a program's environment beside those that the workload sets itself. */
export interface EnvironmentProps {
  /**
   * Variables by name: `{ SMTP_HOST: "mail.example.com", SMTP_PASSWORD: { secret: mail, key: "password" } }`. Refuses those that
   * the workload sets itself. @default - none
   */
  readonly environment?: Readonly<Record<string, EnvironmentValue>>;
  /** Secrets and ConfigMaps whose keys are variables; a later one wins, and `environment` over all. @default - none */
  readonly environmentFrom?: readonly EnvironmentSource[];
}

/** What goes into the container, and what has to be applied before. */
export interface ResolvedEnvironment {
  readonly env: readonly EnvVar[];
  readonly envFrom: readonly EnvFromSource[];
  readonly references: readonly Reference[];
  /** Those of the references whose change has to start the pods anew. */
  readonly configMaps: readonly Reference[];
}

/** Resolves a workload's further variables, in the order of their names; `taken` tells those that it sets itself. */
export const resolveEnvironment = (
  construct: IConstruct,
  props: EnvironmentProps,
  taken: (variable: string) => boolean,
): ResolvedEnvironment => {
  const { environment, sources } = takeEnvironment(construct, props);
  const variables = Object.keys(environment).toSorted();
  for (const variable of variables) checkVariable(construct, variable, taken);
  const single = variables.map((name) => resolveValue(construct, name, environment[name] ?? ""));
  const whole = sources.map((source) => resolveSource(construct, source));
  const all = [...single, ...whole].flatMap(({ from }) => from ?? []);
  return {
    env: single.map(({ variable }) => variable),
    envFrom: whole.map(({ source }) => source),
    references: all.map(({ reference }) => reference),
    configMaps: all.filter(({ isConfigMap }) => isConfigMap).map(({ reference }) => reference),
  };
};

/** What has the form of variables and of their sources; the rest is found. */
const takeEnvironment = (
  construct: IConstruct,
  { environment = {}, environmentFrom = [] }: EnvironmentProps,
): { environment: Readonly<Record<string, EnvironmentValue>>; sources: readonly EnvironmentSource[] } => {
  const values = takeProp(construct, VARIABLES, { prop: "environment", value: environment, instead: {} });
  const sources = takeProp(construct, SOURCES, { prop: "environmentFrom", value: environmentFrom, instead: [] });
  const takes = (rule: PropRule, prop: string, value: unknown) => checkProp(construct, rule, { prop, value });
  return {
    environment: takeMembers(values, (name, value) => takes(VALUE, `environment.${name}`, value)),
    sources: sources.filter((source, at) => takes(SOURCE, `environmentFrom[${at}]`, source)),
  };
};

const isSource = (value: unknown): boolean => isMapping(value) && ("secret" in value || "configMap" in value);

const VARIABLES: PropRule = {
  takes: isMapping,
  allowed: 'a mapping of variables, such as { SMTP_HOST: "mail" }',
  says: nameInWords,
};

const VALUE: PropRule = {
  takes: (value) =>
    typeof value === "string" || (isMapping(value) && isSource(value) && typeof value["key"] === "string"),
  allowed: "a text, { secret, key } or { configMap, key }",
};

const SOURCES: PropRule = {
  takes: Array.isArray,
  allowed: "a list of { secret } and { configMap }",
  says: nameInWords,
};

const SOURCE: PropRule = { takes: isSource, allowed: "{ secret } or { configMap }", says: nameInWords };

interface From {
  readonly reference: Reference;
  readonly isConfigMap: boolean;
}

const resolveValue = (
  construct: IConstruct,
  name: string,
  value: EnvironmentValue,
): { variable: EnvVar; from?: From } => {
  // The API server drops an empty value.
  if (typeof value === "string") return { variable: value === "" ? { name } : { name, value } };
  const from = resolveFrom(construct, `environment.${name}`, value);
  const selector = { name: from.reference.name, key: value.key };
  checkKeys(construct, `${from.isConfigMap ? "ConfigMap" : "Secret"} ${selector.name}`, [value.key]);
  const valueFrom: EnvVarSource = from.isConfigMap ? { configMapKeyRef: selector } : { secretKeyRef: selector };
  return { variable: { name, valueFrom }, from };
};

const resolveSource = (construct: IConstruct, given: EnvironmentSource): { source: EnvFromSource; from: From } => {
  const from = resolveFrom(construct, "environmentFrom", given);
  const { name } = from.reference;
  return { source: from.isConfigMap ? { configMapRef: { name } } : { secretRef: { name } }, from };
};

const resolveFrom = (construct: IConstruct, prop: string, given: EnvironmentSource | EnvironmentKey): From => {
  const keys = "key" in given ? [given.key] : [];
  const isConfigMap = "configMap" in given;
  const reference = isConfigMap
    ? resolveReference(construct, { type: ConfigMap.type, prop: `${prop}.configMap`, keys }, given.configMap)
    : resolveReference(construct, { type: Secret.type, prop: `${prop}.secret`, keys }, given.secret);
  return { reference, isConfigMap };
};

type EnvironmentKey = Exclude<EnvironmentValue, string>;

const checkVariable = (construct: IConstruct, variable: string, taken: (variable: string) => boolean): void => {
  if (taken(variable)) report(construct, environmentName, { variable, found: "one that the workload sets itself" });
  else if (!VARIABLE.test(variable)) report(construct, environmentName, { variable, found: "no name of a variable" });
};

/** What every release of Kubernetes takes, and shells too. */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
