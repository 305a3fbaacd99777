package sqlite

import (
	"context"

	"parley"
)

// featureNames returns the names of features by number. They are few: the rows of the
// models' weights.
func (s *session) featureNames(ctx context.Context) (map[int64]string, error) {
	names := map[int64]string{}
	err := s.each(ctx, "SELECT n, name FROM feature", nil, func(scan func(...any) error) error {
		var n int64
		var name string
		err := scan(&n, &name)
		names[n] = name
		return err
	})
	return names, err
}

// features returns the numbers of features by name, those of links included.
func (t *tx) features(ctx context.Context, links []parley.Link) (map[string]int64, error) {
	if t.memo.features == nil {
		names, err := t.s.featureNames(ctx)
		if err != nil {
			return nil, err
		}
		t.memo.features = make(map[string]int64, len(names))
		for n, name := range names {
			t.memo.features[name] = n
		}
	}
	for _, l := range links {
		for _, r := range l.Reasons {
			if _, ok := t.memo.features[r.Feature]; ok {
				continue
			}
			added, err := t.s.exec(ctx, "INSERT INTO feature (name) VALUES ($1)", r.Feature)
			if err != nil {
				return nil, err
			}
			n, err := added.LastInsertId()
			if err != nil {
				return nil, err
			}
			t.memo.features[r.Feature] = n
		}
	}
	return t.memo.features, nil
}
