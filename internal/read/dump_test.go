package read
import ("testing";"fmt";"os";"strings")
func TestDump(t *testing.T){
 p:=os.Getenv("DUMP"); if p=="" {t.Skip()}
 for a,err:=range Files(strings.Fields(p),Options{}) {
  if err!=nil {fmt.Println("ERR",err);continue}
  fmt.Printf("== %s id=%s enc=%s\n title=%q\n outlet=%q dateline=%q byline=%q pub=%v notes=%v\n",a.Ref,a.ID,a.Encoding,a.Title,a.Outlet,a.Dateline,a.Byline,a.Published,a.Notes)
  for _,d:=range a.Dropped {fmt.Printf("   - %d %s part=%v %.100q\n",d.Line,d.Why,d.Part,d.Text)}
  if os.Getenv("FULL")!="" {fmt.Println(a.Text)}
 }
}
