/** The annotation of a pod that a kubelet could start; without it kwok leaves the pod alone. */
export const STARTS = "judges.kumiki/starts";

/** What kwok does with a machine whose kubelet it plays, beside renewing its lease, and with its pods. */
export const kwokStages = (): string =>
  [comingBack, starting, turningReady, ending].map((spec) => JSON.stringify(stageOf(spec))).join("\n---\n");

interface Stage {
  readonly kind: "Node" | "Pod";
  readonly name: string;
  readonly when: readonly object[];
  readonly afterMilliseconds: readonly [from: number, to: number];
  readonly next: object;
}

const READY = '.status.conditions.[] | select( .type == "Ready" ) | .status';

const is = (key: string, value: string): object => ({ key, operator: "In", values: [value] });
const isNot = (key: string, value: string): object => ({ key, operator: "NotIn", values: [value] });
const exists = (key: string): object => ({ key, operator: "Exists" });
const isMissing = (key: string): object => ({ key, operator: "DoesNotExist" });

const conditions = (ready: "True" | "False"): string =>
  ["Ready", "ContainersReady"]
    .map((type) => `{ type: ${type}, status: "${ready}", lastTransitionTime: {{ Now | Quote }} }`)
    .join(", ");

const containers = (ready: boolean): string => `containerStatuses:
{{ range .spec.containers }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: "", restartCount: 0, started: true, ready: ${ready},
    state: { running: { startedAt: {{ Now | Quote }} } } }
{{ end }}`;

/** A machine that is registered as ready, and was lost since. */
const comingBack: Stage = {
  kind: "Node",
  name: "back",
  when: [isNot(READY, "True")],
  afterMilliseconds: [100, 200],
  next: {
    statusTemplate: `conditions: [{ type: Ready, status: "True", reason: KubeletReady, message: "",
  lastHeartbeatTime: {{ Now | Quote }}, lastTransitionTime: {{ Now | Quote }} }]`,
  },
};

const starting: Stage = {
  kind: "Pod",
  name: "start",
  when: [
    isMissing(".metadata.deletionTimestamp"),
    is(`.metadata.annotations["${STARTS}"]`, "true"),
    is(".status.phase", "Pending"),
  ],
  afterMilliseconds: [100, 200],
  next: {
    statusTemplate: `phase: Running
startTime: {{ Now | Quote }}
hostIP: {{ NodeIPWith .spec.nodeName | Quote }}
podIP: {{ PodIPWith .spec.nodeName false .metadata.uid .metadata.name .metadata.namespace | Quote }}
conditions: [{ type: Initialized, status: "True", lastTransitionTime: {{ Now | Quote }} }, ${conditions("False")}]
${containers(false)}`,
  },
};

/** Long enough for a gap among the endpoints to be seen. */
const turningReady: Stage = {
  kind: "Pod",
  name: "ready",
  when: [isMissing(".metadata.deletionTimestamp"), is(".status.phase", "Running"), is(READY, "False")],
  afterMilliseconds: [2000, 3000],
  next: { statusTemplate: `conditions: [${conditions("True")}]\n${containers(true)}` },
};

const ending: Stage = {
  kind: "Pod",
  name: "end",
  when: [exists(".metadata.deletionTimestamp")],
  afterMilliseconds: [1000, 1500],
  next: { delete: true },
};

const stageOf = ({ kind, name, when, afterMilliseconds: [from, to], next }: Stage): object => ({
  apiVersion: "kwok.x-k8s.io/v1alpha1",
  kind: "Stage",
  metadata: { name },
  spec: {
    resourceRef: { apiGroup: "v1", kind },
    selector: { matchExpressions: when },
    delay: { durationMilliseconds: from, jitterDurationMilliseconds: to },
    next,
  },
});
