package page

import (
	"strconv"
	"strings"

	"parley"
)

func (p *page) commitments(list []parley.Commitment) {
	for _, c := range list {
		p.line("%s, %s", strings.ToUpper(string(c.Kind)), c.Status)
		p.row("by", partyName(c.By))
		p.row("to", partyName(c.To))
		p.row("said by", partyName(c.SaidBy))
		p.row("what", c.What)
		p.row("how many", figure(c.Count))
		p.row("condition", c.Condition)
		if c.Deadline != nil {
			p.row("by when", joined(c.Deadline.Text, days(c.Deadline.Period)))
		}
		p.row("under", c.Agreement)
		p.evidence(c.Evidence)
		p.line("")
	}
}

func partyName(q *parley.Party) string {
	if q == nil {
		return ""
	}
	return q.Name
}

func (p *page) statements(list []parley.Statement) {
	if len(list) == 0 {
		return
	}
	p.line("Who says what")
	for _, s := range list {
		who := joined(s.Speaker, s.Role)
		if q := partyName(s.For); q != "" && q != s.Speaker {
			who += " for " + q
		}
		if s.Channel != "" {
			who += ", " + s.Channel
		}
		p.row("", "– "+who+" "+s.Stance+": “"+s.Quote+"”")
	}
	p.line("")
}

func (p *page) indicators(list []parley.Indicator) {
	if len(list) == 0 {
		return
	}
	p.line("States and figures")
	for _, x := range list {
		value := x.Word
		if x.Value != nil {
			value = strconv.FormatFloat(*x.Value, 'f', -1, 64)
			if x.High != nil {
				value += " to " + strconv.FormatFloat(*x.High, 'f', -1, 64)
			}
			value = strings.TrimSpace(value + " " + x.Unit)
		}
		text := "– " + joined(value, x.What)
		if x.AsOf != nil {
			text += ", as of " + days(x.AsOf.Period)
		}
		p.row("", text)
	}
	p.line("")
}
