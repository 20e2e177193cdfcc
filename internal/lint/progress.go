package lint

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A Progress tells how far a run is, while it goes on and when it is over.
type Progress struct {
	mu     sync.Mutex
	stages []*stage
}

// A Stage is a part of a run.
type Stage struct {
	Name        string // what is done, and to what: reading directories
	Done, Total int
	Took        time.Duration // so far
}

type stage struct {
	name  string
	total int
	done  atomic.Int64
	began time.Time
	took  time.Duration // zero: it goes on
}

// Stages are those that have begun, in their order.
func (p *Progress) Stages() []Stage {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []Stage
	for _, s := range p.stages {
		took := s.took
		if took == 0 {
			took = time.Since(s.began)
		}
		all = append(all, Stage{s.name, int(s.done.Load()), s.total, took})
	}
	return all
}

// begin starts a stage; end must be called when it is over.
func (p *Progress) begin(name string, total int) (s *stage, end func()) {
	s = &stage{name: name, total: total, began: time.Now()}
	if p == nil {
		return s, func() {}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stages = append(p.stages, s)
	return s, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		s.took = max(1, time.Since(s.began))
	}
}

// A crew does the work of a run.
type crew struct {
	jobs     int // how much is done at the same time; 0: as the processors allow
	progress *Progress
}

// parallel maps items with all hands; the results are in the items' order.
func parallel[T, R any](c crew, name string, items []T, do func(T) R) []R {
	stage, end := c.progress.begin(name, len(items))
	defer end()
	jobs := c.jobs
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	results := make([]R, len(items))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(jobs, len(items)) {
		workers.Go(func() {
			for i := range next {
				results[i] = do(items[i])
				stage.done.Add(1)
			}
		})
	}
	for i := range items {
		next <- i
	}
	close(next)
	workers.Wait()
	return results
}
