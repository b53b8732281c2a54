/* Talent scheduling, solved exactly: order scenes so that the cast waits least for its money.
 *
 * Double-ended depth-first branch and bound over bit sets of at most 128 scenes and 64 actors (after
 * the reductions made by the caller), after Qin, Zhang, Lim and Liang, EJOR 250 (2016) 412-426, with
 * stronger one-sided bounds; and an insertion search for starts and for problems of any size.
 * All amounts are integers: cost = wage x duration, holding only. No global state.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(_WIN32)
#define DOOR __declspec(dllexport)
#else
#define DOOR __attribute__((visibility("default")))
#endif

typedef uint64_t set_t;
typedef unsigned __int128 scenes_t;
typedef int64_t cost_t;

enum { MOST = 128, EXACT_SIDE = 9, WAYS = 4, MEET = 7, MEET_SIDE = 6, MEET_TRIES = 200, HELP_FROM = 8 };

#define BIT(i) ((set_t)1 << (i))
#define LOWEST(s) __builtin_ctzll(s)
#define COUNT(s) __builtin_popcountll(s)
#define SCENE(i) ((scenes_t)1 << (i))
#define INFINITE (INT64_MAX / 4)

/* `stamp` mixes the other fields, so that a slot written by two threads at once is never believed. */
typedef struct {
    set_t todo[2], left, right, past, stamp;
} slot_t;

/* Scenes with the same remaining cast, shot together. */
typedef struct {
    int count;
    set_t cast[MOST];
    scenes_t scenes[MOST];
    cost_t length[MOST];
} groups_t;

typedef struct {
    int group;
    cost_t past, bound;
    scenes_t todo;
    set_t left, right;
} child_t;

/* What all workers share. `best` and `best_order` change under `lock` only. */
typedef struct {
    int scenes, actors, workers;
    cost_t length[MOST], wage[MOST], pay[8][256];
    set_t cast[MOST];
    cost_t best, open_bound;
    int best_order[MOST], lock;
    slot_t *cache;
    set_t cache_mask;
    uint64_t node_limit;
    double deadline;
    volatile int *cancel;
    int stopped, rules;
} search_t;

typedef int (*report_t)(const int *order, int64_t best, int64_t bound, uint64_t nodes);

/* One worker: where it stands, and room for the children of every depth. */
typedef struct {
    search_t *all;
    int front[MOST], back[MOST], fronts, backs, depth;
    uint64_t nodes;
    report_t report;
    double told;
    cost_t open[MOST + 2];
    groups_t groups[MOST + 2];
    child_t children[MOST + 2][2][MOST];
} worker_t;

static inline int first_scene(scenes_t s)
{
    return (set_t)s ? LOWEST((set_t)s) : 64 + LOWEST((set_t)(s >> 64));
}

static double now(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline cost_t pay(const search_t *s, set_t who)
{
    cost_t sum = 0;
    for (int b = 0; who; b++, who >>= 8)
        sum += s->pay[b][who & 255];
    return sum;
}

/* Least waiting of actors held from one end, whatever the other actors do: the order in which they
 * finish decides who waits for whom, so a table over sets of finished actors is exact. */
static void side_table(const search_t *s, const groups_t *g, int skip, set_t drop, const int *who, int n,
                       cost_t *least)
{
    int all = 1 << n, full = all - 1;
    cost_t time[1 << EXACT_SIDE];
    memset(time, 0, sizeof(cost_t) * (size_t)all);
    for (int t = 0; t < g->count; t++) {
        if (t == skip)
            continue;
        set_t cast = g->cast[t] & ~drop;
        int key = 0;
        for (int i = 0; i < n; i++)
            key |= (int)(cast >> who[i] & 1) << i;
        time[key] += g->length[t];
    }
    for (int b = 1; b < all; b <<= 1)
        for (int k = 0; k < all; k++)
            if (k & b)
                time[k] += time[k ^ b];
    least[0] = 0;
    for (int done = 1; done < all; done++) {
        cost_t lacking_all = time[full ^ done], best = INFINITE;
        for (int rest = done; rest; rest &= rest - 1) {
            int i = __builtin_ctz((unsigned)rest);
            cost_t value = least[done ^ (1 << i)] + s->wage[who[i]] * (time[full ^ (1 << i)] - lacking_all);
            if (value < best)
                best = value;
        }
        least[done] = best;
    }
}

static int list(set_t who, int *out)
{
    int n = 0;
    for (; who; who &= who - 1)
        out[n++] = LOWEST(who);
    return n;
}

/* Keep the dearest EXACT_SIDE actors in the exact table; the others are bounded in a table of their own. */
static int dearest(const search_t *s, int *who, int n)
{
    if (n <= EXACT_SIDE)
        return n;
    for (int i = 0; i < EXACT_SIDE; i++)
        for (int j = i + 1; j < n; j++)
            if (s->wage[who[j]] > s->wage[who[i]]) {
                int swap = who[i];
                who[i] = who[j];
                who[j] = swap;
            }
    return EXACT_SIDE;
}

static cost_t rest_bound(const search_t *s, const groups_t *g, int skip, set_t drop, const int *who, int n)
{
    cost_t table[1 << EXACT_SIDE], sum = 0;
    for (int from = 0; from < n; from += EXACT_SIDE) {
        int part = n - from < EXACT_SIDE ? n - from : EXACT_SIDE;
        side_table(s, g, skip, drop, who + from, part, table);
        sum += table[(1 << part) - 1];
    }
    return sum;
}

/* Bound on what the actors held from either end must still be paid for waiting.
 * Both sides exactly; then pairs from opposite ends that share a scene (somebody of the two waits
 * through every scene with neither) replace their one-sided shares where that is more. */
static cost_t bound(const search_t *s, const groups_t *g, int skip, set_t left, set_t right, set_t drop)
{
    int a[MOST], b[MOST];
    int na = list(left, a), nb = list(right, b);
    int ea = dearest(s, a, na), eb = dearest(s, b, nb);
    cost_t fa[1 << EXACT_SIDE], fb[1 << EXACT_SIDE];
    fa[0] = fb[0] = 0;
    if (ea)
        side_table(s, g, skip, drop, a, ea, fa);
    if (eb)
        side_table(s, g, skip, drop, b, eb, fb);
    cost_t rest = rest_bound(s, g, skip, drop, a + ea, na - ea) + rest_bound(s, g, skip, drop, b + eb, nb - eb);
    int sa = (1 << ea) - 1, sb = (1 << eb) - 1;
    if (!ea || !eb)
        return fa[sa] + fb[sb] + rest;
    cost_t only_a[EXACT_SIDE] = {0}, only_b[EXACT_SIDE] = {0}, both[EXACT_SIDE][EXACT_SIDE] = {{0}}, whole = 0;
    for (int t = 0; t < g->count; t++) {
        if (t == skip)
            continue;
        set_t cast = g->cast[t] & ~drop;
        cost_t length = g->length[t];
        whole += length;
        int in_b[EXACT_SIDE], count = 0;
        for (int j = 0; j < eb; j++)
            if (cast >> b[j] & 1) {
                in_b[count++] = j;
                only_b[j] += length;
            }
        for (int i = 0; i < ea; i++)
            if (cast >> a[i] & 1) {
                only_a[i] += length;
                for (int j = 0; j < count; j++)
                    both[i][in_b[j]] += length;
            }
    }
    cost_t pairs = 0;
    for (;;) {
        cost_t gain = 0, weight = 0;
        int gi = -1, gj = -1;
        for (int i = 0; i < ea; i++) {
            if (!(sa >> i & 1))
                continue;
            cost_t share_a = fa[sa] - fa[sa ^ (1 << i)];
            for (int j = 0; j < eb; j++) {
                if (!(sb >> j & 1) || !both[i][j])
                    continue;
                cost_t wi = s->wage[a[i]], wj = s->wage[b[j]];
                cost_t w = (wi < wj ? wi : wj) * (whole - only_a[i] - only_b[j] + both[i][j]);
                cost_t more = w - share_a - (fb[sb] - fb[sb ^ (1 << j)]);
                if (more > gain) {
                    gain = more;
                    weight = w;
                    gi = i;
                    gj = j;
                }
            }
        }
        if (gi < 0)
            break;
        sa ^= 1 << gi;
        sb ^= 1 << gj;
        pairs += weight;
    }
    return fa[sa] + fb[sb] + pairs + rest;
}

/* Scenes left, as seen by actors who all share scenes with one another: some moment has them all.
 * A scene before it makes every actor held from the left wait who is not in it (`x`), a scene after it
 * every actor held from the right (`y`); `l`, `r`: who of either side plays in it. */
typedef struct {
    int count, tries;
    cost_t length[MOST], x[MOST], y[MOST];
    int l[MOST], r[MOST];
} meeting_t;

/* Least waiting over the orders in which n actors finish on the right, each scene on its cheaper side;
 * at least `need` is told as `need`. */
static cost_t finish_right(const meeting_t *m, const cost_t *x, const cost_t *y, const int *l, int n,
                           const cost_t *wages, cost_t need)
{
    int full = (1 << n) - 1, right[MOST], count = 0;
    cost_t base = 0, least[1 << MEET];
    for (int t = 0; t < m->count; t++) {
        base += m->length[t] * (x[t] < y[t] ? x[t] : y[t]);
        if (y[t] < x[t] && l[t])
            right[count++] = t;
    }
    if (base >= need)
        return need;
    for (int done = 1; done <= full; done++)
        least[done] = need - base;
    least[0] = 0;
    for (int done = 0; done < full; done++) {
        if (least[done] >= need - base)
            continue;
        cost_t more[MEET] = {0};
        for (int k = 0; k < count; k++) {
            int t = right[k];
            if (l[t] & done)
                continue;
            cost_t wait = wages[full & ~done & ~l[t]];
            if (wait > x[t] - y[t])
                wait = x[t] - y[t];
            wait *= m->length[t];
            for (int who = l[t]; who; who &= who - 1)
                more[__builtin_ctz((unsigned)who)] += wait;
        }
        for (int rest = full & ~done; rest; rest &= rest - 1) {
            int i = __builtin_ctz((unsigned)rest);
            if (least[done] + more[i] < least[done | 1 << i])
                least[done | 1 << i] = least[done] + more[i];
        }
    }
    return base + least[full];
}

/* One side of a meeting: its actors and their wages by subset. */
typedef struct {
    int n, who[MEET];
    cost_t wages[1 << MEET];
} meeting_side_t;

/* Whether every order in which the actors of the other side finish costs at least `need`. */
static int every_order(meeting_t *m, const cost_t *x, const cost_t *tried, const cost_t *y, const int *l,
                       const meeting_side_t *side, const int *r, const meeting_side_t *other, int done, cost_t need)
{
    int full = (1 << other->n) - 1, order[MEET], n = 0;
    if (done == full)
        return 0;
    cost_t value[MEET], next[MEET][MOST];
    for (int rest = full & ~done; rest; rest &= rest - 1) {
        int i = __builtin_ctz((unsigned)rest);
        for (int t = 0; t < m->count; t++)
            next[i][t] = (r[t] >> i & 1) && !(r[t] & done) ? x[t] + other->wages[full & ~done & ~r[t]] : tried[t];
        if (m->tries-- <= 0)
            return 0;
        value[i] = finish_right(m, next[i], y, l, side->n, side->wages, need);
        if (value[i] >= need)
            continue;
        int k = n++;
        while (k > 0 && value[order[k - 1]] > value[i]) {
            order[k] = order[k - 1];
            k--;
        }
        order[k] = i;
    }
    for (int k = 0; k < n; k++)
        if (!every_order(m, x, next[order[k]], y, l, side, r, other, done | 1 << order[k], need))
            return 0;
    return 1;
}

static void fill_side(const search_t *s, set_t who, meeting_side_t *side)
{
    side->n = list(who, side->who);
    side->wages[0] = 0;
    for (int k = 1; k < 1 << side->n; k++)
        side->wages[k] = side->wages[k & (k - 1)] + s->wage[side->who[__builtin_ctz((unsigned)k)]];
}

static int part_of(set_t cast, const meeting_side_t *side)
{
    int part = 0;
    for (int i = 0; i < side->n; i++)
        part |= (int)(cast >> side->who[i] & 1) << i;
    return part;
}

static int cheapest(const search_t *s, set_t who)
{
    int found = LOWEST(who);
    for (; who; who &= who - 1)
        if (s->wage[LOWEST(who)] < s->wage[found])
            found = LOWEST(who);
    return found;
}

/* Of actors held from either end, keep those who can be shown to meet: the one who misses most goes first. */
static void meeting_actors(const search_t *s, const set_t *shared, set_t *left, set_t *right)
{
    for (;;) {
        int worst = -1;
        cost_t most = 0;
        for (set_t k = *left | *right; k; k &= k - 1) {
            int i = LOWEST(k);
            cost_t missed = pay(s, (*left >> i & 1 ? *right : *left) & ~shared[i]) * 1024 / (s->wage[i] + 1);
            if (missed > most) {
                most = missed;
                worst = i;
            }
        }
        if (worst < 0)
            break;
        *left &= ~BIT(worst);
        *right &= ~BIT(worst);
    }
    while (COUNT(*left) > MEET_SIDE)
        *left &= ~BIT(cheapest(s, *left));
    while (COUNT(*right) > MEET_SIDE)
        *right &= ~BIT(cheapest(s, *right));
}

/* Bound by a moment that actors held from both ends, and free ones who share scenes with all of them,
 * have in common; the other held actors are bounded by their own side. 0 where there is no such moment. */
static cost_t meeting_bound(const search_t *s, const groups_t *g, int skip, set_t left, set_t right, set_t drop,
                            cost_t need)
{
    set_t shared[MOST], once = 0, twice = 0, near = left, far = right, both = 0;
    memset(shared, 0, sizeof shared);
    for (int t = 0; t < g->count; t++) {
        if (t == skip)
            continue;
        set_t cast = g->cast[t] & ~drop;
        twice |= once & cast;
        once |= cast;
        for (set_t k = cast; k; k &= k - 1)
            shared[LOWEST(k)] |= cast;
    }
    meeting_actors(s, shared, &near, &far);
    if (!near || !far)
        return 0;
    for (set_t others = twice & ~left & ~right; others && COUNT(near | both) < MEET && COUNT(far | both) < MEET;) {
        int dear = LOWEST(others);
        for (set_t k = others; k; k &= k - 1)
            if (s->wage[LOWEST(k)] > s->wage[dear])
                dear = LOWEST(k);
        others &= ~BIT(dear);
        if (!((near | far | both) & ~shared[dear]))
            both |= BIT(dear);
    }
    int who[MOST];
    int n = list(left & ~near, who);
    cost_t side = rest_bound(s, g, skip, drop, who, n);
    n = list(right & ~far, who);
    side += rest_bound(s, g, skip, drop, who, n);
    need -= side;
    meeting_t m = {.tries = MEET_TRIES};
    meeting_side_t a, b;
    fill_side(s, near | both, &a);
    fill_side(s, far | both, &b);
    for (int t = 0; t < g->count; t++) {
        if (t == skip)
            continue;
        set_t cast = g->cast[t];
        int k = m.count++;
        m.length[k] = g->length[t];
        m.x[k] = pay(s, near & ~cast);
        m.y[k] = pay(s, far & ~cast);
        m.l[k] = part_of(cast, &a);
        m.r[k] = part_of(cast, &b);
    }
    cost_t value = finish_right(&m, m.x, m.y, m.l, a.n, a.wages, need);
    if (value < need) {
        cost_t other = finish_right(&m, m.y, m.x, m.r, b.n, b.wages, need);
        value = other > value ? other : value;
    }
    if (value < need && (b.n <= a.n ? every_order(&m, m.x, m.x, m.y, m.l, &a, m.r, &b, 0, need)
                                    : every_order(&m, m.y, m.y, m.x, m.r, &b, m.l, &a, 0, need)))
        value = need;
    return value + side;
}

static void group_scenes(const search_t *s, scenes_t todo, set_t held, set_t fixed, groups_t *g)
{
    set_t single = 0;
    for (;;) {
        g->count = 0;
        set_t once = 0, twice = 0;
        for (scenes_t q = todo; q; q &= q - 1) {
            int i = first_scene(q);
            set_t cast = s->cast[i] & ~fixed & ~single;
            int t = 0;
            while (t < g->count && g->cast[t] != cast)
                t++;
            if (t == g->count) {
                g->cast[t] = cast;
                g->scenes[t] = 0;
                g->length[t] = 0;
                g->count++;
                twice |= once & cast;
                once |= cast;
            }
            g->scenes[t] |= SCENE(i);
            g->length[t] += s->length[i];
        }
        set_t more = once & ~twice & ~held;
        if (!more)
            return;
        single |= more;
    }
}

static set_t cast_of(const search_t *s, scenes_t scenes)
{
    set_t who = 0;
    for (; scenes; scenes &= scenes - 1)
        who |= s->cast[first_scene(scenes)];
    return who;
}

static inline uint64_t mix(const slot_t *k)
{
    set_t left = k->left, right = k->right;
    uint64_t h = (k->todo[0] + k->todo[1] * 0xA24BAED4963EE407u) * 0x9E3779B97F4A7C15u ^ (left + 0x165667B19E3779F9u) * 0xC2B2AE3D27D4EB4Fu;
    h ^= (right + 0x27D4EB2F165667C5u) * 0xFF51AFD7ED558CCDu;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ h >> 29;
}

static inline set_t stamp_of(const slot_t *k)
{
    return (mix(k) ^ k->past) * 0x9FB21C651E98DF25u;
}

static slot_t *bucket(const search_t *s, const slot_t *k)
{
    return s->cache + (mix(k) & s->cache_mask) * WAYS;
}

static slot_t read_slot(const slot_t *from)
{
    slot_t k;
    k.todo[0] = __atomic_load_n(&from->todo[0], __ATOMIC_RELAXED);
    k.todo[1] = __atomic_load_n(&from->todo[1], __ATOMIC_RELAXED);
    k.left = __atomic_load_n(&from->left, __ATOMIC_RELAXED);
    k.right = __atomic_load_n(&from->right, __ATOMIC_RELAXED);
    k.past = __atomic_load_n(&from->past, __ATOMIC_RELAXED);
    k.stamp = __atomic_load_n(&from->stamp, __ATOMIC_RELAXED);
    return k;
}

static void write_slot(slot_t *to, slot_t k)
{
    __atomic_store_n(&to->todo[0], k.todo[0], __ATOMIC_RELAXED);
    __atomic_store_n(&to->todo[1], k.todo[1], __ATOMIC_RELAXED);
    __atomic_store_n(&to->left, k.left, __ATOMIC_RELAXED);
    __atomic_store_n(&to->right, k.right, __ATOMIC_RELAXED);
    __atomic_store_n(&to->past, k.past, __ATOMIC_RELAXED);
    __atomic_store_n(&to->stamp, stamp_of(&k), __ATOMIC_RELAXED);
}

/* A state and its mirror image are one; the lowest bit of `past` says that a worker is still inside. */
static slot_t state(scenes_t todo, set_t left, set_t right, cost_t past, int busy)
{
    slot_t k = {{(set_t)todo, (set_t)(todo >> 64)}, left, right, (set_t)past * 2 + (set_t)busy, 0};
    if (left > right) {
        k.left = right;
        k.right = left;
    }
    return k;
}

static int same_state(const slot_t *a, const slot_t *b)
{
    return a->todo[0] == b->todo[0] && a->todo[1] == b->todo[1] && a->left == b->left && a->right == b->right;
}

enum { NEW, KNOWN, BUSY };

/* Whether the state was reached before at no greater cost, and whether a worker is inside at that cost. */
static int known(const search_t *s, scenes_t todo, set_t left, set_t right, cost_t past)
{
    slot_t k = state(todo, left, right, past, 0);
    const slot_t *b = bucket(s, &k);
    for (int i = 0; i < WAYS; i++) {
        if (__atomic_load_n(&b[i].todo[0], __ATOMIC_RELAXED) != k.todo[0])
            continue;
        slot_t found = read_slot(&b[i]);
        if (same_state(&found, &k) && found.past >> 1 <= (set_t)past && found.stamp == stamp_of(&found))
            return (found.past & 1) && found.past >> 1 == (set_t)past ? BUSY : KNOWN;
    }
    return NEW;
}

static int scenes_in(const slot_t *k)
{
    return COUNT(k->todo[0]) + COUNT(k->todo[1]);
}

static void remember(search_t *s, scenes_t todo, set_t left, set_t right, cost_t past)
{
    slot_t k = state(todo, left, right, past, s->workers > 1);
    slot_t *b = bucket(s, &k);
    int worst = WAYS - 1;
    for (int i = 0; i < WAYS; i++) {
        slot_t old = read_slot(&b[i]);
        if (same_state(&old, &k)) {
            worst = i;
            break;
        }
        if (!old.stamp) {
            worst = i;
            break;
        }
        if (i < WAYS - 1 && scenes_in(&old) < scenes_in(&b[worst]))
            worst = i;
    }
    write_slot(&b[worst], k);
}

/* Every worker left the state, unless it was reached again at less cost or lost its slot. */
static void mark_done(search_t *s, scenes_t todo, set_t left, set_t right, cost_t past)
{
    slot_t k = state(todo, left, right, past, 0);
    slot_t *b = bucket(s, &k);
    for (int i = 0; i < WAYS; i++) {
        slot_t old = read_slot(&b[i]);
        if (same_state(&old, &k) && old.past == (k.past | 1) && old.stamp == stamp_of(&old))
            write_slot(&b[i], k);
    }
}

static cost_t best_now(const search_t *s)
{
    return __atomic_load_n(&s->best, __ATOMIC_RELAXED);
}

static void take_lock(search_t *s)
{
    while (__atomic_exchange_n(&s->lock, 1, __ATOMIC_ACQUIRE))
        ;
}

static void drop_lock(search_t *s)
{
    __atomic_store_n(&s->lock, 0, __ATOMIC_RELEASE);
}

static void complete(worker_t *w, scenes_t todo, cost_t past)
{
    search_t *s = w->all;
    if (past >= best_now(s))
        return;
    take_lock(s);
    if (past < s->best) {
        __atomic_store_n(&s->best, past, __ATOMIC_RELAXED);
        int n = 0;
        for (int i = 0; i < w->fronts; i++)
            s->best_order[n++] = w->front[i];
        for (; todo; todo &= todo - 1)
            s->best_order[n++] = first_scene(todo);
        for (int i = w->backs; i-- > 0;)
            s->best_order[n++] = w->back[i];
    }
    drop_lock(s);
}

static void place(worker_t *w, scenes_t scenes, int at_back)
{
    for (; scenes; scenes &= scenes - 1) {
        if (at_back)
            w->back[w->backs++] = first_scene(scenes);
        else
            w->front[w->fronts++] = first_scene(scenes);
    }
}

static int dominated(const search_t *s, const groups_t *g, int x, set_t near, set_t far)
{
    set_t x_near = g->cast[x] | near, x_far = g->cast[x] | far;
    for (int y = 0; y < g->count; y++) {
        if (y == x)
            continue;
        set_t y_near = g->cast[y] | near, y_far = g->cast[y] | far;
        if (y_near & ~x_near)
            continue;
        if ((s->rules & 1) && !(x_far & ~y_far) && (x_near != y_near || x_far != y_far || y < x))
            return 1;
        if ((s->rules & 2) && pay(s, x_near & y_far) > pay(s, y_near))
            return 1;
    }
    return 0;
}

/* Children of a node at one end: `near` are the actors held from that end, `far` from the other. */
static int children(const search_t *s, const groups_t *g, scenes_t todo, set_t near_all, set_t far_all, cost_t past,
                    int at_back, child_t *out)
{
    set_t fixed = near_all & far_all, near = near_all & ~fixed, far = far_all & ~fixed;
    cost_t best = best_now(s);
    int n = 0;
    for (int x = 0; x < g->count; x++) {
        set_t cast = g->cast[x], joining = cast & far;
        cost_t value = past + g->length[x] * pay(s, near & ~cast);
        if (value >= best)
            continue;
        if (joining)
            for (int t = 0; t < g->count; t++)
                if (t != x)
                    value += g->length[t] * pay(s, joining & ~g->cast[t]);
        if (value >= best || dominated(s, g, x, near, far))
            continue;
        scenes_t rest = todo & ~g->scenes[x];
        set_t needed = cast_of(s, rest);
        set_t new_near = (near_all | cast_of(s, g->scenes[x])) & needed, new_far = far_all & needed;
        set_t both = new_near & new_far;
        cost_t least = value + meeting_bound(s, g, x, new_near & ~both, new_far & ~both, both, best - value);
        if (least >= best)
            continue;
        cost_t sides = value + bound(s, g, x, new_near & ~both, new_far & ~both, both);
        if (sides >= best)
            continue;
        least = sides > least ? sides : least;
        child_t c = {x, value, least, rest, at_back ? new_far : new_near, at_back ? new_near : new_far};
        int i = n++;
        while (i > 0 && out[i - 1].bound > least) {
            out[i] = out[i - 1];
            i--;
        }
        out[i] = c;
    }
    return n;
}

/* The least bound of what a worker has still to visit. */
static cost_t open_now(const worker_t *w)
{
    cost_t least = best_now(w->all);
    for (int d = 0; d < w->depth; d++)
        if (w->open[d] < least)
            least = w->open[d];
    return least;
}

static void tell(worker_t *w, double at)
{
    if (at < w->told + 0.1)
        return;
    w->told = at;
    int order[MOST];
    take_lock(w->all);
    memcpy(order, w->all->best_order, sizeof order);
    cost_t best = w->all->best;
    drop_lock(w->all);
    if (w->report(order, best, w->all->workers == 1 ? open_now(w) : 0, w->nodes))
        __atomic_store_n(&w->all->stopped, 1, __ATOMIC_RELAXED);
}

static int out_of_time(worker_t *w)
{
    search_t *s = w->all;
    if (__atomic_load_n(&s->stopped, __ATOMIC_RELAXED))
        return 1;
    w->nodes++;
    int stop = s->node_limit && w->nodes > s->node_limit;
    stop |= s->cancel && *s->cancel;
    double at = s->deadline > 0 || w->report ? now() : 0;
    stop |= s->deadline > 0 && at > s->deadline;
    if (w->report && !stop)
        tell(w, at);
    if (stop)
        __atomic_store_n(&s->stopped, 1, __ATOMIC_RELAXED);
    return stop;
}

static void leave_open(search_t *s, cost_t least)
{
    take_lock(s);
    if (least < s->open_bound)
        s->open_bound = least;
    drop_lock(s);
}

static int explore(worker_t *w, scenes_t todo, set_t left, set_t right, cost_t past, cost_t least, int help);

/* Place what costs nothing at once; 0 when the order is complete. */
static int place_free(worker_t *w, groups_t *g, scenes_t *todo, set_t *left, set_t *right, cost_t past)
{
    const search_t *s = w->all;
    for (;;) {
        set_t fixed = *left & *right;
        group_scenes(s, *todo, *left | *right, fixed, g);
        if (g->count <= 1) {
            complete(w, *todo, past);
            return 0;
        }
        int found = -1, at_back = 0;
        for (int t = 0; t < g->count && found < 0; t++)
            if (g->cast[t] == (*left & ~fixed) || g->cast[t] == (*right & ~fixed)) {
                found = t;
                at_back = g->cast[t] != (*left & ~fixed);
            }
        if (found < 0)
            return 1;
        scenes_t scenes = g->scenes[found];
        set_t shot = cast_of(s, scenes);
        place(w, scenes, at_back);
        *todo &= ~scenes;
        set_t needed = cast_of(s, *todo);
        *left = (at_back ? *left : *left | shot) & needed;
        *right = (at_back ? *right | shot : *right) & needed;
    }
}

/* The children at the end with fewer of them; ties by how far their bounds lie below the best. */
static child_t *branch(worker_t *w, const groups_t *g, scenes_t todo, set_t left, set_t right, cost_t past, int *count,
                       int *at_back)
{
    const search_t *s = w->all;
    child_t *front = w->children[w->depth][0], *end = w->children[w->depth][1];
    int n = children(s, g, todo, left, right, past, 0, front);
    *at_back = 0;
    *count = n;
    if (n <= 1)
        return front;
    int m = children(s, g, todo, right, left, past, 1, end);
    cost_t sum_front = 0, sum_end = 0, best = best_now(s);
    for (int i = 0; i < n; i++)
        sum_front += best - front[i].bound;
    for (int i = 0; i < m; i++)
        sum_end += best - end[i].bound;
    if (m > n || (m == n && sum_end >= sum_front))
        return front;
    *at_back = 1;
    *count = m;
    return end;
}

/* With several workers, a child that another is inside is left for later; then its own children are shared. */
static void visit(worker_t *w, const groups_t *g, child_t *chosen, int count, int at_back)
{
    search_t *s = w->all;
    int later[MOST], left_over = 0;
    for (int turn = 0; turn < 2; turn++) {
        int n = turn ? left_over : count;
        for (int k = 0; k < n; k++) {
            int i = turn ? later[k] : k;
            const child_t *c = &chosen[i];
            if (c->bound >= best_now(s))
                continue;
            int fronts = w->fronts, backs = w->backs;
            w->open[w->depth++] = left_over ? chosen[later[turn ? k : 0]].bound : c->bound;
            place(w, g->scenes[c->group], at_back);
            if (explore(w, c->todo, c->left, c->right, c->past, c->bound, turn || s->workers == 1) == BUSY)
                later[left_over++] = i;
            w->depth--;
            w->fronts = fronts;
            w->backs = backs;
        }
    }
}

static int explore(worker_t *w, scenes_t todo, set_t left, set_t right, cost_t past, cost_t least, int help)
{
    search_t *s = w->all;
    if (out_of_time(w)) {
        leave_open(s, least);
        return KNOWN;
    }
    groups_t *g = &w->groups[w->depth];
    int fronts = w->fronts, backs = w->backs, was = KNOWN;
    if (!place_free(w, g, &todo, &left, &right, past))
        goto leave;
    was = known(s, todo, left, right, past);
    if (was == KNOWN || (was == BUSY && (!help || g->count < HELP_FROM)))
        goto leave;
    was = KNOWN;
    for (scenes_t q = todo; q; q &= q - 1) {
        scenes_t fewer = todo & ~(q & -q);
        set_t needed = cast_of(s, fewer);
        if ((left & ~needed) || (right & ~needed))
            continue;
        if (known(s, fewer, left, right, past))
            goto leave;
    }
    remember(s, todo, left, right, past);
    int count, at_back;
    child_t *chosen = branch(w, g, todo, left, right, past, &count, &at_back);
    visit(w, g, chosen, count, at_back);
    if (s->workers > 1)
        mark_done(s, todo, left, right, past);
leave:
    w->fronts = fronts;
    w->backs = backs;
    return help ? KNOWN : was;
}

/* Open a search for the best order of at most 128 scenes with at most 64 actors; NULL when out of memory.
 *
 * `order` is a start of cost `best` (holding only). `rules`: 1 and 2 switch the dominance rules on.
 * Each worker (a thread of the caller) then calls `tournage_prove` once; all share what they find.
 */
DOOR void *tournage_open(int scenes, int actors, const int64_t *length, const int64_t *wage, const uint64_t *cast,
                         const int *order, int64_t best, double seconds, uint64_t node_limit, volatile int *cancel,
                         int rules, int cache_bits, int workers)
{
    search_t *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->cache = calloc((size_t)WAYS << cache_bits, sizeof(slot_t));
    if (!s->cache) {
        free(s);
        return NULL;
    }
    s->scenes = scenes;
    s->actors = actors;
    s->workers = workers;
    for (int i = 0; i < scenes; i++) {
        s->length[i] = length[i];
        s->cast[i] = cast[i];
        s->best_order[i] = order[i];
    }
    for (int a = 0; a < actors; a++)
        s->wage[a] = wage[a];
    for (int b = 0; b < 8; b++)
        for (int k = 1; k < 256; k++) {
            int low = __builtin_ctz((unsigned)k), actor = 8 * b + low;
            s->pay[b][k] = s->pay[b][k & (k - 1)] + (actor < actors ? wage[actor] : 0);
        }
    s->best = best;
    s->deadline = seconds > 0 ? now() + seconds : 0;
    s->node_limit = node_limit;
    s->cancel = cancel;
    s->rules = rules;
    s->open_bound = INFINITE;
    s->cache_mask = BIT(cache_bits) - 1;
    return s;
}

/* Search as one worker until all is proven or a limit is reached; nodes visited, -1 when out of memory. */
DOOR int64_t tournage_prove(void *search, report_t report)
{
    search_t *s = search;
    worker_t *w = calloc(1, sizeof *w);
    if (!w) {
        leave_open(s, 0);
        return -1;
    }
    w->all = s;
    w->report = report;
    explore(w, s->scenes == MOST ? ~(scenes_t)0 : SCENE(s->scenes) - 1, 0, 0, 0, 0, 1);
    int64_t nodes = (int64_t)w->nodes;
    free(w);
    return nodes;
}

/* After every worker came back: the best order, its cost (holding only) and the proven bound; frees all. */
DOOR int64_t tournage_close(void *search, int *order, int64_t *bound)
{
    search_t *s = search;
    int64_t best = s->best;
    *bound = s->open_bound < best ? s->open_bound : best;
    memcpy(order, s->best_order, sizeof(int) * (size_t)s->scenes);
    free(s->cache);
    free(s);
    return best;
}

/* ---- A table over sets of scenes, for problems of few scenes ---- */

enum { HALF_BITS = 13 };

/* Casts of sets of scenes, from two tables of half the scenes each. */
static inline set_t cast_in(set_t (*casts)[1 << HALF_BITS], uint32_t scenes)
{
    return casts[0][scenes & ((1 << HALF_BITS) - 1)] | casts[1][scenes >> HALF_BITS];
}

/* Least waiting, up to `most`, through the scenes of `first` shot before all others while `held` wait; `last`: the
 * last of them. */
static inline cost_t shot_first(const search_t *s, const uint32_t *least, uint32_t first, set_t held, cost_t most,
                                int *last)
{
    for (uint32_t q = first; q; q &= q - 1) {
        int i = __builtin_ctz(q);
        cost_t v = least[first & ~(1u << i)] + s->length[i] * pay(s, held & ~s->cast[i]);
        if (v < most) {
            most = v;
            *last = i;
        }
    }
    return most;
}

/* The best order of at most 26 scenes, from a search opened for them and instead of it: an order read backwards
 * costs the same, so the least waiting through every set of at most half the scenes, shot first, is enough.
 * Returns 0 when it is found, 1 when stopped, -1 when out of memory or when the cost does not fit the table. */
DOOR int tournage_table(void *search)
{
    search_t *s = search;
    if (s->open_bound >= s->best)
        return 0;
    int n = s->scenes, half = (n + 1) / 2, last = 0, result = -1;
    uint32_t all = (uint32_t)(BIT(n) - 1), *least = NULL, found = 0;
    set_t (*casts)[1 << HALF_BITS] = calloc(2, sizeof *casts);
    if (n < 1 || n > 2 * HALF_BITS || s->best >= UINT32_MAX / 2 || !casts || !(least = malloc(sizeof *least << n)))
        goto leave;
    for (int h = 0; h < 2; h++)
        for (int k = 1; k < 1 << HALF_BITS; k++) {
            int i = HALF_BITS * h + __builtin_ctz((unsigned)k);
            casts[h][k] = casts[h][k & (k - 1)] | (i < n ? s->cast[i] : 0);
        }
    result = 1;
    least[0] = 0;
    for (uint32_t first = 1; first < all; first++) {
        if (!(first & 0xFFFF) && ((s->cancel && *s->cancel) || (s->deadline > 0 && now() > s->deadline)))
            goto leave;
        if (__builtin_popcount(first) <= half)
            least[first] = (uint32_t)shot_first(s, least, first, cast_in(casts, first) & cast_in(casts, all & ~first),
                                                s->best, &last);
    }
    result = 0;
    for (uint32_t first = 1; first < all; first++)
        if (__builtin_popcount(first) == half && least[first] + least[all & ~first] < s->best) {
            s->best = least[first] + least[all & ~first];
            found = first;
        }
    for (int side = 0; side < 2 && found; side++)
        for (uint32_t first = side ? all & ~found : found; first; first &= ~(1u << last)) {
            shot_first(s, least, first, cast_in(casts, first) & cast_in(casts, all & ~first), INFINITE, &last);
            int k = __builtin_popcount(first);
            s->best_order[side ? n - k : k - 1] = last;
        }
    s->open_bound = s->best;
leave:
    free(least);
    free(casts);
    return result;
}

/* ---- Walks: a bound for groups of actors whatever the number of their scenes ----
 *
 * In any order actors come and go one at a time: a walk over who has not begun, who is on and who is done. A cast
 * is shot at the cheapest moment of the walk that has all its actors on; before that moment somebody has gone or one
 * of the cast has come, after it somebody comes or one of the cast goes. Each cast has a `due`, and the walk earns
 * it, less the waiting, at every such moment; for the casts `kept` in mind, at one of them only. The sum of dues
 * less what the best walk earns is a bound: the optimum, with the best dues, if no walk earned for a cast twice. */

enum { MOST_WALKERS = 13, MOST_KEPT = 10 };

/* `mind`: the kept casts that can be shot, by who is on; a state has an amount for every set of those shot before. */
typedef struct {
    int actors, ways, states, power[MOST_WALKERS + 1], kept, who[MOST_KEPT];
    cost_t due[MOST_KEPT], length[MOST_KEPT];
    cost_t *earned, *gone, *coming, *pay;
    uint16_t *on, *waiting, *mind;
    uint32_t *at;
} walk_t;

/* The set as one over the members of `of` only, numbered from nought. */
static inline int packed(int set, int of)
{
    int result = 0;
    for (int bit = 1; of; of &= of - 1, bit <<= 1)
        if (set & of & -of)
            result |= bit;
    return result;
}

static inline cost_t kept_value(const walk_t *w, int cast, int on)
{
    return w->due[cast] - w->length[cast] * w->pay[on & ~w->who[cast]];
}

/* Kept casts worth shooting while `on` are on, `came` having come last (`actors`: somebody went). */
static inline int worth_shooting(const walk_t *w, int on, int came)
{
    int found = 0;
    for (int rest = w->mind[on]; rest; rest &= rest - 1) {
        int c = __builtin_ctz((unsigned)rest);
        if ((came == w->actors || w->who[c] >> came & 1) && kept_value(w, c, on) > 0)
            found |= rest & -rest;
    }
    return found;
}

/* Kept casts with this actor. */
static inline int kept_with(const walk_t *w, int actor)
{
    int found = 0;
    for (int c = 0; c < w->kept; c++)
        found |= (w->who[c] >> actor & 1) << c;
    return found;
}

static inline cost_t value_of(const walk_t *w, int casts, int on)
{
    cost_t sum = 0;
    for (; casts; casts &= casts - 1)
        sum += kept_value(w, __builtin_ctz((unsigned)casts), on);
    return sum;
}

/* Earnings while `on` are on, by who came last and who goes next; `actors` means: somebody went, somebody comes. */
static inline const cost_t *earnings(const walk_t *w, int on, int came)
{
    return w->earned + ((size_t)on * (size_t)w->ways + (size_t)came) * (size_t)w->ways;
}

static void fill_earnings(walk_t *w, set_t cast, cost_t length, cost_t due)
{
    int full = (1 << w->actors) - 1, members[MOST_WALKERS + 1];
    int n = list(cast, members), others = full & ~(int)cast;
    members[n++] = w->actors;
    for (int more = others;; more = (more - 1) & others) {
        cost_t value = due - length * w->pay[more];
        cost_t *cell = w->earned + ((size_t)cast | (size_t)more) * (size_t)w->ways * (size_t)w->ways;
        if (value > 0)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                    cell[members[i] * w->ways + members[j]] += value;
        if (!more)
            return;
    }
}

/* The most a walk can earn from here, `came` being the last event, for every set of kept casts shot before. */
static void walk_from(const walk_t *w, int state, int came, cost_t *most)
{
    int on = w->on[state], mind = w->mind[on], kept = __builtin_popcount((unsigned)mind), sets = 1 << kept;
    int worth = worth_shooting(w, on, came), some = packed(worth, mind);
    const cost_t *earns = earnings(w, on, came);
    cost_t value[MOST_KEPT];
    for (int rest = mind, b = 0; rest; rest &= rest - 1, b++)
        value[b] = kept_value(w, __builtin_ctz((unsigned)rest), on);
    for (int k = 0; k < sets; k++)
        most[k] = w->waiting[state] ? w->coming[w->at[state] + (uint32_t)k] : on ? -1 : 0;
    if (w->waiting[state]) {
        for (int rest = some; rest; rest &= rest - 1) {
            int bit = rest & -rest;
            cost_t more = value[__builtin_ctz((unsigned)rest)];
            for (int high = 0; high < sets; high += 2 * bit)
                for (int k = high; k < high + bit; k++)
                    most[k] = most[k + bit] + more > most[k] ? most[k + bit] + more : most[k];
        }
        for (int k = 0; k < sets; k++)
            most[k] += earns[w->actors];
    }
    for (int rest = on; rest; rest &= rest - 1) {
        int a = __builtin_ctz((unsigned)rest), with = kept_with(w, a);
        int now_or_never = packed(worth & with, mind), stay = packed(mind & ~with, mind);
        const cost_t *gone = w->gone + w->at[state + w->power[a]];
        int after[1 << MOST_KEPT];
        cost_t earned[1 << MOST_KEPT];
        after[0] = 0;
        earned[0] = earns[a];
        for (int b = 0; b < kept; b++)
            if (now_or_never >> b & 1)
                earned[0] += value[b];
        for (int b = 0, place = 1; b < kept; b++) {
            int moved = stay >> b & 1 ? place : 0;
            cost_t lost = now_or_never >> b & 1 ? value[b] : 0;
            for (int k = 0; k < 1 << b; k++) {
                after[k | 1 << b] = after[k] | moved;
                earned[k | 1 << b] = earned[k] - lost;
            }
            place <<= stay >> b & 1;
        }
        for (int k = 0; k < sets; k++) {
            cost_t sum = earned[k] + gone[after[k]];
            most[k] = sum > most[k] ? sum : most[k];
        }
    }
}

/* The same for every set where somebody comes next. */
static void coming_from(const walk_t *w, int state, cost_t *most)
{
    int mind = w->mind[w->on[state]], sets = 1 << __builtin_popcount((unsigned)mind);
    cost_t after[1 << MOST_KEPT];
    for (int k = 0; k < sets; k++)
        most[k] = -1;
    for (int rest = w->waiting[state]; rest; rest &= rest - 1) {
        int a = __builtin_ctz((unsigned)rest), next = state + w->power[a], wider = w->mind[w->on[next]];
        int same = packed(mind, wider);
        walk_from(w, next, a, after);
        for (int k = 0, wide = 0; k < sets; k++, wide = (wide - same) & same)
            most[k] = after[wide] > most[k] ? after[wide] : most[k];
    }
}

/* The next event of the best walk, which has `left` to earn: who goes, or who comes after all (told as `actors` more);
 * `shot`: the kept casts shot before it. */
static int next_event(const walk_t *w, int state, int came, int before, cost_t *left, int *shot)
{
    int on = w->on[state], worth = worth_shooting(w, on, came) & ~before;
    const cost_t *earns = earnings(w, on, came);
    for (int rest = on; rest; rest &= rest - 1) {
        int a = __builtin_ctz((unsigned)rest), next = state + w->power[a], now_or_never = worth & kept_with(w, a);
        cost_t here = earns[a] + value_of(w, now_or_never, on);
        if (here + w->gone[w->at[next] + (uint32_t)packed(before, w->mind[w->on[next]])] == *left) {
            *left -= here;
            *shot = now_or_never;
            return a;
        }
    }
    for (*shot = worth;; *shot = (*shot - 1) & worth) {
        cost_t here = earns[w->actors] + value_of(w, *shot, on);
        if (here + w->coming[w->at[state] + (uint32_t)packed(before | *shot, w->mind[on])] == *left || !*shot) {
            *left -= here;
            break;
        }
    }
    cost_t after[1 << MOST_KEPT];
    int who = 0;
    for (int rest = w->waiting[state]; rest; rest &= rest - 1) {
        int a = __builtin_ctz((unsigned)rest), next = state + w->power[a];
        walk_from(w, next, a, after);
        who = a;
        if (after[packed(before | *shot, w->mind[w->on[next]])] == *left)
            break;
    }
    return w->actors + who;
}

/* How often the best walk earns for each cast, and how long each actor waits meanwhile. */
static void follow(const walk_t *w, int casts, const int64_t *length, const uint64_t *cast, const int64_t *due,
                   const int *keep, int *met, int64_t *wait)
{
    memset(met, 0, sizeof *met * (size_t)casts);
    memset(wait, 0, sizeof *wait * (size_t)w->actors);
    cost_t left = w->gone[0];
    for (int state = 0, came = w->actors, before = 0, shot; state < w->states - 1;) {
        int event = next_event(w, state, came, before, &left, &shot), goes = event < w->actors, on = w->on[state];
        int needed = (came < w->actors ? 1 << came : 0) | (goes ? 1 << event : 0);
        for (int c = 0; c < casts; c++) {
            int who = (int)cast[c], at = -1;
            for (int k = 0; k < w->kept; k++)
                at = keep[k] == c ? k : at;
            if (at >= 0 ? !(shot >> at & 1)
                        : (who & ~on) || (needed & ~who) || due[c] <= length[c] * w->pay[on & ~who])
                continue;
            met[c]++;
            for (int rest = on & ~who; rest; rest &= rest - 1)
                wait[__builtin_ctz((unsigned)rest)] += length[c];
        }
        came = goes ? w->actors : event - w->actors;
        state += w->power[goes ? event : came];
        before = (before | shot) & w->mind[w->on[state]];
    }
}

/* Who is on and who has not begun in every state, the kept casts in mind, and where the amounts of a state stand. */
static size_t lay_out(walk_t *w)
{
    for (int a = 0; a < w->actors; a++)
        for (int state = w->power[a]; state-- > 0;) {
            w->on[state + w->power[a]] = w->on[state] | (uint16_t)(1 << a);
            w->on[state + 2 * w->power[a]] = w->on[state];
            w->waiting[state + 2 * w->power[a]] = w->waiting[state + w->power[a]] = w->waiting[state];
            w->waiting[state] |= (uint16_t)(1 << a);
        }
    for (int on = 0; on < 1 << w->actors; on++)
        for (int c = 0; c < w->kept; c++)
            if (!(w->who[c] & ~on))
                w->mind[on] |= (uint16_t)(1 << c);
    size_t amounts = 0;
    for (int state = 0; state < w->states; state++) {
        w->at[state] = (uint32_t)amounts;
        amounts += (size_t)1 << __builtin_popcount(w->mind[w->on[state]]);
    }
    return amounts;
}

/* What the best walk earns for casts of at most 13 actors, none of them empty; -1 when out of memory.
 * `keep`: at most 10 of the casts. */
DOOR int64_t tournage_walk(int actors, int casts, const int64_t *length, const int64_t *wage, const uint64_t *cast,
                           const int64_t *due, int kept, const int *keep, int *met, int64_t *wait)
{
    walk_t w = {.actors = actors, .ways = actors + 1, .power = {1}, .kept = kept};
    for (int a = 0; a < actors; a++)
        w.power[a + 1] = 3 * w.power[a];
    w.states = w.power[actors];
    for (int k = 0; k < kept; k++) {
        w.who[k] = (int)cast[keep[k]];
        w.due[k] = due[keep[k]];
        w.length[k] = length[keep[k]];
    }
    size_t sets = (size_t)1 << actors, states = (size_t)w.states, amounts;
    cost_t most = -1;
    w.earned = calloc(sets * (size_t)w.ways * (size_t)w.ways, sizeof(cost_t));
    w.pay = calloc(sets, sizeof(cost_t));
    w.mind = calloc(sets, sizeof *w.mind);
    w.on = calloc(states, sizeof *w.on);
    w.waiting = calloc(states, sizeof *w.waiting);
    w.at = malloc(states * sizeof *w.at);
    if (!w.earned || !w.pay || !w.mind || !w.on || !w.waiting || !w.at)
        goto leave;
    amounts = lay_out(&w);
    w.gone = malloc(sizeof(cost_t) * amounts);
    w.coming = malloc(sizeof(cost_t) * amounts);
    if (!w.gone || !w.coming)
        goto leave;
    for (int k = 1; k < 1 << actors; k++)
        w.pay[k] = w.pay[k & (k - 1)] + wage[__builtin_ctz((unsigned)k)];
    for (int c = 0; c < casts; c++) {
        int in_mind = 0;
        for (int k = 0; k < kept; k++)
            in_mind |= keep[k] == c;
        if (!in_mind)
            fill_earnings(&w, cast[c], length[c], due[c]);
    }
    for (int state = w.states; state-- > 0;) {
        coming_from(&w, state, w.coming + w.at[state]);
        walk_from(&w, state, actors, w.gone + w.at[state]);
    }
    most = w.gone[0];
    follow(&w, casts, length, cast, due, keep, met, wait);
leave:
    free(w.earned);
    free(w.pay);
    free(w.mind);
    free(w.on);
    free(w.waiting);
    free(w.at);
    free(w.gone);
    free(w.coming);
    return most;
}

/* ---- Insertion search: any number of scenes and actors, sets as rows of 64-bit words ---- */

typedef struct {
    int scenes, words, bytes;
    const int64_t *length;
    const uint64_t *cast;
    cost_t (*pay)[256];
    uint64_t *before, *after;
    cost_t *late;
    uint64_t random;
    double deadline;
    volatile int *cancel;
} local_t;

static int local_over(const local_t *l)
{
    return (l->cancel && *l->cancel) || (l->deadline > 0 && now() > l->deadline);
}

static uint64_t draw(local_t *l)
{
    l->random ^= l->random << 13;
    l->random ^= l->random >> 7;
    l->random ^= l->random << 17;
    return l->random * 0x2545F4914F6CDD1Du;
}

static inline cost_t wide_pay(const local_t *l, const uint64_t *a, const uint64_t *b, const uint64_t *not_in)
{
    cost_t sum = 0;
    for (int w = 0; w < l->words; w++) {
        uint64_t who = a[w] & b[w] & ~not_in[w];
        for (int k = w * 8; who; k++, who >>= 8)
            sum += l->pay[k][who & 255];
    }
    return sum;
}

static cost_t whole_cost(local_t *l, const int *order, int n)
{
    int words = l->words;
    memset(l->after + (size_t)n * words, 0, sizeof(uint64_t) * (size_t)words);
    for (int k = n; k-- > 0;)
        for (int w = 0; w < words; w++)
            l->after[(size_t)k * words + w] = l->after[(size_t)(k + 1) * words + w] | l->cast[(size_t)order[k] * words + w];
    memset(l->before, 0, sizeof(uint64_t) * (size_t)words);
    cost_t sum = 0;
    for (int k = 0; k < n; k++) {
        const uint64_t *cast = l->cast + (size_t)order[k] * words;
        uint64_t *seen = l->before + (size_t)k * words;
        for (int w = 0; w < words; w++)
            seen[words + w] = seen[w] | cast[w];
        sum += l->length[order[k]] * wide_pay(l, seen + words, l->after + (size_t)k * words, cast);
    }
    return sum;
}

/* Cost of putting `scene` before each position of an order of the n others; sets must be up to date. */
static int best_place(local_t *l, const int *order, int n, int scene, int avoid, cost_t *added)
{
    int words = l->words, best = -1;
    const uint64_t *cast = l->cast + (size_t)scene * words;
    l->late[n] = 0;
    for (int k = n; k-- > 0;) {
        const uint64_t *seen = l->before + (size_t)(k + 1) * words;
        cost_t wait = wide_pay(l, cast, l->after + (size_t)k * words, seen);
        l->late[k] = l->late[k + 1] + l->length[order[k]] * wait;
    }
    cost_t early = 0, least = INFINITE;
    int ties = 0;
    for (int k = 0; k <= n; k++) {
        if (k != avoid) {
            cost_t own = l->length[scene] * wide_pay(l, l->before + (size_t)k * words, l->after + (size_t)k * words, cast);
            cost_t value = early + l->late[k] + own;
            if (value < least) {
                least = value;
                best = k;
                ties = 1;
            } else if (value == least && draw(l) % (uint64_t)++ties == 0)
                best = k;
        }
        if (k < n)
            early += l->length[order[k]] *
                     wide_pay(l, cast, l->before + (size_t)(k + 1) * words, l->after + (size_t)k * words);
    }
    *added = least;
    return best;
}

static void take_out(int *order, int n, int at)
{
    memmove(order + at, order + at + 1, sizeof(int) * (size_t)(n - at - 1));
}

static void put_in(int *order, int n, int at, int scene)
{
    memmove(order + at + 1, order + at, sizeof(int) * (size_t)(n - at));
    order[at] = scene;
}

/* Move scenes one at a time to their best places until none gets better. */
static cost_t descend(local_t *l, int *order, int *turn, cost_t value)
{
    int n = l->scenes;
    for (int better = 1; better;) {
        better = 0;
        for (int i = n - 1; i > 0; i--) {
            int j = (int)(draw(l) % (uint64_t)(i + 1)), swap = turn[i];
            turn[i] = turn[j];
            turn[j] = swap;
        }
        for (int i = 0; i < n; i++) {
            int scene = turn[i], at = 0;
            while (order[at] != scene)
                at++;
            take_out(order, n, at);
            cost_t without = whole_cost(l, order, n - 1), added;
            int place = best_place(l, order, n - 1, scene, -1, &added);
            if (without + added < value) {
                value = without + added;
                better = 1;
            } else
                place = at;
            put_in(order, n - 1, place, scene);
            if ((i & 15) == 15 && local_over(l))
                return value;
        }
    }
    return value;
}

/* A short stretch of the order is moved, turned round or swapped with its neighbours. */
static void shake(local_t *l, int *order, int *spare, int n)
{
    int moves = 1 + (int)(draw(l) % 3);
    while (moves--) {
        int longest = n / 3 > 2 ? n / 3 : 2;
        int size = 1 + (int)(draw(l) % (uint64_t)longest), at = (int)(draw(l) % (uint64_t)(n - size + 1));
        memcpy(spare, order + at, sizeof(int) * (size_t)size);
        memmove(order + at, order + at + size, sizeof(int) * (size_t)(n - at - size));
        int to = (int)(draw(l) % (uint64_t)(n - size + 1)), turn = (int)(draw(l) & 1);
        memmove(order + to + size, order + to, sizeof(int) * (size_t)(n - size - to));
        for (int i = 0; i < size; i++)
            order[to + i] = spare[turn ? size - 1 - i : i];
    }
}

/* Improve an order by insertion descents from shaken starts.
 *
 * `cast`: `words` 64-bit words a scene. Stops after `rounds` shakes, or at the time limit.
 * `order` holds a start and returns the best. Returns its holding cost, -1 when out of memory.
 */
DOOR int64_t tournage_improve(int scenes, int words, const int64_t *length, const int64_t *wage, const uint64_t *cast,
                              int *order, int starts, int64_t rounds, double seconds, uint64_t seed,
                              volatile int *cancel)
{
    int n = scenes;
    local_t l = {.scenes = n, .words = words, .bytes = words * 8, .length = length, .cast = cast,
                 .random = seed * 2654435769u + 88172645463325252u};
    size_t sets = sizeof(uint64_t) * (size_t)words * (size_t)(n + 2);
    l.pay = calloc((size_t)words * 8, sizeof *l.pay);
    l.before = malloc(sets);
    l.after = malloc(sets);
    l.late = malloc(sizeof(cost_t) * (size_t)(n + 2));
    int *trial = malloc(sizeof(int) * (size_t)n * 4);
    cost_t best = -1;
    if (!l.pay || !l.before || !l.after || !l.late || !trial)
        goto leave;
    int *turn = trial + n, *spare = turn + n, *start = spare + n;
    for (int b = 0; b < words * 8; b++)
        for (int k = 1; k < 256; k++)
            l.pay[b][k] = l.pay[b][k & (k - 1)] + wage[8 * b + __builtin_ctz((unsigned)k)];
    for (int i = 0; i < n; i++)
        turn[i] = i;
    l.deadline = seconds > 0 ? now() + seconds : 0;
    l.cancel = cancel;
    memcpy(start, order, sizeof(int) * (size_t)n);
    best = whole_cost(&l, order, n);
    if (n < 2)
        goto leave;
    cost_t here = INFINITE;
    for (int64_t round = 0; round < starts + rounds; round++) {
        memcpy(trial, start, sizeof(int) * (size_t)n);
        if (round && round < starts) {
            for (int i = n - 1; i > 0; i--) {
                int j = (int)(draw(&l) % (uint64_t)(i + 1)), swap = trial[i];
                trial[i] = trial[j];
                trial[j] = swap;
            }
        } else if (round) {
            memcpy(trial, round == starts ? order : start, sizeof(int) * (size_t)n);
            shake(&l, trial, spare, n);
        }
        cost_t value = descend(&l, trial, turn, whole_cost(&l, trial, n));
        if (value < best) {
            best = value;
            memcpy(order, trial, sizeof(int) * (size_t)n);
        }
        if (round >= starts && (value <= here + here / 400)) {
            here = value;
            memcpy(start, trial, sizeof(int) * (size_t)n);
        }
        if (round + 1 == starts)
            here = best;
        if (round > starts && round % 200 == 0) {
            here = best;
            memcpy(start, order, sizeof(int) * (size_t)n);
        }
        if (local_over(&l))
            break;
    }
leave:
    free(l.pay);
    free(l.before);
    free(l.after);
    free(l.late);
    free(trial);
    return best;
}
