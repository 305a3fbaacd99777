package read

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"parley"
)

func readTable(in string, kind Kind, opts Options) []string {
	var out []string
	for a, err := range table("t.csv", newSniffer(in), kind, opts) {
		switch {
		case err != nil:
			out = append(out, err.Error())
		default:
			s := a.Ref + ": " + a.Text
			for _, n := range a.Notes {
				s += " [" + n.Note + "]"
			}
			out = append(out, s)
		}
	}
	return out
}

// TestRows reads the good rows around every kind of bad one, and names the line.
func TestRows(t *testing.T) {
	const head, last = "id,text,url\na,\"First, it held.\",u1\n", "z,The last row.,u9\n"
	const literal = " [quotes in the row were not as in a table and stand as they are]"
	for name, c := range map[string]struct{ in, want string }{
		"cells with line ends":        {"b,\"One.\n\nTwo \"\"quoted\"\".\r\nThree.\",u2\n", "b: One.\n\nTwo \"quoted\".\n\nThree."},
		"quote not closed":            {"b,\"It has no end,u2\n", "t.csv:3: bad record: a quote is not closed"},
		"quote not closed, then some": {"b,\"It has no end,u2\nc,\"Next one.\",u3\n", "t.csv:3: bad record: a quote in the middle of a cell|c: Next one."},
		"quote before empty cells":    {"b,\"It has no end,u2\nc,Next one.,\"\"\n", "t.csv:3: bad record: a quote is not closed|c: Next one."},
		"quote swallows rows":         {"b,\"It has no end,u2\nc,Next one.,\"\nd,Third.,\"u\"\n", "t.csv:3: bad record: a quote is not closed|t.csv:4: bad record: a quote in the middle of a cell|d: Third."},
		"quote in a cell":             {"b,He said \"no\" twice.,u2\n", "b: He said \"no\" twice."},
		"quote in a quoted cell":      {"b,\"He said \"no\" twice.\",u2\n", "b: He said \"no\" twice." + literal},
		"space before a quote":        {"b, \"One, two.\" ,u2\n", "b: One, two."},
		"too many cells":              {"b,One, two.,u2\n", "t.csv:3: bad record: 4 cells, the columns are 3; is there a separator in a cell without quotes?"},
		"empty cells behind":          {"b,One.,u2,,,\n", "b: One."},
		"cells are missing":           {"b,One.\n", "t.csv:3: bad record: 2 cells, the columns are 3"},
		"no text":                     {"b,,u2\n", "t.csv:3: no text"},
		"blank lines":                 {"\n \n,,\n", "t.csv:5: no text"},
		"bytes of Windows-1252":       {"b,G\xe9n\xe9ral Sow left.,u2\n", "b: Général Sow left. [the bytes were read as windows-1252]"},
		"zeros":                       {"b,a\x00\x00\x00\x00b,u2\n", "t.csv:3: not text: binary, or text in an encoding that is not read"},
		"too long":                    {"b," + strings.Repeat("x", 300) + ",u2\n", "t.csv:3: too large: a line of 305 bytes, the limit is 200"},
		"too long over lines":         {"b,\"" + strings.Repeat("Nine died.\n", 30) + "\",u2\n", "t.csv:3: bad record: a quote is not closed"},
	} {
		got := readTable(head+c.in+last, KindCSV, Options{MaxLine: 200})
		if len(got) < 3 || got[0] != "a: First, it held." || got[len(got)-1] != "z: The last row." {
			t.Errorf("%s: the rows around it: %q", name, got)
			continue
		}
		if got := strings.Join(got[1:len(got)-1], "|"); got != c.want && name != "too long over lines" || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// TestSeparators finds what stands between cells.
func TestSeparators(t *testing.T) {
	for in, kind := range map[string]Kind{
		"id;text\na;It held, he said.\n":                   KindCSV,
		"id\ttext\na\tIt held, he said.\n":                 KindCSV,
		"id|text\na|It held, he said.\n":                   KindTSV,
		"sep=;\nid;text\na;It held, he said.\n":            KindCSV,
		"\xef\xbb\xbfid,text\ra,\"It held, he said.\"\r":   KindCSV,
		"\n\n\"id\",\"text\"\na,\"It held, he said.\"":     KindCSV,
		"id,x,y\ttext\na\tIt held, he said.\n":             KindTSV,
		"text;id;\"a;b\"\n\"It held, he said.\";a;\"x;y\"": KindCSV,
	} {
		want := "a: It held, he said."
		if strings.Contains(in, "id,x") {
			want = "t.csv:2: It held, he said."
		}
		if got := readTable(in, kind, Options{}); !slices.Equal(got, []string{want}) {
			t.Errorf("%q: got %q", in, got)
		}
		// The same in UTF-16, with a mark and without.
		for _, mark := range []string{"\xff\xfe", ""} {
			wide := mark
			for _, c := range strings.TrimPrefix(in, "\xef\xbb\xbf") {
				wide += string([]byte{byte(c), 0})
			}
			if got := readTable(wide, kind, Options{}); !slices.Equal(got, []string{want}) {
				t.Errorf("%q in UTF-16: got %q", in, got)
			}
		}
	}
}

// TestTabs takes quotes in a table with tabs as marks of the text where they are.
func TestTabs(t *testing.T) {
	in := "id\ttext\na\t\"No,\" he said.\nb\t\"It has no end.\nc\t\"One\tcell.\"\nd\t\"No\" and \"no\"\n"
	const literal = " [quotes in the row were not as in a table and stand as they are]"
	want := []string{"a: \"No,\" he said." + literal, "b: \"It has no end." + literal, "c: One cell.", "d: \"No\" and \"no\"" + literal}
	if got := readTable(in, KindTSV, Options{}); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestHeadings takes columns by well-known names, and says which there are where
// none holds the text.
func TestHeadings(t *testing.T) {
	for head, want := range map[string]string{
		"text,title,published,outlet,url,id,language,byline":                                            "1|2|3|4|5|6|7|8",
		"Headline,Hlead,Publication,Load-Date,Byline":                                                   "2|1|4|3||0||5",
		"HD,BY,PD,SN,LA,LP,TD,AN":                                                                       "6+7|1|3|4||8|5|2",
		"stories_id,publish_date,title,url,language,media_name,body":                                    "7|3|2|6|4|1|5|",
		"Title,Full text,Publication title,Publication date,ProQuest document URL,Document URL,Authors": "2|1|4|3|6|0||7",
		"author,date,source,content,date_published,Article":                                             "4||5|3||0||1",
		"Text,text,body,Wire":                                                                           "1|||||0||",
	} {
		var row []string
		for i := range strings.Count(head, ",") + 1 {
			row = append(row, fmt.Sprintf("Cell %d died.", i+1))
		}
		for a, err := range table("0", newSniffer(head+"\n"+strings.Join(row, ",")+"\n"), KindCSV, Options{}) {
			if err != nil {
				t.Errorf("%s: %v", head, err)
				continue
			}
			got := strings.Join([]string{strings.ReplaceAll(a.Text, "\n\n", "+"), a.Title, a.Published.Stated, a.Outlet, a.URL, strings.TrimSuffix(a.Ref, ":2"), a.Language, a.Byline}, "|")
			if got = strings.NewReplacer("Cell ", "", " died.", "").Replace(got); got != want {
				t.Errorf("%s: got %s, want %s", head, got, want)
			}
		}
	}
	in := "url,title,seendate\nu,t,d\n"
	want := []string{`t.csv:1: columns: none of "url", "title", "seendate" is known to hold the text; a column map, text=NAME, says which one does`}
	if got := readTable(in, KindCSV, Options{}); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, err := range table("t.csv", newSniffer(in), KindCSV, Options{}) {
		if !errors.Is(err, parley.ErrColumns) {
			t.Errorf("%v is not ErrColumns", err)
		}
	}
	if got := readTable("", KindCSV, Options{}); !slices.Equal(got, []string{"t.csv:1: no text"}) {
		t.Errorf("an empty table: %q", got)
	}
}

// TestColumnMap takes the columns that are named, by name or number.
func TestColumnMap(t *testing.T) {
	in := "Key,Body Text,Lead\nk1,It held.,A truce.\nk2,A truce. It held.,A truce.\n"
	for columns, want := range map[string][]string{
		"text=Lead+Body Text,id=Key": {"k1: A truce.\n\nIt held.", "k2: A truce. It held."},
		"text=body_text":             {"t.csv:2: It held.", "t.csv:3: A truce. It held."},
		"text=#2,id=Key":             {"k1: It held.", "k2: A truce. It held."},
		"text=#3,id=#1":              {"Key: Lead", "k1: A truce.", "k2: A truce."},
		"text=#4":                    {`t.csv:1: columns: there is no "#4" for the text; there are "Key", "Body Text", "Lead"`},
		"text=Lead,url=Link":         {`t.csv:1: columns: there is no "Link" for the url; there are "Key", "Body Text", "Lead"`},
	} {
		c, err := ParseColumns(columns)
		if err != nil {
			t.Fatal(err)
		}
		if got := readTable(in, KindCSV, Options{Columns: c}); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", columns, got, want)
		}
	}
}

// TestTableReadError ends at an error of the file.
func TestTableReadError(t *testing.T) {
	broken := errors.New("the disk is gone")
	in := io.MultiReader(strings.NewReader("id,text\na,It held.\nb,\"It"), iotest.ErrReader(broken))
	n := 0
	var last error
	for _, err := range Files([]string{"-"}, Options{Stdin: in, As: KindCSV}) {
		if n++; n > 5 {
			t.Fatal("it does not end")
		}
		last = err
	}
	if n != 2 || !errors.Is(last, broken) {
		t.Errorf("%d outcomes, the last %v", n, last)
	}
}

// TestAsEncodingCSV wants the cells that encoding/csv gives of tables that are
// sound, and that it writes.
func TestAsEncodingCSV(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 2))
	const letters = "ab \"\",;\t\n'é|"
	for range 2000 {
		comma := []rune{',', ';', '\t'}[rnd.IntN(3)]
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma, w.UseCRLF = comma, rnd.IntN(2) == 0
		var want [][]string
		for range 1 + rnd.IntN(5) {
			row := make([]string, 3)
			for i := range row {
				for range rnd.IntN(8) {
					row[i] += string([]rune(letters)[rnd.IntN(len([]rune(letters)))])
				}
				row[i] = strings.TrimLeft("x"+row[i], " ")
			}
			want = append(want, row)
			if err := w.Write(row); err != nil {
				t.Fatal(err)
			}
		}
		w.Flush()
		r := rows{lines: newLineReader(strings.NewReader(b.String()), 1000), max: 1000, sep: byte(comma)}
		var got [][]string
		for {
			row, err := r.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || len(row.notes) > 0 {
				t.Fatalf("%q: %v, %v", b.String(), err, row.notes)
			}
			got = append(got, row.cells)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: got %q, want %q", b.String(), got, want)
		}
	}
}

// TestDatesOfRecords reads the dates that exports have, with the moment where the
// zone is known.
func TestDatesOfRecords(t *testing.T) {
	for in, want := range map[string]string{
		"2021-05-03": "2021-05-03", "May 3, 2021 Monday": "2021-05-03", "20210503T123000Z": "2021-05-03 12:30", "2021/05/03": "2021-05-03",
		"Mon May 03 10:00:00 +0000 2021": "2021-05-03", "2021-05-03T23:30:00-05:00": "2021-05-03 04:30", "05/03/2021": "",
	} {
		for a, err := range table("t.csv", newSniffer("text,date\nNine men died.,\""+in+"\"\n"), KindCSV, Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if p := a.Published; !p.From.IsZero() {
				if got = p.From.Format(time.DateOnly); !p.At.IsZero() {
					got += p.At.Format(" 15:04")
				}
			}
			if got != want || a.Published.How != "" {
				t.Errorf("%q: got %q (%+v), want %q", in, got, a.Published, want)
			}
		}
	}
}
