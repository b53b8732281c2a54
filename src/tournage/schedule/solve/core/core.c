/* Talent scheduling, solved exactly: order scenes so that the cast waits least for its money.
 *
 * Double-ended depth-first branch and bound over bit sets of at most 64 scenes and 64 actors (after
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
typedef int64_t cost_t;

enum { MOST = 64, EXACT_SIDE = 9, WAYS = 4 };

#define BIT(i) ((set_t)1 << (i))
#define LOWEST(s) __builtin_ctzll(s)
#define COUNT(s) __builtin_popcountll(s)
#define INFINITE (INT64_MAX / 4)

typedef struct {
    set_t todo, left, right;
    cost_t past;
} slot_t;

/* Scenes with the same remaining cast, shot together. */
typedef struct {
    int count;
    set_t cast[MOST], scenes[MOST];
    cost_t length[MOST];
} groups_t;

typedef struct {
    int group;
    cost_t past, bound;
    set_t todo, left, right;
} child_t;

typedef struct {
    int scenes, actors, bytes;
    cost_t length[MOST], wage[MOST], pay[8][256];
    set_t cast[MOST];
    cost_t best;
    int best_order[MOST], front[MOST], back[MOST], fronts, backs;
    slot_t *cache;
    set_t cache_mask;
    uint64_t nodes, node_limit;
    double deadline;
    volatile int *cancel;
    int stopped;
    cost_t open_bound;
    int rules;
} search_t;

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

static void group_scenes(const search_t *s, set_t todo, set_t held, set_t fixed, groups_t *g)
{
    set_t single = 0;
    for (;;) {
        g->count = 0;
        set_t once = 0, twice = 0;
        for (set_t q = todo; q; q &= q - 1) {
            int i = LOWEST(q);
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
            g->scenes[t] |= BIT(i);
            g->length[t] += s->length[i];
        }
        set_t more = once & ~twice & ~held;
        if (!more)
            return;
        single |= more;
    }
}

static set_t cast_of(const search_t *s, set_t scenes)
{
    set_t who = 0;
    for (; scenes; scenes &= scenes - 1)
        who |= s->cast[LOWEST(scenes)];
    return who;
}

static inline uint64_t mix(set_t todo, set_t left, set_t right)
{
    uint64_t h = todo * 0x9E3779B97F4A7C15u ^ (left + 0x165667B19E3779F9u) * 0xC2B2AE3D27D4EB4Fu;
    h ^= (right + 0x27D4EB2F165667C5u) * 0xFF51AFD7ED558CCDu;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ h >> 29;
}

static slot_t *bucket(const search_t *s, set_t todo, set_t left, set_t right)
{
    return s->cache + (mix(todo, left, right) & s->cache_mask) * WAYS;
}

static int known(const search_t *s, set_t todo, set_t left, set_t right, cost_t past)
{
    if (left > right) {
        set_t swap = left;
        left = right;
        right = swap;
    }
    const slot_t *b = bucket(s, todo, left, right);
    for (int i = 0; i < WAYS; i++)
        if (b[i].todo == todo && b[i].left == left && b[i].right == right && b[i].past <= past)
            return 1;
    return 0;
}

static void remember(search_t *s, set_t todo, set_t left, set_t right, cost_t past)
{
    if (left > right) {
        set_t swap = left;
        left = right;
        right = swap;
    }
    slot_t *b = bucket(s, todo, left, right);
    int worst = WAYS - 1;
    for (int i = 0; i < WAYS; i++) {
        if (b[i].todo == todo && b[i].left == left && b[i].right == right) {
            worst = i;
            break;
        }
        if (!b[i].todo) {
            worst = i;
            break;
        }
        if (i < WAYS - 1 && COUNT(b[i].todo) < COUNT(b[worst].todo))
            worst = i;
    }
    b[worst] = (slot_t){todo, left, right, past};
}

static void complete(search_t *s, set_t todo, cost_t past)
{
    if (past >= s->best)
        return;
    s->best = past;
    int n = 0;
    for (int i = 0; i < s->fronts; i++)
        s->best_order[n++] = s->front[i];
    for (; todo; todo &= todo - 1)
        s->best_order[n++] = LOWEST(todo);
    for (int i = s->backs; i-- > 0;)
        s->best_order[n++] = s->back[i];
}

static void place(search_t *s, set_t scenes, int at_back)
{
    for (; scenes; scenes &= scenes - 1) {
        if (at_back)
            s->back[s->backs++] = LOWEST(scenes);
        else
            s->front[s->fronts++] = LOWEST(scenes);
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
static int children(const search_t *s, const groups_t *g, set_t todo, set_t near_all, set_t far_all, cost_t past,
                    int at_back, child_t *out)
{
    set_t fixed = near_all & far_all, near = near_all & ~fixed, far = far_all & ~fixed;
    int n = 0;
    for (int x = 0; x < g->count; x++) {
        set_t cast = g->cast[x], joining = cast & far;
        cost_t value = past + g->length[x] * pay(s, near & ~cast);
        if (value >= s->best)
            continue;
        if (joining)
            for (int t = 0; t < g->count; t++)
                if (t != x)
                    value += g->length[t] * pay(s, joining & ~g->cast[t]);
        if (value >= s->best || dominated(s, g, x, near, far))
            continue;
        set_t rest = todo & ~g->scenes[x], needed = cast_of(s, rest);
        set_t new_near = (near_all | cast_of(s, g->scenes[x])) & needed, new_far = far_all & needed;
        set_t both = new_near & new_far;
        cost_t least = value + bound(s, g, x, new_near & ~both, new_far & ~both, both);
        if (least >= s->best)
            continue;
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

static int out_of_time(search_t *s)
{
    if (s->stopped)
        return 1;
    s->nodes++;
    if (s->node_limit && s->nodes > s->node_limit)
        s->stopped = 1;
    else if ((s->nodes & 255) == 0 && ((s->cancel && *s->cancel) || (s->deadline > 0 && now() > s->deadline)))
        s->stopped = 1;
    return s->stopped;
}

static void explore(search_t *s, set_t todo, set_t left, set_t right, cost_t past, cost_t least)
{
    if (out_of_time(s)) {
        if (least < s->open_bound)
            s->open_bound = least;
        return;
    }
    groups_t g;
    int fronts = s->fronts, backs = s->backs;
    for (;;) {
        set_t fixed = left & right;
        group_scenes(s, todo, left | right, fixed, &g);
        if (g.count <= 1) {
            complete(s, todo, past);
            goto leave;
        }
        int free_group = -1, at_back = 0;
        for (int t = 0; t < g.count && free_group < 0; t++)
            if (g.cast[t] == (left & ~fixed) || g.cast[t] == (right & ~fixed)) {
                free_group = t;
                at_back = g.cast[t] != (left & ~fixed);
            }
        if (free_group < 0)
            break;
        set_t scenes = g.scenes[free_group], shot = cast_of(s, scenes);
        place(s, scenes, at_back);
        todo &= ~scenes;
        set_t needed = cast_of(s, todo);
        left = (at_back ? left : left | shot) & needed;
        right = (at_back ? right | shot : right) & needed;
    }
    if (known(s, todo, left, right, past))
        goto leave;
    for (set_t q = todo; q; q &= q - 1) {
        set_t fewer = todo & ~(q & -q), needed = cast_of(s, fewer);
        if ((left & ~needed) || (right & ~needed))
            continue;
        if (known(s, fewer, left, right, past))
            goto leave;
    }
    remember(s, todo, left, right, past);
    child_t at_front[MOST], at_end[MOST], *chosen = at_front;
    int n = children(s, &g, todo, left, right, past, 0, at_front), back = 0;
    if (n > 1) {
        int m = children(s, &g, todo, right, left, past, 1, at_end);
        cost_t sum_front = 0, sum_end = 0;
        for (int i = 0; i < n; i++)
            sum_front += s->best - at_front[i].bound;
        for (int i = 0; i < m; i++)
            sum_end += s->best - at_end[i].bound;
        if (m < n || (m == n && sum_end < sum_front)) {
            chosen = at_end;
            n = m;
            back = 1;
        }
    }
    for (int i = 0; i < n; i++) {
        const child_t *c = &chosen[i];
        if (c->bound >= s->best)
            continue;
        int f = s->fronts, b = s->backs;
        place(s, g.scenes[c->group], back);
        explore(s, c->todo, c->left, c->right, c->past, c->bound);
        s->fronts = f;
        s->backs = b;
    }
leave:
    s->fronts = fronts;
    s->backs = backs;
}

static void prepare(search_t *s, int scenes, int actors, const int64_t *length, const int64_t *wage,
                    const uint64_t *cast)
{
    memset(s, 0, sizeof *s);
    s->scenes = scenes;
    s->actors = actors;
    s->bytes = (actors + 7) / 8;
    for (int i = 0; i < scenes; i++) {
        s->length[i] = length[i];
        s->cast[i] = cast[i];
    }
    for (int a = 0; a < actors; a++)
        s->wage[a] = wage[a];
    for (int b = 0; b < 8; b++)
        for (int k = 1; k < 256; k++) {
            int low = __builtin_ctz((unsigned)k), actor = 8 * b + low;
            s->pay[b][k] = s->pay[b][k & (k - 1)] + (actor < actors ? wage[actor] : 0);
        }
}

/* Prove the best order of at most 64 scenes with at most 64 actors.
 *
 * `order` holds a start on entry (cost `best`, holding only) and the best found on return.
 * `rules`: 1 and 2 switch the dominance rules on. Returns the best holding cost; `bound` is proven.
 */
DOOR int64_t tournage_prove(int scenes, int actors, const int64_t *length, const int64_t *wage, const uint64_t *cast,
                            int *order, int64_t best, double seconds, uint64_t node_limit, volatile int *cancel,
                            int rules, int cache_bits, int64_t *lower, uint64_t *nodes)
{
    search_t *s = malloc(sizeof *s);
    if (!s)
        return -1;
    prepare(s, scenes, actors, length, wage, cast);
    s->best = best;
    memcpy(s->best_order, order, sizeof(int) * (size_t)scenes);
    s->deadline = seconds > 0 ? now() + seconds : 0;
    s->node_limit = node_limit;
    s->cancel = cancel;
    s->rules = rules;
    s->open_bound = INFINITE;
    s->cache_mask = BIT(cache_bits) - 1;
    s->cache = calloc((size_t)WAYS << cache_bits, sizeof(slot_t));
    if (!s->cache) {
        free(s);
        return -1;
    }
    explore(s, scenes == 64 ? ~(set_t)0 : BIT(scenes) - 1, 0, 0, 0, 0);
    *lower = s->open_bound < s->best ? s->open_bound : s->best;
    *nodes = s->nodes;
    memcpy(order, s->best_order, sizeof(int) * (size_t)scenes);
    int64_t result = s->best;
    free(s->cache);
    free(s);
    return result;
}

/* ---- Insertion search: any number of scenes and actors, sets as rows of 64-bit words ---- */

typedef struct {
    int scenes, words, bytes;
    const int64_t *length;
    const uint64_t *cast;
    cost_t (*pay)[256];
    uint64_t *before, *after;
    cost_t *late, *early;
    uint64_t random;
} local_t;

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
    double deadline = seconds > 0 ? now() + seconds : 0;
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
        if ((cancel && *cancel) || (deadline > 0 && now() > deadline))
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
