package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley"
	"parley/internal/sqlite"
)

// shortestID is how many characters of a hash name something at least.
const shortestID = 6

// prefixes of IDs.
const (
	incidentPrefix    = "i-"
	undertakingPrefix = "u-"
)

// find returns the full ID of what is meant by an ID, the beginning of one, or the
// name of an actor, and what it is.
func find(ctx context.Context, st *sqlite.Store, given string) (id, what string, err error) {
	prefix, hash := "", given
	wanted := []string{"article", "event", "commitment", "agreement", "talks", "actor"}
	switch {
	case strings.HasPrefix(given, incidentPrefix):
		prefix, hash, wanted = incidentPrefix, given[len(incidentPrefix):], []string{"event"}
	case strings.HasPrefix(given, undertakingPrefix):
		prefix, hash, wanted = undertakingPrefix, given[len(undertakingPrefix):], []string{"commitment"}
	}
	found, err := st.Named(ctx, hash, 20)
	if err != nil {
		return "", "", err
	}
	found = slices.DeleteFunc(found, func(n sqlite.Named) bool { return !slices.Contains(wanted, n.What) })
	if len(found) > 0 && found[0].ID == hash {
		found = found[:1]
	}
	if len(found) > 1 || len(found) == 1 && found[0].ID != hash && len(hash) < shortestID {
		return "", "", notOne(given, found)
	}
	if len(found) == 0 {
		return byName(ctx, st, given)
	}
	id, what = found[0].ID, found[0].What
	switch {
	case prefix == incidentPrefix:
		return prefix + id, "incident", nil
	case what == "commitment":
		return undertakingPrefix + id, "undertaking", nil
	}
	return id, what, nil
}

// notOne is the error of the beginning of several IDs.
func notOne(given string, found []sqlite.Named) error {
	var names []string
	for i, n := range found {
		if i == 5 {
			names = append(names, "…")
			break
		}
		names = append(names, n.What+" "+n.ID)
	}
	return usage(fmt.Errorf("%q is too short; it may be %s", given, strings.Join(names, ", ")))
}

// byName returns the ID of the agreement or actor of a name.
func byName(ctx context.Context, st *sqlite.Store, name string) (id, what string, err error) {
	id, err = agreementID(ctx, st, name)
	if err == nil || !errors.Is(err, parley.ErrNotFound) {
		return id, "agreement", err
	}
	id, err = actorByName(ctx, st, name)
	return id, "actor", err
}

// actorByName returns the ID of the one actor of a name, or else the error that
// nothing is known of it, with those that come near.
func actorByName(ctx context.Context, st *sqlite.Store, name string) (string, error) {
	p, err := st.Actors(ctx, parley.Filter{Actor: name, Limit: 6})
	if err != nil {
		return "", err
	}
	var near []string
	for _, a := range p.Items {
		if strings.EqualFold(a.Name, name) || len(p.Items) == 1 {
			return a.ID, nil
		}
		near = append(near, fmt.Sprintf("%s (%s)", a.ID, a.Name))
	}
	if len(near) > 0 {
		return "", fmt.Errorf("%q: %w; actors of such a name: %s", name, parley.ErrNotFound, strings.Join(near, ", "))
	}
	return "", fmt.Errorf("%q: %w: no ID begins so, and no actor or agreement has this name", name, parley.ErrNotFound)
}
