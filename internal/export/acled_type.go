package export

import (
	"fmt"
	"io/fs"
	"slices"

	"parley"
	"parley/data"
)

// subEvent is a row of export/acled-events.tsv; rank counts from the top of ACLED's
// hierarchy.
type subEvent struct {
	kind, name, disorder string
	rank                 int
}

// The event and sub-event types that rules ask for by name.
const (
	acledBattles     = "Battles"
	acledExplosions  = "Explosions/Remote violence"
	acledCivilians   = "Violence against civilians"
	acledStrategic   = "Strategic developments"
	acledProtests    = "Protests"
	acledRiots       = "Riots"
	subClash         = "Armed clash"
	subRegained      = "Government regains territory"
	subOvertaken     = "Non-state actor overtakes territory"
	subAttack        = "Attack"
	subAbduction     = "Abduction/forced disappearance"
	subExcessive     = "Excessive force against protesters"
	subAgreement     = "Agreement"
	subTransfer      = "Non-violent transfer of territory"
	acledModesFile   = "export/acled-modes.tsv"
	acledEventsFile  = "export/acled-events.tsv"
	modeNone         = parley.Mode("")
	modeCrowdControl = parley.Mode("crowd-control")
	modeDestroy      = parley.Mode("destroy")
	modeArrest       = parley.Mode("arrest")
	modePrimitive    = parley.Mode("primitive")
)

// acledTypes maps what is coded to ACLED's sub-events.
type acledTypes struct {
	all   map[string]subEvent // by "event type/sub-event type"
	modes map[string]string   // "type/sub-event", "" for what ACLED leaves out, by "TYPE/mode"
}

func newACLEDTypes(fsys fs.FS) (*acledTypes, error) {
	t := &acledTypes{all: map[string]subEvent{}, modes: map[string]string{}}
	rows, err := data.Rows(fsys, acledEventsFile, 3)
	if err != nil {
		return nil, err
	}
	for i, r := range rows {
		t.all[r.Cells[0]+"/"+r.Cells[1]] = subEvent{r.Cells[0], r.Cells[1], r.Cells[2], i}
	}
	if rows, err = data.Rows(fsys, acledModesFile, 4); err != nil {
		return nil, err
	}
	for _, r := range rows {
		name := ""
		if r.Cells[2] != "-" {
			name = acledStrategic + "/" + r.Cells[2]
			if _, ok := t.all[name]; !ok {
				return nil, fmt.Errorf("data file %s:%d: no sub-event type %q", acledModesFile, r.Line, r.Cells[2])
			}
		}
		mode := r.Cells[1]
		if mode == "-" {
			mode = ""
		}
		t.modes[r.Cells[0]+"/"+mode] = name
	}
	return t, nil
}

// telling is what one telling says that decides its type.
type acledTelling struct {
	kind   parley.EventKind
	typ    parley.EventType
	mode   parley.Mode
	acled  string
	a, b   []actor
	deaths bool // people were killed or hurt
}

// of returns the sub-event of an incident: of what it is itself and what its
// tellings say, the uppermost of the hierarchy. An attack told without its means
// says nothing where another telling names them. ok is false where ACLED codes
// nothing of the kind.
func (t *acledTypes) of(d *parley.IncidentDetail, own acledTelling, others []acledTelling) (subEvent, bool) {
	best, found := t.one(own)
	plain := own.typ == parley.Assault && own.mode == modeNone
	for _, o := range others {
		if d.Kind != o.kind || d.Kind == parley.Process && d.Type != o.typ {
			continue // one happening told as talks and as their outcome stays what it is
		}
		s, ok := t.one(o)
		vague := o.typ == parley.Assault && o.mode == modeNone
		switch {
		case !ok || found && vague:
		case !found, plain && !vague, s.rank < best.rank:
			best, found, plain = s, true, vague
		}
	}
	return best, found
}

// one returns the sub-event of one telling.
func (t *acledTypes) one(x acledTelling) (subEvent, bool) {
	name, ok := t.modes[string(x.typ)+"/"+string(x.mode)]
	if !ok {
		name = x.acled
	}
	s, ok := t.all[name]
	if !ok {
		return subEvent{}, false
	}
	switch {
	case x.mode == modeDestroy && x.typ == parley.Assault && x.deaths:
		return t.attack(x, s), true
	case x.mode == modeCrowdControl && x.deaths:
		return t.all[acledProtests+"/"+subExcessive], true
	case x.typ == parley.Coerce && x.mode == parley.ModeSeize:
		return t.seized(x), true
	case x.typ == parley.Coerce && x.mode == modeArrest && anyActor(x.a, nonState):
		return t.all[acledCivilians+"/"+subAbduction], true
	case s.name == subAbduction && x.deaths:
		return t.all[acledCivilians+"/"+subAttack], true
	case x.mode == parley.ModeClash:
		return s, true
	case s.name == subClash || s.name == subAttack && slices.Contains([]parley.Mode{modeNone, modePrimitive}, x.mode):
		return t.attack(x, s), true
	}
	return s, true
}

func nonState(s actorSort) bool { return s == sortRebel || s == sortMilitia || s == sortIdentity }

// attack is what an attack at close range is: a clash where any of the attacked
// bears arms, an attack on civilians where all are known to bear none, else what
// the general map says.
func (t *acledTypes) attack(x acledTelling, general subEvent) subEvent {
	switch {
	case anyActor(x.b, actorSort.armed):
		return t.all[acledBattles+"/"+subClash]
	case anyActor(x.b, actorSort.unarmed):
		return t.all[acledCivilians+"/"+subAttack]
	case general.name == subAttack || general.name == subClash:
		return general
	}
	return t.all[acledCivilians+"/"+subAttack]
}

// seized is what a seizure is: by whom tells which way the place changed hands.
// Where nobody tells, neither is known, and only that it was a battle.
func (t *acledTypes) seized(x acledTelling) subEvent {
	switch {
	case x.kind != parley.Violence:
		return t.all[acledStrategic+"/"+subTransfer]
	case len(x.a) == 0 || x.a[0].sort == sortUnknown:
		return subEvent{kind: acledBattles, disorder: t.all[acledBattles+"/"+subClash].disorder}
	case x.a[0].sort == sortState:
		return t.all[acledBattles+"/"+subRegained]
	}
	return t.all[acledBattles+"/"+subOvertaken]
}
