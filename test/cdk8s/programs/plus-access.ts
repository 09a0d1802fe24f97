import { type App, Chart } from "cdk8s";
import {
  ApiResource,
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  Deployment,
  Group,
  type IApiResource,
  type IClusterRole,
  type IRole,
  Role,
  RoleBinding,
  Secret,
  ServiceAccount,
  User,
} from "cdk8s-plus-28";

/** Roles, bindings and grants. */
export const build = (app: App): void => {
  const chart = new Chart(app, "access", { namespace: "team" });
  const account = new ServiceAccount(chart, "account");
  const role = new Role(chart, "role");
  role.allowRead(ApiResource.PODS, new Secret(chart, "secret") as IApiResource);
  role.allow(["patch"], ApiResource.custom({ apiGroup: "example.com", resourceType: "things" }));
  const binding = role.bind(account);
  binding.addSubjects(User.fromName(chart, "user", "ann"), Group.fromName(chart, "group", "ops"));
  const all = new ClusterRole(chart, "all", { aggregationLabels: { "example.com/aggregate": "true" } });
  all.allowReadWrite(ApiResource.NODES);
  all.bind(account);
  new ClusterRoleBinding(chart, "bound", { role: all as IClusterRole }).addSubjects(account);
  all.bindInNamespace("other", account);
  new RoleBinding(chart, "second", { role: role as IRole }).addSubjects(account);
  const settings = new ConfigMap(chart, "settings");
  settings.permissions.grantRead(
    new Deployment(chart, "reader", { automountServiceAccountToken: true, containers: [{ image: "a:1" }] }),
  );
};
