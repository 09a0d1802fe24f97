import { type App, Chart, Duration } from "cdk8s";
import {
  Cpu,
  Deployment,
  HorizontalPodAutoscaler,
  Metric,
  MetricTarget,
  Replicas,
  ScalingStrategy,
} from "cdk8s-plus-28";

/** An autoscaler with several metrics and policies. */
export const build = (app: App): void => {
  const chart = new Chart(app, "scaling");
  const target = new Deployment(chart, "web", {
    containers: [{ image: "web:1", resources: { cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) } } }],
  });
  new HorizontalPodAutoscaler(chart, "scaler", {
    target,
    maxReplicas: 10,
    metrics: [
      Metric.resourceCpu(MetricTarget.averageUtilization(70)),
      Metric.external({ name: "queue", target: MetricTarget.value(5) }),
    ],
    scaleUp: {
      strategy: ScalingStrategy.MAX_CHANGE,
      stabilizationWindow: Duration.seconds(30),
      policies: [{ replicas: Replicas.percent(50), duration: Duration.minutes(1) }],
    },
  });
};
