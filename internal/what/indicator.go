package what

import "parley"

func (w writer) indicators() []parley.Indicator { return nil }
