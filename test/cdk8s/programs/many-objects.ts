import { type App, Chart } from "cdk8s";
import { ConfigMap, Deployment } from "cdk8s-plus-28";

/** Twenty charts of twenty objects. */
export const build = (app: App): void => {
  for (let index = 0; index < 20; index += 1) {
    const chart = new Chart(app, `team-${index}`, { namespace: `team-${index}` });
    for (let at = 0; at < 10; at += 1) {
      new ConfigMap(chart, `settings-${at}`, { data: { index: `${index}` } });
      new Deployment(chart, `web-${at}`, { containers: [{ image: `web:${index}`, portNumber: 8000 + at }] });
    }
  }
};
