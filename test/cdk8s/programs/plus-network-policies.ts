import { type App, Chart } from "cdk8s";
import {
  Deployment,
  Namespaces,
  NetworkPolicy,
  NetworkPolicyIpBlock,
  NetworkPolicyPort,
  NetworkPolicyTrafficDefault,
  Pods,
  StatefulSet,
} from "cdk8s-plus-28";

/** Network policies, written out and by who talks to whom. */
export const build = (app: App): void => {
  const chart = new Chart(app, "policies");
  const web = new Deployment(chart, "web", { containers: [{ image: "web:1", portNumber: 80 }] });
  const database = new StatefulSet(chart, "database", { containers: [{ image: "db:1", portNumber: 5432 }] });
  web.connections.allowTo(database);
  new NetworkPolicy(chart, "deny", { egress: { default: NetworkPolicyTrafficDefault.DENY } });
  new NetworkPolicy(chart, "rules", {
    selector: Pods.select(chart, "some", { labels: { tier: "a" } }),
    ingress: {
      rules: [
        {
          peer: NetworkPolicyIpBlock.ipv4(chart, "net", "10.0.0.0/8", ["10.1.0.0/16"]),
          ports: [NetworkPolicyPort.tcpRange(80, 90)],
        },
        { peer: Namespaces.select(chart, "spaces", { labels: { team: "x" } }), ports: [NetworkPolicyPort.udp(53)] },
      ],
    },
  });
};
