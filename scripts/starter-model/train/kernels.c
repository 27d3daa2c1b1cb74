/*
 * The element-wise parts of training on a CPU, fused: PyTorch's own pass over memory once for each operation and take
 * twice the time of the matrix products between them. Numbers in memory are bfloat16 (the upper half of a float),
 * all arithmetic is in float. Built by kernels.py with `gcc -O3 -march=native -ffast-math -fopenmp`.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint16_t bf16;

static inline float up(bf16 x) {
  uint32_t bits = (uint32_t)x << 16;
  float y;
  memcpy(&y, &bits, 4);
  return y;
}

static inline bf16 down(float y) {
  uint32_t bits;
  memcpy(&bits, &y, 4);
  bits += 0x7fff + ((bits >> 16) & 1);
  return (bf16)(bits >> 16);
}

/* y = w * x / rms(x), by row; `scale` keeps 1 / rms. */
void rmsnorm(const bf16 *x, const float *w, bf16 *y, float *scale, long rows, int n, float eps) {
#pragma omp parallel for schedule(static)
  for (long r = 0; r < rows; r++) {
    const bf16 *in = x + r * n;
    bf16 *out = y + r * n;
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++) sum += up(in[i]) * up(in[i]);
    float s = 1.0f / sqrtf(sum / n + eps);
    scale[r] = s;
#pragma omp simd
    for (int i = 0; i < n; i++) out[i] = down(up(in[i]) * s * w[i]);
  }
}

/* dx, and dw added up over the rows (dw has to be zero before). */
void rmsnorm_back(const bf16 *dy, const bf16 *x, const float *w, const float *scale, bf16 *dx, float *dw, long rows,
                  int n) {
#pragma omp parallel
  {
    float *own = calloc(n, sizeof(float));
#pragma omp for schedule(static)
    for (long r = 0; r < rows; r++) {
      const bf16 *g = dy + r * n, *in = x + r * n;
      bf16 *out = dx + r * n;
      float s = scale[r], dot = 0;
#pragma omp simd reduction(+ : dot)
      for (int i = 0; i < n; i++) dot += up(g[i]) * w[i] * up(in[i]);
      float c = dot * s * s / n;
#pragma omp simd
      for (int i = 0; i < n; i++) {
        out[i] = down(s * (up(g[i]) * w[i] - up(in[i]) * c));
        own[i] += up(g[i]) * up(in[i]) * s;
      }
    }
#pragma omp critical
    for (int i = 0; i < n; i++) dw[i] += own[i];
    free(own);
  }
}

/*
 * qkv [batch, time, 3, heads, size] to q, k, v [batch, heads, time, size] each, q and k turned by their place: pairs of
 * neighbours, as llama.cpp does for this architecture. `turn` is [time, size / 2, 2]: cosine and sine.
 */
void split_heads(const bf16 *qkv, const float *turn, bf16 *q, bf16 *k, bf16 *v, int batch, int time, int heads,
                 int size) {
#pragma omp parallel for collapse(2) schedule(static)
  for (int b = 0; b < batch; b++)
    for (int t = 0; t < time; t++) {
      const bf16 *in = qkv + ((long)b * time + t) * 3 * heads * size;
      const float *cs = turn + (long)t * size;
      for (int h = 0; h < heads; h++) {
        long place = (((long)b * heads + h) * time + t) * size;
        const bf16 *qi = in + h * size, *ki = qi + heads * size, *vi = ki + heads * size;
        for (int i = 0; i < size; i += 2) {
          float c = cs[i], s = cs[i + 1];
          q[place + i] = down(up(qi[i]) * c - up(qi[i + 1]) * s);
          q[place + i + 1] = down(up(qi[i]) * s + up(qi[i + 1]) * c);
          k[place + i] = down(up(ki[i]) * c - up(ki[i + 1]) * s);
          k[place + i + 1] = down(up(ki[i]) * s + up(ki[i + 1]) * c);
        }
        memcpy(v + place, vi, size * sizeof(bf16));
      }
    }
}

void split_heads_back(const bf16 *dq, const bf16 *dk, const bf16 *dv, const float *turn, bf16 *dqkv, int batch,
                      int time, int heads, int size) {
#pragma omp parallel for collapse(2) schedule(static)
  for (int b = 0; b < batch; b++)
    for (int t = 0; t < time; t++) {
      bf16 *out = dqkv + ((long)b * time + t) * 3 * heads * size;
      const float *cs = turn + (long)t * size;
      for (int h = 0; h < heads; h++) {
        long place = (((long)b * heads + h) * time + t) * size;
        bf16 *qo = out + h * size, *ko = qo + heads * size, *vo = ko + heads * size;
        const bf16 *gq = dq + place, *gk = dk + place;
        for (int i = 0; i < size; i += 2) {
          float c = cs[i], s = cs[i + 1];
          qo[i] = down(up(gq[i]) * c + up(gq[i + 1]) * s);
          qo[i + 1] = down(up(gq[i + 1]) * c - up(gq[i]) * s);
          ko[i] = down(up(gk[i]) * c + up(gk[i + 1]) * s);
          ko[i + 1] = down(up(gk[i + 1]) * c - up(gk[i]) * s);
        }
        memcpy(vo, dv + place, size * sizeof(bf16));
      }
    }
}

/* Each place sees itself and what stands before it in its own example, which begins at first[batch, time]. In place. */
void masked_softmax(bf16 *scores, const int32_t *first, float factor, int batch, int heads, int time) {
#pragma omp parallel for collapse(2) schedule(dynamic, 1)
  for (int b = 0; b < batch; b++)
    for (int h = 0; h < heads; h++) {
      float row[time];
      for (int t = 0; t < time; t++) {
        bf16 *s = scores + (((long)b * heads + h) * time + t) * time;
        int from = first[(long)b * time + t];
        float most = -1e30f, sum = 0;
#pragma omp simd reduction(max : most)
        for (int i = from; i <= t; i++) {
          row[i] = up(s[i]) * factor;
          most = row[i] > most ? row[i] : most;
        }
#pragma omp simd reduction(+ : sum)
        for (int i = from; i <= t; i++) {
          row[i] = expf(row[i] - most);
          sum += row[i];
        }
        float part = 1 / sum;
        memset(s, 0, from * sizeof(bf16));
#pragma omp simd
        for (int i = from; i <= t; i++) s[i] = down(row[i] * part);
        memset(s + t + 1, 0, (time - t - 1) * sizeof(bf16));
      }
    }
}

/* `grad` becomes that of the scores. */
void masked_softmax_back(bf16 *grad, const bf16 *parts, const int32_t *first, float factor, int batch, int heads,
                         int time) {
#pragma omp parallel for collapse(2) schedule(dynamic, 1)
  for (int b = 0; b < batch; b++)
    for (int h = 0; h < heads; h++)
      for (int t = 0; t < time; t++) {
        long place = (((long)b * heads + h) * time + t) * time;
        bf16 *g = grad + place;
        const bf16 *p = parts + place;
        int from = first[(long)b * time + t];
        float dot = 0;
#pragma omp simd reduction(+ : dot)
        for (int i = from; i <= t; i++) dot += up(g[i]) * up(p[i]);
        memset(g, 0, from * sizeof(bf16));
#pragma omp simd
        for (int i = from; i <= t; i++) g[i] = down(up(p[i]) * (up(g[i]) - dot) * factor);
        memset(g + t + 1, 0, (time - t - 1) * sizeof(bf16));
      }
}

/* both [rows, 2 * n], the gate first: y = silu(gate) * value. */
void swiglu(const bf16 *both, bf16 *y, long rows, int n) {
#pragma omp parallel for schedule(static)
  for (long r = 0; r < rows; r++) {
    const bf16 *gate = both + r * 2 * n, *value = gate + n;
    bf16 *out = y + r * n;
#pragma omp simd
    for (int i = 0; i < n; i++) {
      float a = up(gate[i]);
      out[i] = down(a / (1 + expf(-a)) * up(value[i]));
    }
  }
}

void swiglu_back(const bf16 *dy, const bf16 *both, bf16 *dboth, long rows, int n) {
#pragma omp parallel for schedule(static)
  for (long r = 0; r < rows; r++) {
    const bf16 *gate = both + r * 2 * n, *value = gate + n, *g = dy + r * n;
    bf16 *dgate = dboth + r * 2 * n, *dvalue = dgate + n;
#pragma omp simd
    for (int i = 0; i < n; i++) {
      float a = up(gate[i]), s = 1 / (1 + expf(-a));
      dvalue[i] = down(up(g[i]) * a * s);
      dgate[i] = down(up(g[i]) * up(value[i]) * s * (1 + a * (1 - s)));
    }
  }
}

/* Loss of each row; the logits become their gradient times `factor`. */
void cross_entropy(bf16 *logits, const int64_t *target, float *loss, long rows, int n, float factor) {
#pragma omp parallel for schedule(static)
  for (long r = 0; r < rows; r++) {
    bf16 *l = logits + r * n;
    float most = -1e30f, sum = 0;
#pragma omp simd reduction(max : most)
    for (int i = 0; i < n; i++) most = up(l[i]) > most ? up(l[i]) : most;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++) sum += expf(up(l[i]) - most);
    loss[r] = logf(sum) + most - up(l[target[r]]);
    float part = factor / sum;
    float right = expf(up(l[target[r]]) - most) * part - factor;
#pragma omp simd
    for (int i = 0; i < n; i++) l[i] = down(expf(up(l[i]) - most) * part);
    l[target[r]] = down(right);
  }
}
