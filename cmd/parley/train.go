package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"parley/internal/lang/train"
)

func (m *Main) trainCommand() *cobra.Command {
	var o train.Options
	c := &cobra.Command{
		Use:   "train",
		Short: "train the language engine",
		Long: "Train reads the treebanks and the name corpus in the folder --data (ud-ewt, ud-gum,\n" +
			"re3d) and writes the weights that the program embeds into --out. The\n" +
			"same data, vectors and seed give the same bytes, whatever the number of workers.\n" +
			"internal/lang/model/README.md says where to get the data, and under what licence." +
			exitHelp(exitNotFound, exitInterrupted),
		Example: "  parley train --data ../shared/train --out internal/lang/model",
		Args:    needArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if err := checkWorkers(o.Workers); err != nil {
				return err
			}
			dir, err := dataDir(o.Data, "train", "--data")
			if err != nil {
				return err
			}
			o.Data, o.Log = dir, m.Stderr
			err = train.Run(c.Context(), o)
			if errors.Is(err, train.ErrPart) {
				return usage(err)
			}
			return err
		},
	}
	f := c.Flags()
	f.StringVar(&o.Data, "data", "", "folder of the training data (default: train in the shared folder)")
	f.StringVar(&o.Vectors, "vectors", "", "file of word vectors (see the README of the weights); none trains without")
	f.StringVar(&o.Out, "out", filepath.FromSlash("internal/lang/model"), "folder that the weights go to")
	f.Uint64Var(&o.Seed, "seed", 1, "seed of all random choices")
	f.StringSliceVar(&o.Parts, "part", nil,
		fmt.Sprintf("train only this part: %s, %s or %s; may be given again", train.PartSplit, train.PartLexicon, train.PartNet))
	f.IntVar(&o.Epochs, "epochs", 0, "how often the network sees the data (default: as the weights in the program)")
	addWorkers(c, &o.Workers)
	return c
}

// sharedEnv names the environment variable that points at the shared folder.
const sharedEnv = "PARLEY_SHARED"

// dataDir returns the folder of data that dir, the value of flag, names. If
// dir is empty it is sub in the shared folder: the one that PARLEY_SHARED
// names, or "shared" beside the project that the program runs in.
//
// The error wraps fs.ErrNotExist if there is no such folder.
func dataDir(dir, sub, flag string) (string, error) {
	if dir == "" {
		dir = filepath.Join(sharedDir(), sub)
	}
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return "", fmt.Errorf("%s: %w (name the folder with %s or %s)", dir, errors.Unwrap(err), flag, sharedEnv)
	case !info.IsDir():
		return "", usage(fmt.Errorf("%s %s: not a folder", flag, dir))
	}
	return dir, nil
}

// sharedDir returns where the shared folder should be, whether it is there or
// not.
func sharedDir() string {
	if dir := os.Getenv(sharedEnv); dir != "" {
		return dir
	}
	for dir := "."; ; dir = filepath.Join(dir, "..") {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "..", "shared")
		}
		if abs, err := filepath.Abs(dir); err != nil || filepath.Dir(abs) == abs {
			return filepath.Join("..", "shared")
		}
	}
}
