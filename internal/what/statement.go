package what

import "parley"

func (w writer) statements() []parley.Statement { return nil }
