package eval

// BCubed is how well a partition fits the gold one, by the measure of Bagga and
// Baldwin (1998): the mean over all items of how much of an item's group is of
// its gold group (precision) and how much of its gold group is in its group
// (recall). Precision and Recall are from 0 to 1.
type BCubed struct {
	Precision, Recall float64
	// Items counts what was put into groups, Gold and System those groups.
	Items, Gold, System int
}

// F1 is the harmonic mean of precision and recall, from 0 to 1.
func (b BCubed) F1() float64 {
	if b.Precision+b.Recall == 0 {
		return 0
	}
	return 2 * b.Precision * b.Recall / (b.Precision + b.Recall)
}

// BCubedOf compares two partitions of the same items: gold[i] and system[i] are
// the groups of item i, under any names. Both have the same length.
func BCubedOf[G, S comparable](gold []G, system []S) BCubed {
	type cell struct {
		gold   G
		system S
	}
	golds, systems, both := map[G]int{}, map[S]int{}, map[cell]int{}
	for i := range gold {
		golds[gold[i]]++
		systems[system[i]]++
		both[cell{gold[i], system[i]}]++
	}
	b := BCubed{Items: len(gold), Gold: len(golds), System: len(systems)}
	for i := range gold { // in order, so that the sums are the same on every run
		n := float64(both[cell{gold[i], system[i]}])
		b.Precision += n / float64(systems[system[i]])
		b.Recall += n / float64(golds[gold[i]])
	}
	if b.Items > 0 {
		b.Precision /= float64(b.Items)
		b.Recall /= float64(b.Items)
	}
	return b
}
