import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Rule } from "./rule.ts";

/** Two ways in of which one leads nowhere. */
export const hostClaimedTwice: FindingMaker<{ ingress: string; route: string; other: string }> = defineFinding({
  code: "host-claimed-twice",
  severity: "warning",
  says: ({ ingress, route, other }) =>
    `Cannot lead ${route} to Ingress ${ingress}: Ingress ${other} has it already, and a controller takes one of them; ` +
    "give one of them another host or path, or acknowledge it where annotations keep them apart",
});

/** Finds Ingresses of one class that claim one host and path. */
export const checkHosts: Rule = ({ ofKind, placeOf }) => {
  const owners = new Map<string, string>();
  return ofKind("Ingress")
    .filter(isRoute)
    .flatMap((manifest) => {
      const ingress = `${manifest.metadata.namespace}/${manifest.metadata.name}`;
      return routesOf(manifest).flatMap(({ route, key }) => {
        const other = owners.get(key);
        owners.set(key, other ?? ingress);
        return other === undefined ? [] : [hostClaimedTwice(placeOf(manifest), { ingress, route, other })];
      });
    });
};

/** A canary of nginx's shares its route by design. */
const isRoute = ({ apiVersion, metadata }: Manifest): boolean => {
  const annotations = metadata["annotations"] as Readonly<Record<string, string>> | undefined;
  const isCanary = annotations?.["nginx.ingress.kubernetes.io/canary"] === "true";
  return apiVersion === "networking.k8s.io/v1" && !isCanary;
};

interface IngressSpec {
  readonly ingressClassName?: string;
  readonly rules?: readonly {
    readonly host?: string;
    readonly http?: { readonly paths?: readonly { readonly path?: string; readonly pathType?: string }[] };
  }[];
}

const routesOf = (manifest: Manifest): readonly { readonly route: string; readonly key: string }[] => {
  const annotations = manifest.metadata["annotations"] as Readonly<Record<string, string>> | undefined;
  const { ingressClassName, rules = [] } = (manifest["spec"] ?? {}) as IngressSpec;
  const className = ingressClassName ?? annotations?.["kubernetes.io/ingress.class"] ?? "";
  const routes = rules.flatMap(({ host = "*", http }) =>
    (http?.paths ?? []).map(({ path = "/", pathType = "" }) => {
      const route = `${host.toLowerCase()}${path}`;
      return [`${className} ${pathType} ${route}`, route] as const;
    }),
  );
  return [...new Map(routes)].map(([key, route]) => ({ route, key }));
};
