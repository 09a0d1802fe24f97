import type { Finding, Place } from "../../finding/finding.ts";
import { inWords } from "../../finding/in-words.ts";
import { isHostName, isIpAddress } from "../../inventory/address.ts";
import { STATED_ELSEWHERE } from "./cluster-config.ts";
import { isMapping, type Stray, straysOf, valueAt } from "./key-tree.ts";
import { rkeStatedElsewhere, rkeUnknownKey, rkeValue } from "./rke-findings.ts";
import { INGRESS_KEYS, RKE_KEYS } from "./rke-keys.ts";
import type { RkeProps } from "./rke-props.ts";
import { VALUE_RULES } from "./value-rules.ts";

/** Finds what a program says to RKE in RKE's own words and RKE drops, refuses, or takes and fails with later. */
export const checkRkeConfig = (props: RkeProps, about: Place): readonly Finding[] => {
  const { clusterConfig = {}, ingress } = props as { readonly clusterConfig?: unknown; readonly ingress?: unknown };
  const stated = Object.keys(STATED_ELSEWHERE).filter((key) => valueAt(clusterConfig, key) !== undefined);
  const strays = [
    ...straysOf(clusterConfig, RKE_KEYS).filter(({ key }) => !stated.some((path) => isWithin(key, path))),
    ...(isMapping(ingress) ? straysOf(ingress, INGRESS_KEYS, "ingress") : []),
  ];
  return [
    ...stated.map((key) => rkeStatedElsewhere(about, { key, source: STATED_ELSEWHERE[key] ?? "" })),
    ...strays.map((stray) => strayFinding(stray, about)),
    ...checkValues({ ...(clusterConfig as object), ingress, network: networkOf(props) }, about),
    ...checkProps(props, about),
  ];
};

const isWithin = (key: string, path: string): boolean => key === path || key.startsWith(`${path}.`);

const strayFinding = ({ key, found, allowed }: Stray, about: Place): Finding => {
  const name = key.split(".").at(-1) ?? key;
  if (allowed === undefined) return rkeUnknownKey(about, { key, isSecret: SECRETS.has(name) });
  return rkeValue(about, { key: key === "" ? "clusterConfig" : key, found, allowed });
};

/** Keys of RKE's whose values nobody else may read. */
const SECRETS = new Set([
  "ssh_key",
  "password",
  "access_key",
  "secret_key",
  "key",
  "custom_config",
  "weave_network_provider",
  "ecr_credential_plugin",
]);

const networkOf = ({ networkPlugin = "canal", clusterConfig }: RkeProps): object => ({
  ...(valueAt(clusterConfig, "network") as object | undefined),
  plugin: networkPlugin,
});

const checkValues = (config: object, about: Place): readonly Finding[] =>
  VALUE_RULES.flatMap(({ key, allows, allowed }) => {
    const value = valueAt(config, key);
    return value === undefined || allows(value, config)
      ? []
      : [rkeValue(about, { key, found: inWords(value), allowed })];
  });

const checkProps = (props: RkeProps, about: Place): readonly Finding[] => {
  const { sans = [], networkInterface, networkPlugin = "canal", clusterConfig } = props;
  const findings: Finding[] = [];
  const add = (key: string, value: unknown, allowed: string) =>
    findings.push(rkeValue(about, { key, found: inWords(value), allowed }));
  const areNames = Array.isArray(sans) && sans.every((name: unknown) => isIpAddress(name) || isHostName(name));
  if (!areNames) add("authentication.sans", sans, "a list of IP addresses and host names");
  if (networkInterface !== undefined) {
    const key = `network.options.${networkPlugin}_iface`;
    const takesOne = networkPlugin === "canal" || networkPlugin === "flannel";
    if (!takesOne) add(key, networkInterface, "none: only canal and flannel take an interface");
    else if (!isInterface(networkInterface)) add(key, networkInterface, "the name of an interface: eth1");
    else if ((valueAt(clusterConfig, key) ?? networkInterface) !== networkInterface)
      findings.push(rkeStatedElsewhere(about, { key, source: "networkInterface of rke()" }));
  }
  return findings;
};

const isInterface = (value: unknown): boolean => typeof value === "string" && /^[A-Za-z0-9_.@-]{1,15}$/.test(value);
