package main
import("github.com/spf13/cobra";"strconv")
type t struct{a,b int}
func(v*t)sum()int{return v.a+v.b}
func f(x...int)(n int){for _,v:=range x{n+=v};return}
var m=map[string]int{"a":1,"b":2,}
func main(){c:=&cobra.Command{Use:"cramped"};c.Flags().Int("sum",(&t{1,2}).sum(),"no blanks")
c.Flags().Int("f",f(1,2,3)*2-1,"none at all");if v,ok:=m["b"];ok{c.Flags().String("m",strconv.Itoa(v),"")}else{panic("x")}
switch{case len(m)>1:c.Flags().Bool("many",true,"")};c.Execute()}
