/* workers: a ring of jobs between who hands them out, the threads that do them, and who takes them
 * back. */
#include "cli.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum state { WAITS, RUNS, DONE };

typedef struct slot {
    void *job;
    enum state state;
} slot;

typedef struct thread {
    workers *of;
    void *scratch;
    pthread_t id;
} thread;

struct workers {
    pthread_mutex_t lock;
    pthread_cond_t some_wait, some_done;
    work *run;
    slot *slots; /* [n_slots]; jobs first_out to first_out + n_out - 1, modulo n_slots */
    unsigned n_slots, first_out, n_out;
    unsigned n_taken; /* of those under way, oldest first: handed to a thread */
    thread *threads;  /* [n_threads]; none: the caller does the work */
    unsigned n_threads;
    void *scratch; /* the caller's */
    bool open;     /* another thread hands out, and has not said that it is done */
    bool ending;
};

static slot *slot_at(workers *self, unsigned i)
{
    return &self->slots[(self->first_out + i) % self->n_slots];
}

static void *work_on(void *context)
{
    thread *self = context;
    workers *of = self->of;
    pthread_mutex_lock(&of->lock);
    for (;;) {
        while (of->n_taken == of->n_out && !of->ending)
            pthread_cond_wait(&of->some_wait, &of->lock);
        if (of->n_taken == of->n_out) break;
        slot *mine = slot_at(of, of->n_taken++);
        mine->state = RUNS;
        pthread_mutex_unlock(&of->lock);
        of->run(mine->job, self->scratch);
        pthread_mutex_lock(&of->lock);
        mine->state = DONE;
        pthread_cond_signal(&of->some_done);
    }
    pthread_mutex_unlock(&of->lock);
    return NULL;
}

static bool start_threads(workers *self, unsigned n, void *const *scratches)
{
    self->threads = calloc(n, sizeof *self->threads);
    if (!self->threads) return false;
    for (unsigned i = 0; i < n; i++) {
        thread *t = &self->threads[i];
        *t = (thread){.of = self, .scratch = scratches[i]};
        if (pthread_create(&t->id, NULL, work_on, t) != 0) return false;
        self->n_threads++;
    }
    return true;
}

static void init_locks(workers *self)
{
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC); /* that of seconds() */
    pthread_mutex_init(&self->lock, NULL);
    pthread_cond_init(&self->some_wait, NULL);
    pthread_cond_init(&self->some_done, &clock);
    pthread_condattr_destroy(&clock);
}

workers *workers_new(unsigned n_threads, unsigned n_jobs, work *run, void *const *scratches)
{
    workers *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    init_locks(self);
    self->run = run;
    self->n_slots = n_jobs;
    self->scratch = scratches[0];
    self->slots = calloc(n_jobs, sizeof *self->slots);
    if (self->slots && (!n_threads || start_threads(self, n_threads, scratches))) return self;
    workers_free(self);
    return NULL;
}

void workers_hand_out(workers *self, void *job)
{
    if (!self->n_threads) self->run(job, self->scratch);
    pthread_mutex_lock(&self->lock);
    slot *next = slot_at(self, self->n_out++);
    *next = (slot){job, self->n_threads ? WAITS : DONE};
    pthread_cond_signal(&self->some_wait);
    pthread_mutex_unlock(&self->lock);
}

/* Waits, the lock held, until something is done; false when it is `until`. */
static bool wait_until(workers *self, double until)
{
    if (until <= 0) return false;
    if (isinf(until)) return pthread_cond_wait(&self->some_done, &self->lock) == 0;
    double whole = floor(until);
    struct timespec at = {.tv_sec = (time_t)whole, .tv_nsec = (long)((until - whole) * 1e9)};
    return pthread_cond_timedwait(&self->some_done, &self->lock, &at) == 0;
}

static void *take_oldest(workers *self, double until)
{
    void *job = NULL;
    while (self->n_out ? slot_at(self, 0)->state != DONE : self->open)
        if (!wait_until(self, until)) return NULL;
    if (self->n_out) {
        job = slot_at(self, 0)->job;
        self->first_out = (self->first_out + 1) % self->n_slots;
        self->n_out--;
        if (self->n_threads) self->n_taken--;
    }
    return job;
}

void *workers_take_back(workers *self, bool wait)
{
    pthread_mutex_lock(&self->lock);
    wait = wait || self->n_out == self->n_slots;
    void *job = take_oldest(self, wait ? INFINITY : 0);
    pthread_mutex_unlock(&self->lock);
    return job;
}

void workers_open(workers *self) { self->open = true; }

void workers_close(workers *self)
{
    pthread_mutex_lock(&self->lock);
    self->open = false;
    pthread_cond_signal(&self->some_done);
    pthread_mutex_unlock(&self->lock);
}

void *workers_wait(workers *self, double until, bool *more)
{
    pthread_mutex_lock(&self->lock);
    void *job = take_oldest(self, until);
    *more = job || self->n_out || self->open;
    pthread_mutex_unlock(&self->lock);
    return job;
}

unsigned workers_under_way(workers *self)
{
    pthread_mutex_lock(&self->lock);
    unsigned n = self->n_out;
    pthread_mutex_unlock(&self->lock);
    return n;
}

void workers_free(workers *self)
{
    if (!self) return;
    pthread_mutex_lock(&self->lock);
    self->ending = true;
    pthread_cond_broadcast(&self->some_wait);
    pthread_mutex_unlock(&self->lock);
    for (unsigned i = 0; i < self->n_threads; i++) pthread_join(self->threads[i].id, NULL);
    pthread_cond_destroy(&self->some_done);
    pthread_cond_destroy(&self->some_wait);
    pthread_mutex_destroy(&self->lock);
    free(self->threads);
    free(self->slots);
    free(self);
}
