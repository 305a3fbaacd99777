package gazetteer

import (
	"encoding/binary"
	"fmt"
	"os"
)

// readCatalogue reads a message catalogue of GNU gettext (.mo): here English
// names by GeoNames number ("1135689" is "Kunduz") or unit code ("AF.10").
// Form: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
func readCatalogue(path string) (map[string]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	damaged := fmt.Errorf("%s: no message catalogue, or a damaged one", path)
	if len(b) < 20 || binary.LittleEndian.Uint32(b) != 0x950412de {
		return nil, damaged
	}
	n := uint64(binary.LittleEndian.Uint32(b[8:]))
	keys, values := uint64(binary.LittleEndian.Uint32(b[12:])), uint64(binary.LittleEndian.Uint32(b[16:]))
	if keys+8*n > uint64(len(b)) || values+8*n > uint64(len(b)) {
		return nil, damaged
	}
	text := func(table, i uint64) (string, bool) {
		size := uint64(binary.LittleEndian.Uint32(b[table+8*i:]))
		at := uint64(binary.LittleEndian.Uint32(b[table+8*i+4:]))
		if at+size > uint64(len(b)) {
			return "", false
		}
		return string(b[at : at+size]), true
	}
	names := make(map[string]string, n)
	for i := range n {
		key, ok1 := text(keys, i)
		value, ok2 := text(values, i)
		if !ok1 || !ok2 {
			return nil, damaged
		}
		if key != "" {
			names[key] = value
		}
	}
	return names, nil
}
