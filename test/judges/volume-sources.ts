import type { KeyToPath, Volume } from "../../imports/k8s/core/v1.ts";

/** A ConfigMap's or Secret's files in a volume. */
export interface VolumeSource {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  /** @default - every key, as a file of its name */
  readonly items?: readonly KeyToPath[] | undefined;
  readonly optional?: boolean | undefined;
  /** Mode of the files that state none. @default - 0644 */
  readonly mode?: number | undefined;
}

/** What a volume takes from ConfigMaps and Secrets, whether it is one of them or projects several. */
export const volumeSources = ({ configMap, secret, projected }: Volume): readonly VolumeSource[] => [
  ...(configMap === undefined ? [] : [sourceOf("ConfigMap", configMap, configMap.defaultMode)]),
  ...(secret === undefined ? [] : [sourceOf("Secret", { ...secret, name: secret.secretName }, secret.defaultMode)]),
  ...(projected?.sources ?? []).flatMap((each) => [
    ...(each.configMap === undefined ? [] : [sourceOf("ConfigMap", each.configMap, projected?.defaultMode)]),
    ...(each.secret === undefined ? [] : [sourceOf("Secret", each.secret, projected?.defaultMode)]),
  ]),
];

type Given = { readonly name?: string | undefined } & Pick<VolumeSource, "items" | "optional">;

const sourceOf = (
  kind: VolumeSource["kind"],
  { name = "", items, optional }: Given,
  mode: number | undefined,
): VolumeSource => ({ kind, name, items, optional, mode });
