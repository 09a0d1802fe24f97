import { defineFinding, type FindingMaker } from "../finding/finding.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Rule } from "./rule.ts";

/** An Ingress that answers 503 for ever. */
export const backendPortMissing: FindingMaker<{ service: string; port: string; allowed: string }> = defineFinding({
  code: "backend-port-missing",
  severity: "error",
  says: ({ service, port, allowed }) =>
    `Cannot lead to port ${port} of Service ${service}: it has ${allowed}; name one of these, or give the Service that port`,
});

/** Finds Ingresses that lead to a port which the Service of the same program does not have. */
export const checkBackendPorts: Rule = ({ ofKind, placeOf }) => {
  const ingresses = ofKind("Ingress").filter(({ apiVersion }) => apiVersion === "networking.k8s.io/v1");
  if (ingresses.length === 0) return [];
  const services = new Map(
    ofKind("Service")
      .filter(({ apiVersion, spec }) => apiVersion === "v1" && !isElsewhere(spec))
      .map((service) => [`${service.metadata.namespace}/${service.metadata.name}`, portsOf(service)]),
  );
  return ingresses.flatMap((ingress) =>
    backendsOf(ingress).flatMap(({ name, port }) => {
      const ports = services.get(`${ingress.metadata.namespace}/${name}`) ?? [];
      const wanted = port?.name ?? port?.number;
      if (wanted === undefined || ports.length === 0 || ports.some((one) => one.name === wanted || one.port === wanted))
        return [];
      const allowed = ports.map((one) => (one.name === undefined ? one.port : `${one.name} (${one.port})`)).join(", ");
      return [backendPortMissing(placeOf(ingress), { service: name ?? "", port: String(wanted), allowed })];
    }),
  );
};

interface Port {
  readonly name?: string;
  readonly port?: number;
}

interface Backend {
  readonly service?: { readonly name?: string; readonly port?: { readonly name?: string; readonly number?: number } };
}

interface IngressSpec {
  readonly defaultBackend?: Backend;
  readonly rules?: readonly { readonly http?: { readonly paths?: readonly { readonly backend?: Backend }[] } }[];
}

/** A name of somebody else's, whose ports nobody has to list. */
const isElsewhere = (spec: unknown): boolean => (spec as { type?: string } | undefined)?.type === "ExternalName";

const portsOf = ({ spec }: Manifest): readonly Port[] => (spec as { ports?: readonly Port[] } | undefined)?.ports ?? [];

const backendsOf = ({ spec }: Manifest): readonly NonNullable<Backend["service"]>[] => {
  const { defaultBackend, rules = [] } = (spec ?? {}) as IngressSpec;
  const backends = [defaultBackend, ...rules.flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend))];
  return backends.flatMap((backend) => backend?.service ?? []);
};
