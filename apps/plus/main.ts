// An application of cdk8s-plus's constructs, unchanged, in our cluster: it mounts a volume on our NFS server, takes a Secret of
// ours, and is reached by our route. Beside it a WordPress of ours, which runs as an account of theirs, takes its settings from a
// ConfigMap of theirs, and finds its database, its password and its certificate where somebody else has put them.

import { Cron, Duration, Size } from "cdk8s";
import {
  ConfigMap,
  Cpu,
  CronJob,
  Deployment,
  EnvValue,
  HorizontalPodAutoscaler,
  Metric,
  MetricTarget,
  NetworkPolicy,
  NetworkPolicyIpBlock,
  NetworkPolicyPort,
  PersistentVolumeClaim,
  RestartPolicy,
  Secret,
  ServiceAccount,
  Volume,
} from "cdk8s-plus-28";
import { Cluster, Namespace, NfsServer, NfsVolume, Project, RequiredSecret, Route, rke, WordPress } from "kumiki";

const project = new Project({ defaults: "2026-11" });
const nas = new NfsServer(project, "nas", { address: "10.0.0.10" });
const farm = new Cluster(project, "farm", {
  kubernetes: "1.30",
  provisioner: rke({ release: "1.8.14" }),
  ssh: { user: "ubuntu" },
  nodes: {
    "node-1": { address: "10.0.0.11" },
    "node-2": { address: "10.0.0.12" },
    "node-3": { address: "10.0.0.13" },
  },
});
// What cdk8s-plus makes has no seccomp profile, which the level restricted demands.
const shop = new Namespace(farm, "shop", { podSecurity: "baseline" });

// Ours.
const pictures = new NfsVolume(shop, "pictures", {
  directory: nas.export("/srv/shop/pictures", { size: "20Gi" }),
  owner: { uid: 1000, gid: 1000, mode: "2775" },
});
const account = new RequiredSecret(shop, "account", { keys: ["token"], purpose: "the account of the payment service" });

// Theirs, with ours in it.
const settings = new ConfigMap(shop, "settings", {
  metadata: { name: "settings" },
  data: { "shop.ini": "currency = JPY\n", currency: "JPY" },
});
const configuration = ConfigMap.fromConfigMapName(shop, "configuration", settings.name);
const claim = PersistentVolumeClaim.fromClaimName(shop, "claim", pictures.claimName);
const token = Secret.fromSecretName(shop, "token", account.name).envValue("token");
const web = new Deployment(shop, "web", {
  metadata: { name: "web" },
  securityContext: { user: 1000, group: 1000, fsGroup: 1000 },
  containers: [
    {
      name: "web",
      image: "registry.example.com/shop/web:1.4.2",
      portNumber: 8080,
      envVariables: { TOKEN: token, LANG: EnvValue.fromValue("C.UTF-8") },
      resources: {
        cpu: { request: Cpu.millis(100), limit: Cpu.millis(500) },
        memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
      },
      securityContext: { user: 1000, group: 1000 },
      volumeMounts: [
        { path: "/pictures", volume: Volume.fromPersistentVolumeClaim(shop, "pictures-volume", claim) },
        { path: "/etc/shop", volume: Volume.fromConfigMap(shop, "settings-volume", configuration) },
      ],
    },
  ],
});
const service = web.exposeViaService({ name: "web", ports: [{ port: 80, targetPort: 8080 }] });
new HorizontalPodAutoscaler(shop, "scaling", {
  metadata: { name: "web" },
  target: web,
  minReplicas: 2,
  maxReplicas: 4,
  metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(70))],
});
new NetworkPolicy(shop, "policy", {
  metadata: { name: "web" },
  selector: web,
  ingress: {
    rules: [{ peer: NetworkPolicyIpBlock.ipv4(shop, "anyone", "0.0.0.0/0"), ports: [NetworkPolicyPort.tcp(8080)] }],
  },
});
new CronJob(shop, "cleanup", {
  metadata: { name: "cleanup" },
  schedule: Cron.daily(),
  restartPolicy: RestartPolicy.NEVER,
  timeZone: "Asia/Tokyo",
  startingDeadline: Duration.minutes(10),
  securityContext: { user: 1000, group: 1000 },
  containers: [
    {
      name: "cleanup",
      image: "registry.example.com/shop/web:1.4.2",
      command: ["shop", "cleanup"],
      securityContext: { user: 1000, group: 1000 },
      volumeMounts: [
        {
          path: "/pictures",
          volume: Volume.fromPersistentVolumeClaim(shop, "cleanup-volume", claim),
        },
      ],
    },
  ],
});

// Ours, leading to theirs.
new Route(shop, "way-in", { name: "web", host: "shop.home.arpa", tls: "none", service });

// Ours, with theirs in it.
new WordPress(shop, "magazine", {
  name: "magazine",
  host: "magazine.home.arpa",
  tls: { secret: Secret.fromSecretName(shop, "certificate", "magazine-tls") },
  content: nas.export("/srv/shop/magazine", { size: "10Gi" }),
  database: {
    host: "database.home.arpa",
    database: "magazine",
    user: "magazine",
    password: { secret: Secret.fromSecretName(shop, "accounts", "database-accounts"), key: "magazine-password" },
  },
  serviceAccount: new ServiceAccount(shop, "writers", { metadata: { name: "magazine" } }),
  environment: {
    SHOP_CURRENCY: { configMap: settings, key: "currency" },
    SHOP_TOKEN: { secret: account, key: "token" },
    SHOP_URL: "http://web",
  },
});

export default project;
