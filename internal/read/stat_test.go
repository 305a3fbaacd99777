package read
import ("testing";"fmt";"os")
func TestStat(t *testing.T){
 p:=os.Getenv("STAT"); if p=="" {t.Skip()}
 n,dl,bad:=0,0,0
 for a,err:=range Files([]string{p},Options{}) {
  n++
  if err!=nil {fmt.Println("ERR",err);bad++;continue}
  if a.Dateline!="" {dl++} else if os.Getenv("NODL")!="" {fmt.Printf("NODL %s %.120q\n",a.Ref,a.Text)}
  for _,d:=range a.Dropped { if d.Why!="dateline" || os.Getenv("DL")!="" {fmt.Printf("%s %d %s part=%v %.260q\n",a.Ref,d.Line,d.Why,d.Part,d.Text)}}
 }
 fmt.Println("n",n,"datelines",dl,"errors",bad)
}
