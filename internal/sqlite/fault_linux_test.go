package sqlite

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"parley"
)

// TestFolderThatCannotBeWritten runs as a user who may not write in the store's
// folder: the superuser may write everywhere, so that the test starts itself
// again as nobody.
func TestFolderThatCannotBeWritten(t *testing.T) {
	if path := os.Getenv("PARLEY_TEST_LOCKED"); path != "" {
		inLockedFolder(t, path)
		return
	}
	path := madeStore(t)
	onFile(t, path, "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = WAL") // so that there is no log
	folder := filepath.Dir(path)
	killedStore(t, filepath.Join(folder, "killed.db"))
	for name, mode := range map[string]os.FileMode{path: 0o444, folder: 0o555} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { ended(t, func() error { return os.Chmod(folder, 0o755) }) })
	if os.Geteuid() != 0 {
		inLockedFolder(t, path)
		return
	}
	const nobody = 65534
	program := exec.Command(forAll(t, folder), "-test.run=^TestFolderThatCannotBeWritten$", "-test.v")
	program.Env = append(os.Environ(), "PARLEY_TEST_LOCKED="+path)
	program.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	out, err := program.CombinedOutput()
	if errors.Is(err, os.ErrPermission) {
		t.Skipf("cannot become another user here: %v", err)
	}
	if err != nil || !strings.Contains(string(out), "--- PASS") {
		t.Errorf("as nobody: %v\n%s", err, out)
	}
}

// killedStore makes a store as a program leaves it that is killed: with its log.
func killedStore(t *testing.T, path string) {
	t.Helper()
	st := newStore(t, Options{})
	fill(t, st, 0, 3)
	for _, end := range []string{"", "-wal"} {
		if err := os.WriteFile(path+end, []byte(bytesOf(t, st.path+end)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// forAll copies this program beside the store's folder, where every user may run
// it and find the store.
func forAll(t *testing.T, folder string) string {
	t.Helper()
	b, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(folder), 0o755); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(filepath.Dir(folder), "program")
	if err := os.WriteFile(program, b, 0o755); err != nil {
		t.Fatal(err)
	}
	return program
}

// inLockedFolder opens a store in a folder that cannot be written.
func inLockedFolder(t *testing.T, path string) {
	st, err := Open(t.Context(), path, Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("Open to read: %v", err)
	}
	holds(t, st, 20)
	if err := st.Close(); err != nil {
		t.Error(err)
	}
	if _, err := Open(t.Context(), filepath.Join(filepath.Dir(path), "killed.db"), Options{ReadOnly: true}); !errors.Is(err, parley.ErrReadOnly) ||
		!strings.Contains(err.Error(), "was not closed") {
		t.Errorf("Open of a store with a log: %v", err)
	}
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, parley.ErrReadOnly) {
		t.Errorf("Open: %v", err)
	}
	if _, err := Open(t.Context(), path+".new", Options{}); !errors.Is(err, parley.ErrReadOnly) {
		t.Errorf("Open of a new store: %v", err)
	}
}

// TestSmallDisk fills a disk of a few megabytes in memory.
func TestSmallDisk(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=6m"); err != nil {
		t.Skipf("cannot make a small disk here: %v", err)
	}
	t.Cleanup(func() { ended(t, func() error { return syscall.Unmount(folder, 0) }) })
	path := filepath.Join(folder, "store.db")
	st, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for err == nil {
		err = st.Update(t.Context(), func(tx parley.Tx) error {
			for n := kept; n < kept+50; n++ {
				if _, err := tx.PutRecord(t.Context(), madeUp(n, 3)); err != nil {
					return err
				}
			}
			return nil
		})
		if err == nil {
			kept += 50
		}
	}
	if !errors.Is(err, parley.ErrFull) {
		t.Fatalf("Update on a full disk: %v", err)
	}
	t.Logf("%d records, then: %v", kept, err)
	if err := st.Backup(t.Context(), filepath.Join(folder, "backup"), false); !errors.Is(err, parley.ErrFull) {
		t.Errorf("Backup on a full disk: %v", err)
	}
	holds(t, st, kept)
	if err := st.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	if n := count(t, path); n != kept {
		t.Errorf("%d records are there, %d were kept", n, kept)
	}
}

// TestReadOnlyDisk mounts the disk so that nothing can be written.
func TestReadOnlyDisk(t *testing.T) {
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=16m"); err != nil {
		t.Skipf("cannot make a disk here: %v", err)
	}
	t.Cleanup(func() { ended(t, func() error { return syscall.Unmount(folder, 0) }) })
	path := filepath.Join(folder, "store.db")
	if err := os.WriteFile(path, []byte(bytesOf(t, madeStore(t))), 0o600); err != nil {
		t.Fatal(err)
	}
	killedStore(t, filepath.Join(folder, "killed.db"))
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	inLockedFolder(t, path)
	for i, err := range []error{
		Restore(t.Context(), backupOf(t, 1), path),
		Restore(t.Context(), path, path+".new"),
	} {
		if !errors.Is(err, parley.ErrReadOnly) {
			t.Errorf("restore %d: %v", i, err)
		}
	}
	to := filepath.Join(t.TempDir(), "store.db")
	if err := Restore(t.Context(), path, to); err != nil {
		t.Errorf("Restore from a disk that cannot be written: %v", err)
	}
	if n := count(t, to); n != 20 {
		t.Error(fmt.Sprint(n, " records"))
	}
}
