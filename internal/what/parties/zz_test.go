package parties_test
import ("testing";"os";"strings";"fmt";"parley/data";"parley/internal/what/parties")
func TestZZ(t *testing.T){
 f,_:=parties.New(data.FS)
 raw,_:=os.ReadFile("/work/scratch/N/zz.tsv")
 for i,l:=range strings.Split(strings.TrimSpace(string(raw)),"\n"){
  cells:=strings.Split(l,"\t"); before,rest,_:=strings.Cut(cells[2],"["); tr,after,_:=strings.Cut(rest,"]")
  d,e:=find(t,f,testCase{i,cells[0],cells[1],"",before+tr+after,len(before)})
  fmt.Println(strings.Join(describe(d,e,""), " "),"|",cells[2])
 }
}
