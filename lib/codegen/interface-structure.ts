import { type InterfaceDeclarationStructure, type PropertySignatureStructure, StructureKind } from "ts-morph";
import { type ApiField, type ApiType, fieldOf, type ReleaseSpan, readApi } from "../schema/api.ts";
import { docText } from "./doc-text.ts";
import { type GeneratedFile, ownName, typeText } from "./type-names.ts";
import { isKindType, writableFields } from "./types-reached.ts";

type Descriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One interface for each type of a file, its fields named exactly as in YAML. */
export const interfacesOf = (
  file: GeneratedFile,
  descriptions: Descriptions,
): readonly InterfaceDeclarationStructure[] =>
  file.types.map((name) => {
    const type = readApi().types[name] as ApiType;
    const texts = descriptions[name] ?? {};
    const about = isKindType(type) ? `What a ${name.slice(name.lastIndexOf(".") + 1)} is made from.` : texts[""];
    return {
      kind: StructureKind.Interface,
      isExported: true,
      name: ownName(name),
      docs: docText(about, type.releases),
      properties: writableFields(type).map((field) =>
        propertyOf(file.file, { name: field, field: fieldOf(type, field) as ApiField, text: texts[field] }),
      ),
    };
  });

interface Named {
  readonly name: string;
  readonly field: ApiField;
  readonly text: string | undefined;
}

const propertyOf = (file: string, { name, field, text }: Named): PropertySignatureStructure => ({
  kind: StructureKind.PropertySignature,
  isReadonly: true,
  name: /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name),
  hasQuestionToken: field.required !== true,
  type: field.required === true ? typeText(file, field) : `${typeText(file, field)} | undefined`,
  docs: docText(text, field.releases, requiredText(field.required)),
});

const requiredText = (required: true | ReleaseSpan | undefined): string | undefined =>
  required === true || required === undefined
    ? undefined
    : `Required by the API of Kubernetes ${required.replace(/^-/, "up to ").replace(/-$/, " and later")}.`;
