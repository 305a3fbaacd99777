package read
import ("testing";"math/rand/v2";"fmt";"os")
func TestTmp(t *testing.T){
 if os.Getenv("TMP1")=="" {t.Skip()}
 why:=map[string]int{}; docs:=0
 for seed:=range 400000 { raw:=mix(rand.New(rand.NewPCG(uint64(seed),2))); c:=clean(raw); if len(c.dropped)>0 {docs++}; for _,d:=range c.dropped {why[string(d.Why)]++}; checkClean(t,raw,c); if t.Failed(){t.Fatal(seed)} }
 fmt.Println(docs,why)
}
