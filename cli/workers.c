/* workers: a ring of jobs between one thread that hands them out and those that do them. */
#include "cli.h"

#include <pthread.h>
#include <stdlib.h>

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
    thread *threads;  /* [n_threads]; none where there is one: the caller does the work */
    unsigned n_threads;
    void *scratch; /* the caller's */
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

workers *workers_new(unsigned n_threads, unsigned n_jobs, work *run, void *const *scratches)
{
    workers *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    pthread_mutex_init(&self->lock, NULL);
    pthread_cond_init(&self->some_wait, NULL);
    pthread_cond_init(&self->some_done, NULL);
    self->run = run;
    self->n_slots = n_jobs;
    self->scratch = scratches[0];
    self->slots = calloc(n_jobs, sizeof *self->slots);
    if (self->slots && (n_threads < 2 || start_threads(self, n_threads, scratches))) return self;
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

void *workers_take_back(workers *self, bool wait)
{
    void *job = NULL;
    pthread_mutex_lock(&self->lock);
    slot *oldest = slot_at(self, 0);
    wait = wait || self->n_out == self->n_slots;
    while (self->n_out && oldest->state != DONE && wait)
        pthread_cond_wait(&self->some_done, &self->lock);
    if (self->n_out && oldest->state == DONE) {
        job = oldest->job;
        self->first_out = (self->first_out + 1) % self->n_slots;
        self->n_out--;
        if (self->n_threads) self->n_taken--;
    }
    pthread_mutex_unlock(&self->lock);
    return job;
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
