// Reads a cluster.yml on stdin as RKE does, and prints its verdict as JSON: the
// cluster with every default filled in, or the words with which RKE refuses it.
// Nothing is contacted: no Docker, no SSH, no network.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/rancher/rke/cluster"
	"github.com/rancher/rke/metadata"
	"github.com/sirupsen/logrus"
)

type verdict struct {
	Verdict string      `json:"verdict"`
	Says    string      `json:"says,omitempty"`
	Cluster interface{} `json:"cluster,omitempty"`
}

func main() {
	logrus.SetOutput(os.Stderr)
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(judge(string(text))); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func judge(text string) (result verdict) {
	defer func() {
		if crash := recover(); crash != nil {
			result = verdict{Verdict: "crash", Says: fmt.Sprint(crash)}
		}
	}()
	ctx := context.Background()
	if err := metadata.InitMetadata(ctx); err != nil {
		return verdict{Verdict: "refuse", Says: err.Error()}
	}
	config, err := cluster.ParseConfig(text)
	if err != nil {
		return verdict{Verdict: "refuse", Says: err.Error()}
	}
	flags := cluster.GetExternalFlags(false, false, false, false, "", "cluster.yml")
	parsed, err := cluster.InitClusterObject(ctx, config, flags, "")
	if err != nil {
		return verdict{Verdict: "refuse", Says: err.Error()}
	}
	return verdict{Verdict: "accept", Cluster: parsed.RancherKubernetesEngineConfig}
}
