import type { Api } from "./api.ts";

/** A release's API as its server tells it, in the shape that `scripts/compact-schema.mjs` reads. */
export interface ApiDescription {
  /** `v1.30.14` */
  readonly kubernetes: string;
  /** Discovery: every resource, by group and version. */
  readonly resources: Readonly<Record<string, readonly object[]>>;
  /** OpenAPI v3: every type, by its name. */
  readonly schemas: Readonly<Record<string, object>>;
}

/** Asks a server for its API: discovery and OpenAPI of every group and version that it serves. */
export const describeApi = async (api: Api): Promise<ApiDescription> => {
  const get = async <T>(path: string): Promise<T> => {
    const { status, body } = await api.ask("GET", path);
    if (status !== 200) throw new Error(`cannot read ${path}: ${JSON.stringify(body)}`);
    return body as T;
  };
  const { gitVersion } = await get<{ gitVersion: string }>("/version");
  const { groups } = await get<{ groups: readonly Group[] }>("/apis");
  const versions = [
    "v1",
    ...groups.flatMap((group) => group.versions.map(({ groupVersion }) => groupVersion)),
  ].toSorted();
  const resources: Record<string, readonly object[]> = {};
  const schemas: Record<string, object> = {};
  for (const version of versions) {
    const path = version.includes("/") ? `apis/${version}` : `api/${version}`;
    resources[version] = (await get<{ resources: readonly object[] }>(`/${path}`)).resources;
    const document = await get<{ components?: { schemas?: Readonly<Record<string, object>> } }>(`/openapi/v3/${path}`);
    Object.assign(schemas, document.components?.schemas);
  }
  return { kubernetes: gitVersion, resources, schemas };
};

interface Group {
  readonly versions: readonly { readonly groupVersion: string }[];
}
