import { type App, Chart } from "cdk8s";
import {
  BasicAuthSecret,
  Deployment,
  DockerConfigSecret,
  EnvValue,
  type ISecret,
  type IServiceAccount,
  Secret,
  ServiceAccount,
  ServiceAccountTokenSecret,
  SshAuthSecret,
  TlsSecret,
} from "cdk8s-plus-28";

/** Every Secret of cdk8s-plus, and a workload that reads one. */
export const build = (app: App): void => {
  const chart = new Chart(app, "secrets");
  const plain = new Secret(chart, "plain", { stringData: { user: "u" }, type: "example.com/own" });
  plain.addStringData("later", "l\n");
  new BasicAuthSecret(chart, "basic", { username: "u", password: "p" });
  new SshAuthSecret(chart, "ssh", { sshPrivateKey: "-----BEGIN\nkey\n-----END\n" });
  new TlsSecret(chart, "tls", { tlsCert: "cert", tlsKey: "key" });
  const docker = new DockerConfigSecret(chart, "docker", {
    data: { auths: { "registry.example.com": { auth: "YTpi" } } },
  });
  const account = new ServiceAccount(chart, "account", { secrets: [plain as ISecret], automountToken: false });
  new ServiceAccountTokenSecret(chart, "token", { serviceAccount: account as IServiceAccount });
  new Deployment(chart, "reader", {
    serviceAccount: account as IServiceAccount,
    dockerRegistryAuth: docker as ISecret,
    containers: [
      {
        image: "a:1",
        envVariables: {
          USER: plain.envValue("user"),
          MAYBE: EnvValue.fromSecretValue({ secret: plain as ISecret, key: "no" }, { optional: true }),
        },
      },
    ],
  });
};
