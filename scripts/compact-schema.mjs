// Makes lib/schema/data/ from the API of Kubernetes as running servers describe it: `npm run schema -- DIR [OUT]`, where DIR
// holds one v<release>.json.gz a minor release ({ kubernetes, resources, schemas }: OpenAPI v3 and discovery).
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const [dir, target = join(import.meta.dirname, "..", "lib", "schema", "data")] = process.argv.slice(2);
if (dir === undefined) throw new Error("Cannot read the API: found no folder; say npm run schema -- DIR");

const minorOf = (kubernetes) => /^v(\d+\.\d+)/.exec(kubernetes)[1];
const servers = readdirSync(dir)
  .filter((name) => name.endsWith(".json.gz"))
  .map((name) => JSON.parse(gunzipSync(readFileSync(join(dir, name))).toString()))
  .map((server) => ({ ...server, release: minorOf(server.kubernetes) }))
  .sort((a, b) => Number(a.release.split(".")[1]) - Number(b.release.split(".")[1]));
const releases = servers.map(({ release }) => release);

// Package of a schema's name to the group that its types belong to: read off the kinds of that package.
const groups = new Map([["io.k8s.apimachinery.pkg.apis.meta.v1", "meta/v1"]]);
for (const { schemas } of servers) {
  for (const [name, schema] of Object.entries(schemas)) {
    const pkg = name.slice(0, name.lastIndexOf("."));
    const [gvk] = schema["x-kubernetes-group-version-kind"] ?? [];
    if (gvk === undefined || groups.has(pkg) || !name.endsWith(`.${gvk.version}.${gvk.kind}`)) continue;
    groups.set(pkg, `${gvk.group === "" ? "core" : gvk.group}/${gvk.version}`);
  }
}

const SCALARS = {
  "io.k8s.apimachinery.pkg.api.resource.Quantity": "quantity",
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "int-or-string",
  "io.k8s.apimachinery.pkg.apis.meta.v1.Time": "time",
  "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime": "time",
  "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": "json",
  "io.k8s.apimachinery.pkg.apis.meta.v1.Patch": "json",
  "io.k8s.apimachinery.pkg.runtime.RawExtension": "json",
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON": "json",
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus": "json",
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray": "schema-or-array",
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool": "schema-or-boolean",
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray": "schema-or-strings",
};

/** A package that has no kind of its own takes its group from another version of it. */
const groupOfSiblings = (pkg) => {
  const [, stem, version] = /^(.*\.)([^.]+)$/.exec(pkg);
  const sibling = [...groups.keys()].find((name) => name.startsWith(stem) && !name.slice(stem.length).includes("."));
  return sibling === undefined ? undefined : groups.get(sibling).replace(/[^/]+$/, version);
};

const typeName = (schemaName) => {
  const at = schemaName.lastIndexOf(".");
  const pkg = schemaName.slice(0, at);
  const group = groups.get(pkg) ?? groupOfSiblings(pkg);
  if (group === undefined) throw new Error(`no group for ${schemaName}`);
  return `${group}.${schemaName.slice(at + 1)}`;
};

const refOf = (schema) => (schema.$ref ?? schema.allOf?.[0]?.$ref)?.replace("#/components/schemas/", "");

/** A type in one word: string, integer, number, boolean, bytes, …, @core/v1.Container, [] and {} before what they hold. */
const typeOf = (schema) => {
  const ref = refOf(schema);
  if (ref !== undefined) return SCALARS[ref] ?? `@${typeName(ref)}`;
  if (schema.type === "array") return `[]${typeOf(schema.items)}`;
  if (schema.type === "object") {
    return schema.additionalProperties === undefined ? "json" : `{}${typeOf(schema.additionalProperties)}`;
  }
  if (schema.format === "byte") return "bytes";
  if (schema.format === "int-or-string") return "int-or-string";
  return schema.type ?? "json";
};

const enumOf = (schema) => schema.enum ?? schema.items?.enum ?? schema.additionalProperties?.enum;

/** Releases in one word: nothing for all, `1.30-`, `-1.32`, `1.29-1.31`. */
const spanOf = (present, all = releases) => {
  if (present.length === all.length) return undefined;
  const from = all.indexOf(present[0]);
  if (present.some((release, index) => release !== all[from + index])) return present.join(",");
  const last = all[from + present.length - 1];
  return `${from === 0 ? "" : all[from]}-${last === all.at(-1) ? "" : last}`;
};

const withoutUndefined = (object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

const descriptions = {};

const compactField = (where, field, versions, typeReleases) => {
  const newest = versions.at(-1).schema;
  descriptions[where][field] = newest.description?.replace(/\n\nPossible enum values:[\s\S]*$/, "");
  const enums = versions.flatMap(({ schema }) => enumOf(schema) ?? []);
  const requiredIn = versions.filter(({ required }) => required).map(({ release }) => release);
  const list = newest.type === "array" ? newest["x-kubernetes-list-type"] : undefined;
  const compact = withoutUndefined({
    type: typeOf(newest),
    enum: enums.length > 0 && enumOf(newest) !== undefined ? [...new Set(enums)].sort() : undefined,
    list,
    keys: list === "map" ? newest["x-kubernetes-list-map-keys"] : undefined,
    default:
      ["string", "number", "boolean"].includes(typeof newest.default) && newest.default !== ""
        ? newest.default
        : undefined,
    required:
      requiredIn.length === 0 ? undefined : requiredIn.length === typeReleases.length ? true : spanOf(requiredIn),
    releases: spanOf(
      versions.map(({ release }) => release),
      typeReleases,
    ),
  });
  return Object.keys(compact).length === 1 ? compact.type : compact;
};

const compactType = (schemaName, versions) => {
  const where = typeName(schemaName);
  descriptions[where] = { "": versions.at(-1).schema.description };
  const typeReleases = versions.map(({ release }) => release);
  const names = [...new Set(versions.flatMap(({ schema }) => Object.keys(schema.properties ?? {})))].sort();
  const fields = names.map((name) => {
    const having = versions
      .filter(({ schema }) => schema.properties?.[name] !== undefined)
      .map(({ release, schema }) => ({
        release,
        schema: schema.properties[name],
        required: schema.required?.includes(name) ?? false,
      }));
    return [name, compactField(where, name, having, typeReleases)];
  });
  descriptions[where] = sorted(withoutUndefined(descriptions[where]));
  return withoutUndefined({
    releases: spanOf(typeReleases),
    atomic: versions.at(-1).schema["x-kubernetes-map-type"] === "atomic" ? true : undefined,
    fields: Object.fromEntries(fields),
  });
};

const kindEntries = new Map();
for (const { release, resources } of servers) {
  for (const [apiVersion, list] of Object.entries(resources)) {
    for (const { name, kind, namespaced, shortNames, verbs } of list) {
      if (name.includes("/") || !verbs.includes("create")) continue;
      const key = `${apiVersion} ${kind}`;
      const entry = kindEntries.get(key) ?? { apiVersion, kind, releases: [] };
      kindEntries.set(key, { ...entry, namespaced, plural: name, shortNames, releases: [...entry.releases, release] });
    }
  }
}

// Only what a kind reaches; lists of objects, options of requests and the like are left out.
const versionsOf = new Map();
for (const { release, schemas } of servers) {
  for (const [name, schema] of Object.entries(schemas)) {
    if (SCALARS[name] !== undefined) continue;
    versionsOf.set(name, [...(versionsOf.get(name) ?? []), { release, schema }]);
  }
}
const schemaNameOf = new Map([...versionsOf.keys()].map((name) => [typeName(name), name]));
const reached = new Set();
const reach = (name) => {
  if (reached.has(name) || !versionsOf.has(name)) return;
  reached.add(name);
  const below = (schema) => {
    const ref = refOf(schema);
    if (ref !== undefined) reach(ref);
    for (const part of [schema.items, schema.additionalProperties]) if (part !== undefined) below(part);
  };
  for (const { schema } of versionsOf.get(name)) Object.values(schema.properties ?? {}).forEach(below);
};
const kinds = [...kindEntries.values()]
  .sort((a, b) => (`${a.apiVersion} ${a.kind}` < `${b.apiVersion} ${b.kind}` ? -1 : 1))
  .map(({ releases: served, ...kind }) => {
    const group = kind.apiVersion.includes("/") ? kind.apiVersion : `core/${kind.apiVersion}`;
    const type = `${group}.${kind.kind}`;
    // A few kinds are posted to a group that is not the one of their type.
    reach(schemaNameOf.get(type));
    return withoutUndefined({ ...kind, releases: spanOf(served) });
  })
  .filter(({ apiVersion, kind }) =>
    schemaNameOf.has(`${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}.${kind}`),
  );

const types = sorted(
  Object.fromEntries([...reached].map((name) => [typeName(name), compactType(name, versionsOf.get(name))])),
);

const lines = (object) =>
  `{\n${Object.entries(object)
    .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(",\n")}\n}`;
writeFileSync(
  join(target, "api.json"),
  `{\n"releases": ${JSON.stringify(releases)},\n"kinds": [\n${kinds.map((kind) => JSON.stringify(kind)).join(",\n")}\n],\n"types": ${lines(types)}\n}\n`,
);
writeFileSync(join(target, "descriptions.json"), `${lines(sorted(descriptions))}\n`);
