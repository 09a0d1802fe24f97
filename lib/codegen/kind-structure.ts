import { type ClassDeclarationStructure, StructureKind } from "ts-morph";
import { type ApiKind, type ApiType, fieldOf, readApi } from "../schema/api.ts";
import { kubernetesReleases, releasesIn } from "../schema/releases.ts";
import { docText } from "./doc-text.ts";
import { kindTypeName, writableFields } from "./types-reached.ts";

type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The class of a kind: what makes one, and its type, which is not to be said again. */
export const kindStructures = (kind: ApiKind, descriptions: Descriptions): readonly ClassDeclarationStructure[] => {
  const type = readApi().types[kindTypeName(kind)] as ApiType;
  const needsFields = writableFields(type).some((name) => fieldOf(type, name)?.required === true);
  const { apiVersion, kind: name, namespaced } = kind;
  const text = `${descriptions[kindTypeName(kind)]?.[""] ?? name}\n\n${referenceOf(kind)}`;
  return [
    {
      kind: StructureKind.Class,
      isExported: true,
      name,
      extends: "KindObject",
      docs: docText(text, kind.releases),
      properties: [
        {
          isStatic: true,
          isReadonly: true,
          name: "type",
          type: "KindType",
          initializer: `{ apiVersion: ${JSON.stringify(apiVersion)}, kind: ${JSON.stringify(name)}, namespaced: ${namespaced} }`,
        },
      ],
      ctors: [
        {
          parameters: [
            { name: "scope", type: namespaced ? "NamespacedScope" : "Construct" },
            { name: "id", type: "string" },
            needsFields
              ? { name: "fields", type: `${name}Props` }
              : { name: "fields", type: `${name}Props`, initializer: "{}" },
          ],
          statements: `super(scope, id, { type: ${name}.type, fields });`,
        },
      ],
    },
  ];
};

/** The kind's section of the API reference, in the newest release that has it. */
const referenceOf = ({ apiVersion, kind, releases }: ApiKind): string => {
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["core", apiVersion];
  const release = releasesIn(releases).at(-1) ?? kubernetesReleases().at(-1);
  const anchor = `${kind.toLowerCase()}-${version}-${group?.replaceAll(".", "-")}`;
  return `https://kubernetes.io/docs/reference/generated/kubernetes-api/v${release}/#${anchor}`;
};
