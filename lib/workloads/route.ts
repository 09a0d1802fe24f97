import { isIP, isIPv4 } from "node:net";
import { Service } from "../../imports/k8s/core/v1.ts";
import {
  Ingress,
  IngressClass,
  type IngressProps,
  type IngressTLS,
  type ServiceBackendPort,
} from "../../imports/k8s/networking.k8s.io/v1.ts";
import { Cluster } from "../cluster/cluster.ts";
import { BY_HAND } from "../cluster/facts.ts";
import { checkProp, isToken, type PropRule, takeProp } from "../cluster/take-prop.ts";
import { inWords } from "../finding/in-words.ts";
import type { Override } from "../manifest/override.ts";
import { Construct, cdk8s } from "../tree/cdk8s.ts";
import { stateFact } from "../tree/fact.ts";
import { captureOrigin } from "../tree/origin.ts";
import { type ObjectOfKind, tryFindReferenced } from "../tree/referenced-object.ts";
import { report } from "../tree/report.ts";
import { requireProps } from "../tree/require-props.ts";
import { OVERRIDE, overridden } from "./overridden.ts";
import { dependOn, type Reference, resolveReference } from "./reference.ts";
import { textOr } from "./text-or.ts";
import { type ResolvedTls, resolveTls, type Tls, takeTls } from "./tls.ts";
import { hostInvalid, routeWithoutController } from "./workload-findings.ts";
import { labelsOfPart } from "./workload-labels.ts";

/** A way in from outside the cluster. */
export interface RouteProps {
  /** Names the Ingress. @default - the construct's id */
  readonly name?: string;
  /** The host that visitors ask for: `blog.example.com`. */
  readonly host: string;
  /**
   * The Service behind it, of the same namespace: its name or a construct that makes it, with the name or number of its port;
   * or such a construct by itself, whose only port it is.
   */
  readonly service: ObjectOfKind | ServicePort;
  readonly tls: Tls;
  /** The IngressClass, by its name or as a construct. @default - that of the controller that comes with the cluster */
  readonly className?: string | ObjectOfKind;
  /** The largest request that the way in lets through, in MiB; said to controllers that limit it of themselves. @default - the controller's own limit: 1 MiB for nginx */
  readonly maxBodyMiB?: number;
  /** @default - app.kubernetes.io/managed-by, and what the cluster gives to all */
  readonly labels?: Readonly<Record<string, string>>;
  readonly overrides?: Override<IngressProps>;
}

/** A port of a Service. */
export interface ServicePort {
  readonly name: string | ObjectOfKind;
  readonly port: string | number;
}

/** An Ingress that leads a host to a Service. Refuses, as a finding, a host that is no DNS name, and a cluster without a controller. */
export class Route extends Construct {
  readonly ingress: Ingress;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    captureOrigin(this);
    requireProps(this, props, ["host", "service", "tls"]);
    const name = props.name ?? id;
    const namespace = cdk8s.Chart.of(this).namespace ?? "default";
    const ingressClass = this.#classOf(props);
    const service = serviceOf(props.service);
    const backend = resolveReference(this, { type: Service.type, prop: "service" }, service.name);
    const host = textOr(props.host, "");
    const tls = resolveTls(this, takeTls(this, props.tls), { name, namespace });
    this.#check(props.host, ingressClass);
    checkProp(this, BODY, { prop: "maxBodyMiB", value: props.maxBodyMiB ?? 0 });
    const port = this.#portOf(service);
    const labels = labelsOfPart(this, props.labels);
    const fields: IngressProps = {
      metadata: { name, labels, ...this.#annotationsOf(props, tls) },
      spec: {
        rules: [{ host, http: { paths: [pathTo(backend, port)] } }],
        ...(ingressClass === undefined ? {} : { ingressClassName: ingressClass.name }),
        ...tlsOf(host, tls),
      },
    };
    this.ingress = new Ingress(this, "ingress", overridden(Ingress.type, fields, this.#overridesOf(props)));
    dependOn(this.ingress, [backend, tls.reference, ingressClass]);
    this.node.defaultChild = this.ingress;
    this.#stateByHand(host, tls);
  }

  #classOf({ className }: RouteProps): Reference | undefined {
    if (className !== undefined) {
      return resolveReference(this, { type: IngressClass.type, prop: "className" }, className);
    }
    const { ingress } = Cluster.of(this);
    return ingress === undefined ? undefined : { name: ingress.className };
  }

  #check(given: unknown, ingressClass: Reference | undefined): void {
    const wrong = whyNoHost(given);
    const host = typeof given === "string" ? given : inWords(given);
    if (wrong !== undefined) report(this, hostInvalid, { host, found: wrong });
    if (ingressClass === undefined) report(this, routeWithoutController, { host });
  }

  #portOf({ port }: ReturnType<typeof serviceOf>): string | number | undefined {
    return port === undefined ? port : takeProp(this, PORT, { prop: "service.port", value: port, instead: 80 });
  }

  #overridesOf({ overrides }: RouteProps): RouteProps["overrides"] {
    return takeProp(this, OVERRIDE, { prop: "overrides", value: overrides ?? {}, instead: {} });
  }

  #annotationsOf({ className, maxBodyMiB }: RouteProps, tls: ResolvedTls): { annotations?: Record<string, string> } {
    const isNginx = className === undefined && Cluster.of(this).ingress?.controller === "nginx";
    const annotations: Record<string, string> = { ...tls.annotations };
    if (isNginx && maxBodyMiB !== undefined) annotations[NGINX_BODY_SIZE] = `${maxBodyMiB}m`;
    return Object.keys(annotations).length === 0 ? {} : { annotations };
  }

  #stateByHand(host: string, { byHand }: ResolvedTls): void {
    stateFact(this, BY_HAND, { after: 0, says: `Let ${host} point to the machines that run the ingress controller.` });
    if (byHand !== undefined) stateFact(this, BY_HAND, { after: 1, says: byHand });
  }
}

const NGINX_BODY_SIZE = "nginx.ingress.kubernetes.io/proxy-body-size";

/** A Service with its port; undefined for its only one. */
const serviceOf = (given: RouteProps["service"]): { name: unknown; port?: string | number } =>
  tryFindReferenced(given) === undefined ? given : { name: given };

const pathTo = (service: Reference, port: string | number | undefined) => ({
  path: "/",
  pathType: "Prefix" as const,
  backend: { service: { name: service.name, port: portOf(service, port) } },
});

const portOf = (service: Reference, port: string | number | undefined): ServiceBackendPort => {
  if (typeof port === "string") return { name: port };
  return { number: port ?? (cdk8s.Lazy.any({ produce: () => onlyPortOf(service) }) as number) };
};

/** Read at synthesis, so that ports count which a library adds later. */
const onlyPortOf = ({ name, object }: Reference): number => {
  const { spec } = (object?.toJson() ?? {}) as { readonly spec?: { readonly ports?: readonly { port: number }[] } };
  const [first, ...more] = spec?.ports ?? [];
  if (first !== undefined && more.length === 0) return first.port;
  const found = first === undefined ? "no port" : `${more.length + 1} ports`;
  throw new Error(`Cannot lead to Service ${name}: found ${found} of it in the program; state { name, port }`);
};

const PORT: PropRule = {
  takes: (port) => isToken(port) || (typeof port === "number" ? isPort(port) : isPortName(port)),
  allowed: "a whole number from 1 to 65535, or a name of at most 15 lower-case letters, digits and dashes",
};

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65_536;

/** As the API server has it for Ingresses. */
const isPortName = (port: unknown): boolean =>
  typeof port === "string" && /^(?=.*[a-z])(?!.*--)(?!-)[-a-z0-9]{1,15}(?<!-)$/.test(port);

const BODY: PropRule = {
  takes: (size) => Number.isInteger(size) && Number(size) >= 0,
  allowed: "a whole number of 0 or more, where 0 is no limit",
};

const tlsOf = (host: string, { secretName }: ResolvedTls): { tls?: readonly IngressTLS[] } =>
  secretName === undefined ? {} : { tls: [{ hosts: [host], secretName }] };

/** As the API server has it: RFC 1123, in lower case, with a wildcard as the first label, and no IP address. */
const whyNoHost = (host: unknown): string | undefined => {
  if (typeof host !== "string") return "no DNS name";
  // What has the form of a name may still be an IPv4 address.
  const isName = host.length <= 253 && HOST.test(host);
  if (isName ? isIPv4(host) : isIP(host) > 0) return "an IP address, and an Ingress leads names alone";
  return isName && host.split(".").every((label) => label.length <= 63) ? undefined : "no DNS name";
};

const HOST = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
