package watch

import (
	"time"

	"parley"
)

// feedAt is a feed and when it is to be asked.
type feedAt struct {
	url  string
	at   time.Time
	feed parley.Feed
}

// feedHeap holds feeds, the one to be asked first first.
type feedHeap []feedAt

// Len, Less, Swap, Push and Pop implement heap.Interface.
func (h feedHeap) Len() int { return len(h) }

func (h feedHeap) Less(i, j int) bool {
	if !h[i].at.Equal(h[j].at) {
		return h[i].at.Before(h[j].at)
	}
	return h[i].url < h[j].url
}

func (h feedHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push adds a feedAt.
func (h *feedHeap) Push(x any) { *h = append(*h, x.(feedAt)) }

// Pop takes the last one off.
func (h *feedHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
