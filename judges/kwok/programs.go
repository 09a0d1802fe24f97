// Nothing runs here: the import makes the go command resolve what kwok needs.
package programs

import _ "sigs.k8s.io/kwok/pkg/kwok/cmd"
