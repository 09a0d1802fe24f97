import { isIP } from "node:net";
import { Ingress, type IngressProps, type IngressTLS } from "../../imports/k8s/networking.k8s.io/v1.ts";
import { Cluster } from "../cluster/cluster.ts";
import { BY_HAND } from "../cluster/facts.ts";
import type { Override } from "../manifest/override.ts";
import { Construct } from "../tree/cdk8s.ts";
import { stateFact } from "../tree/fact.ts";
import { captureOrigin } from "../tree/origin.ts";
import { report } from "../tree/report.ts";
import { overridden } from "./overridden.ts";
import type { Tls } from "./tls.ts";
import { hostInvalid, routeWithoutController } from "./workload-findings.ts";
import { ownLabels } from "./workload-labels.ts";

/** A way in from outside the cluster. */
export interface RouteProps {
  /** Names the Ingress. @default - the construct's id */
  readonly name?: string;
  /** The host that visitors ask for: `blog.example.com`. */
  readonly host: string;
  /** The Service behind it, and the name or number of its port. */
  readonly service: { readonly name: string; readonly port: string | number };
  readonly tls: Tls;
  /** The IngressClass. @default - that of the controller that comes with the cluster */
  readonly className?: string;
  /** The largest request that the way in lets through, in MiB; said to controllers that limit it of themselves. @default - the controller's own limit: 1 MiB for nginx */
  readonly maxBodyMiB?: number;
  /** @default - app.kubernetes.io/managed-by, and what the cluster gives to all */
  readonly labels?: Readonly<Record<string, string>>;
  readonly overrides?: Override<IngressProps>;
}

/** An Ingress that leads a host to a Service. Refuses, as a finding, a host that is no DNS name, and a cluster without a controller. */
export class Route extends Construct {
  readonly ingress: Ingress;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    captureOrigin(this);
    const controller = Cluster.of(this).ingress;
    const className = props.className ?? controller?.className;
    const wrong = whyNoHost(props.host);
    if (wrong !== undefined) report(this, hostInvalid, { host: props.host, found: wrong });
    if (className === undefined) report(this, routeWithoutController, { host: props.host });
    const name = props.name ?? id;
    const isNginx = props.className === undefined && controller?.controller === "nginx";
    const fields: IngressProps = {
      metadata: { name, labels: props.labels ?? ownLabels(this), ...annotationsOf(props, isNginx) },
      spec: {
        ...(className === undefined ? {} : { ingressClassName: className }),
        rules: [{ host: props.host, http: { paths: [pathTo(props.service)] } }],
        ...tlsOf(props, name),
      },
    };
    this.ingress = new Ingress(this, "ingress", overridden(Ingress.type, fields, props.overrides));
    this.node.defaultChild = this.ingress;
    this.#stateByHand(props);
  }

  #stateByHand({ host, tls }: RouteProps): void {
    stateFact(this, BY_HAND, { after: 0, says: `Let ${host} point to the machines that run the ingress controller.` });
    const says = certificateByHand(tls, this.ingress.chart.namespace ?? "default", this.ingress.name);
    if (says !== undefined) stateFact(this, BY_HAND, { after: 1, says });
  }
}

const pathTo = ({ name, port }: RouteProps["service"]) => ({
  path: "/",
  pathType: "Prefix" as const,
  backend: { service: { name, port: typeof port === "number" ? { number: port } : { name: port } } },
});

const annotationsOf = ({ tls, maxBodyMiB }: RouteProps, isNginx: boolean) => {
  const annotations: Record<string, string> = {};
  if (isNginx && maxBodyMiB !== undefined)
    annotations["nginx.ingress.kubernetes.io/proxy-body-size"] = `${maxBodyMiB}m`;
  if (tls !== "none" && "issuer" in tls) annotations["cert-manager.io/issuer"] = tls.issuer;
  if (tls !== "none" && "clusterIssuer" in tls) annotations["cert-manager.io/cluster-issuer"] = tls.clusterIssuer;
  return Object.keys(annotations).length === 0 ? {} : { annotations };
};

/** What a certificate needs that nothing here makes. */
const certificateByHand = (tls: Tls, namespace: string, name: string): string | undefined => {
  if (tls === "none") return undefined;
  if ("secret" in tls) {
    const command = `kubectl create secret tls ${tls.secret} --namespace ${namespace} --cert=FILE --key=FILE`;
    return `Put the certificate into Secret ${namespace}/${tls.secret}: ${command}`;
  }
  const issuer = "issuer" in tls ? `Issuer ${namespace}/${tls.issuer}` : `ClusterIssuer ${tls.clusterIssuer}`;
  return `Install cert-manager with ${issuer}, which fills Secret ${namespace}/${name}-tls.`;
};

const tlsOf = ({ tls, host }: RouteProps, name: string): { tls?: readonly IngressTLS[] } => {
  if (tls === "none") return {};
  return { tls: [{ hosts: [host], secretName: "secret" in tls ? tls.secret : `${name}-tls` }] };
};

/** As the API server has it: RFC 1123, in lower case, with a wildcard as the first label, and no IP address. */
const whyNoHost = (host: unknown): string | undefined => {
  if (isIP(String(host)) > 0) return "an IP address, and an Ingress leads names alone";
  return typeof host === "string" && host.length <= 253 && HOST.test(host) ? undefined : "no DNS name";
};

const HOST = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
