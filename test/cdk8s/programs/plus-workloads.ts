import { type App, Chart, Duration, Size } from "cdk8s";
import {
  ContainerRestartPolicy,
  Cpu,
  DaemonSet,
  Deployment,
  DeploymentStrategy,
  Handler,
  Node,
  NodeLabelQuery,
  NodeTaintQuery,
  PercentOrAbsolute,
  PodManagementPolicy,
  Probe,
  Service,
  StatefulSet,
  Topology,
} from "cdk8s-plus-28";

/** StatefulSet, DaemonSet and Deployment with what their pods may have. */
export const build = (app: App): void => {
  const chart = new Chart(app, "workloads");
  const database = new StatefulSet(chart, "database", {
    service: new Service(chart, "headless", { clusterIP: "None", ports: [{ port: 5432 }] }),
    replicas: 1,
    podManagementPolicy: PodManagementPolicy.PARALLEL,
    terminationGracePeriod: Duration.minutes(2),
    containers: [
      {
        image: "db:1",
        portNumber: 5432,
        startup: Probe.fromTcpSocket({ failureThreshold: 60 }),
        readiness: Probe.fromCommand(["ready"], { timeoutSeconds: Duration.seconds(3) }),
        lifecycle: { preStop: Handler.fromCommand(["stop"]), postStart: Handler.fromHttpGet("/up", { port: 80 }) },
        resources: {
          cpu: { request: Cpu.units(1) },
          memory: { request: Size.gibibytes(1) },
          ephemeralStorage: { limit: Size.gibibytes(2) },
        },
      },
    ],
    initContainers: [{ image: "init:1", name: "prepare", restartPolicy: ContainerRestartPolicy.ALWAYS }],
  });
  new DaemonSet(chart, "agent", {
    hostNetwork: true,
    dns: { hostname: "agent", nameservers: ["10.0.0.1"] },
    hostAliases: [{ ip: "10.0.0.9", hostnames: ["nine"] }],
    containers: [{ image: "agent:1", securityContext: { privileged: true, allowPrivilegeEscalation: true } }],
  });
  const web = new Deployment(chart, "web", {
    strategy: DeploymentStrategy.rollingUpdate({
      maxSurge: PercentOrAbsolute.percent(50),
      maxUnavailable: PercentOrAbsolute.absolute(0),
    }),
    minReady: Duration.seconds(5),
    spread: true,
    containers: [{ image: "web:1" }],
  });
  web.scheduling.colocate(database, { weight: 10, topology: Topology.ZONE });
  web.scheduling.tolerate(Node.tainted(NodeTaintQuery.is("dedicated", "web")));
  web.scheduling.attract(Node.labeled(NodeLabelQuery.in("disk", ["ssd"])));
};
