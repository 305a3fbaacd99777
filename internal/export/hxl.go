package export

import (
	"fmt"
	"io/fs"
	"slices"

	"parley"
)

// hxlColumns are the columns of the conflict tables of the Humanitarian Data
// Exchange with their hashtags. All but the code of the district are columns of
// ACLED's too.
var hxlColumns = [...][2]string{
	{"event_date", "#date+occurred"},
	{"event_type", "#event+type"},
	{"sub_event_type", "#event+type+sub"},
	{"actor1", "#group+name+first"},
	{"actor2", "#group+name+second"},
	{"admin1", "#adm1+name"},
	{"admin2", "#adm2+name"},
	{"adm2_pcode", "#adm2+code"},
	{"location", "#loc+name"},
	{"latitude", "#geo+lat"},
	{"longitude", "#geo+lon"},
	{"notes", "#description"},
	{"fatalities", "#affected+killed"},
}

// HXL returns the profile of a table with hashtags of the Humanitarian Exchange
// Language in a second head line: the rows of the ACLED profile in the columns that
// OCHA's own tables have. The code of the district is empty, since the record has
// no P-codes. fsys holds the files of package data; an error names one that is
// missing or faulty.
func HXL(fsys fs.FS) (*Profile, error) {
	p, err := newACLED(fsys)
	if err != nil {
		return nil, err
	}
	all := acledColumns()
	out := &Profile{
		Name: "hxl", Title: "columns of ACLED with HXL hashtags in the second line (13)", Comma: ',', Extension: ".csv", Needs: NeedDetail,
	}
	var columns []acledColumn
	for _, c := range hxlColumns {
		out.Columns, out.Second = append(out.Columns, c[0]), append(out.Second, c[1])
		i := slices.IndexFunc(all, func(a acledColumn) bool { return a.name == c[0] })
		switch {
		case i >= 0:
			columns = append(columns, all[i])
		case c[0] == "adm2_pcode":
			columns = append(columns, acledColumn{c[0], func(*acledRow) string { return "" }})
		default:
			return nil, fmt.Errorf("hxl: ACLED has no column %s", c[0])
		}
	}
	out.Rows = func(d *parley.IncidentDetail) ([][]string, []Left) { return acledCells(p, d, columns) }
	return out, nil
}
